"""Applications of students for places at grade 11, with their preferences (okul/8/2)."""

from __future__ import annotations

import secrets
from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.masking import mask_identity_number
from accounts.models import User
from schools.models import Field, School
from transfers.choices import SEATED, ApplicationStatus, Gender, PlaceKind
from transfers.querysets import ApplicationQuerySet
from workflow.models import Stateful

from .criteria import MOST_PREFERENCES
from .quotas import Quota
from .rounds import TransferRound


def in_words(number: Decimal | str | None) -> str:
    """An exact decimal as people write it; an en dash where there is none."""
    return "–" if number is None else f"{Decimal(number).normalize():f}".replace(".", ",")


# The places of one kind in one quota, whichever placement gave them.
SEATS_WITHIN_PLACES = """
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT p.quota_id, p.kind FROM changed c JOIN transfers_runprogramme p ON p.id = c.seat_id) asked
        JOIN transfers_runprogramme p ON p.quota_id = asked.quota_id AND p.kind = asked.kind
        JOIN transfers_application a ON a.seat_id = p.id
        JOIN transfers_quota q ON q.id = asked.quota_id
        GROUP BY q.id, asked.kind
        HAVING count(*) > CASE asked.kind WHEN 'day' THEN q.day_places WHEN 'girls' THEN q.girls_places ELSE q.boys_places END
    ) THEN
        RAISE EXCEPTION 'application_seats_within_places' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
# What placements read of an application: its key, the beginning of its lot, score and tie values in millionths, eight bytes each.
# Anybody can draw the lot again, from the published seed and the number of the application in nine digits (DOMAIN.md section 4).
TICKET = """
    SELECT int8send(NEW.id)
        || substr(sha256(convert_to(r.seed || ':' || lpad(NEW.id::text, greatest(9, length(NEW.id::text)), '0'), 'UTF8')), 1, 8)
        || int8send((NEW.score * 1000000)::int8)
        || coalesce((
            SELECT string_agg(int8send((tie::numeric * 1000000)::int8), '' ORDER BY number)
            FROM jsonb_array_elements_text(NEW.ties) WITH ORDINALITY parts (tie, number)
        ), '')
    INTO NEW.ticket FROM transfers_transferround r WHERE r.id = NEW.round_id;
    RETURN NEW;
"""
CODE_LETTERS = "ABCDEFGHJKLMNPRSTUVYZ23456789"  # none that are mistaken for another
CODE_LENGTH = 10


def new_code() -> str:
    """With the number of the application it opens the student's sheet of results: some 48 bits of chance."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class Application(Stateful):
    """One student's application in a round, entered by the student's own school or its directorate.

    ``values``: the figures of the score by key, as decimal text; ``score`` and ``ties`` follow from them by the round's criteria;
    ``ticket``: what placements read of it by the million, written by the database with the entry; the verifier reads the rest.
    ``student_number``: T.C. kimlik no, shown masked; empty once the retention term is over. ``seat``: the place that the student
    holds now, to be registered at until ``register_until``. ``result_code``: what the student asks for the result with.
    """

    round = models.ForeignKey(
        TransferRound, on_delete=models.PROTECT, related_name="applications", db_index=False, verbose_name="dönem"
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="transfer_applications", verbose_name="öğrencinin okulu"
    )
    student_number = models.CharField("T.C. kimlik no", max_length=11, blank=True)
    status = models.CharField(
        "durum", max_length=30, choices=ApplicationStatus.choices, default=ApplicationStatus.SUBMITTED, editable=False
    )
    gender = models.CharField("cinsiyet", max_length=4, choices=Gender.choices)
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+", verbose_name="öğrencinin alanı")
    completed_grade = models.PositiveSmallIntegerField("tamamladığı son sınıf")
    has_penalty = models.BooleanField("işlenmiş disiplin cezası var")
    group = models.CharField("yer ayrılan grup", max_length=100, blank=True)
    values = models.JSONField("puanın bileşenleri", default=dict)
    score = models.DecimalField("yerleştirme puanı", max_digits=9, decimal_places=6, editable=False)
    ties = models.JSONField("eşitlik değerleri", default=list, editable=False)
    ticket = models.BinaryField("sıralama bilgisi", default=bytes, editable=False)
    entered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name="giren"
    )
    remark = models.CharField("geri çekme nedeni", max_length=300, blank=True, editable=False)
    result_code = models.CharField("sonuç kodu", max_length=12, default=new_code, editable=False)
    seat = models.ForeignKey(
        "transfers.RunProgramme", on_delete=models.PROTECT, null=True, blank=True, related_name="holders", editable=False,
        verbose_name="yerleştiği yer",
    )  # fmt: skip
    register_until = models.DateField("kaydın son günü", null=True, blank=True, editable=False)
    exclusion = models.OneToOneField(
        "transfers.ApplicationDecision", on_delete=models.PROTECT, null=True, blank=True, editable=False,
        related_name="standing_for", verbose_name="değerlendirme dışı bırakma kararı",
    )  # fmt: skip

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "Nakil başvurusu"
        verbose_name_plural = "Nakil başvuruları"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "student_number"],
                condition=~Q(status=ApplicationStatus.WITHDRAWN) & ~Q(student_number=""),
                name="application_one_open_per_student",
                violation_error_message="Bu öğrencinin bu dönemde açık bir başvurusu var.",
            ),
            models.CheckConstraint(
                condition=Q(student_number="") | Q(student_number__regex=r"^[1-9][0-9]{10}$"),
                name="application_number_has_eleven_digits",
            ),
            models.CheckConstraint(condition=Q(completed_grade=10), name="application_completed_grade_10"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="application_score_in_bounds"),
            models.CheckConstraint(
                condition=~Q(status=ApplicationStatus.WITHDRAWN) | ~Q(remark=""),
                name="application_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=SEATED, seat__isnull=False, register_until__isnull=False)
                | (~Q(status__in=SEATED) & Q(seat__isnull=True, register_until__isnull=True)),
                name="application_seat_with_its_state",
            ),
            models.CheckConstraint(
                condition=Q(status=ApplicationStatus.EXCLUDED, exclusion__isnull=False)
                | (~Q(status=ApplicationStatus.EXCLUDED) & Q(exclusion__isnull=True)),
                name="application_excluded_by_a_decision",
            ),
        ]
        indexes = [
            # All of a round by their keys, and whether they take part, without the rows.
            models.Index(fields=["round", "id"], include=["status"], name="application_of_round"),
            models.Index(fields=["school", "-id"], name="application_of_school"),
            # Few at a time, and asked for on every desk.
            models.Index(
                fields=["school"], condition=Q(status=ApplicationStatus.PLACED), name="application_to_register"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="seats_within_places",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(new="changed"),
                func=SEATS_WITHIN_PLACES,
            ),
            pgtrigger.Trigger(
                name="writes_its_ticket",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("id", "round_id", "score", "ties", "ticket"),
                func=TICKET,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number_shown} – {self.round}"

    @property
    def number_shown(self) -> str:
        return mask_identity_number(self.student_number) or "kimliksiz"

    @property
    def score_shown(self) -> str:
        """With a decimal comma, without zeros at its end."""
        return in_words(self.score)


class Preference(models.Model):
    """What is asked for, and in which place; ``findings``: why it may be asked for, frozen at the entry."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="preferences", verbose_name="başvuru"
    )
    rank = models.PositiveSmallIntegerField("tercih sırası")
    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="preferences", verbose_name="kontenjan")
    kind = models.CharField("yer türü", max_length=5, choices=PlaceKind.choices)
    findings = models.JSONField("bulgular", default=list)

    class Meta:
        verbose_name = "Tercih"
        verbose_name_plural = "Tercihler"
        ordering = ["application", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["application", "rank"], name="preference_rank_once"),
            models.UniqueConstraint(fields=["application", "quota", "kind"], name="preference_asked_once"),
            models.CheckConstraint(condition=Q(rank__range=(1, MOST_PREFERENCES)), name="preference_rank_in_bounds"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. tercih: {self.quota} ({self.get_kind_display()})"
