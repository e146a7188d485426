"""Trainers: employees of an enterprise who support field and branch courses of a school, for a term (okul/8/8)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from protocols.choices.trainers import TrainerStatus
from protocols.querysets.trainers import QualificationQuerySet, TrainerQuerySet
from schools.models import Field, School
from workflow.models import Stateful

from .sponsors import Days
from .stakeholders import Stakeholder

TAKEN = "Bu kişinin bu okulda bu ders için o günlerde zaten bir kaydı var."


class Qualification(models.Model):
    """A kind of certificate that the ministry takes as a trainer's qualification: its own list (administrative procedure)."""

    name = models.CharField("adı", max_length=120, unique=True, db_collation="tr-x-icu")
    makes_master = models.BooleanField(
        "usta öğretici sayılır", default=False, help_text="Uygulama yerinde gözetim görevi verilebilir (m. 8/7)."
    )
    is_open = models.BooleanField("seçilebilir", default=True)

    objects = QualificationQuerySet.as_manager()

    class Meta:
        verbose_name = "Eğitici yeterliği"
        verbose_name_plural = "Eğitici yeterlikleri"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Trainer(Stateful):
    """One person's support of one course of a school, for a term. ``until``: the first day on which it is given no more.

    ``identity_number`` (T.C. kimlik no) is shown masked; ``name_key`` and ``course_key`` are the folded name and course.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="trainers", verbose_name="okul")
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="trainers", verbose_name="çalıştığı kuruluş"
    )
    name = models.CharField("adı soyadı", max_length=120, db_collation="tr-x-icu")
    name_key = models.CharField(max_length=120, editable=False)
    identity_number = models.CharField("T.C. kimlik no", max_length=11, blank=True)
    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="trainers", verbose_name="yeterliği"
    )
    document_number = models.CharField("belge no", max_length=60, blank=True)
    evidence = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="yeterlik belgesi",
    )  # fmt: skip
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+", verbose_name="alan")
    course = models.CharField("ders", max_length=160, db_collation="tr-x-icu")
    course_key = models.CharField(max_length=160, editable=False)
    starts_on = models.DateField("ilk günü")
    ends_on = models.DateField("son günü")
    until = models.DateField("hükümden düştüğü gün", editable=False)
    status = models.CharField(
        "durum", max_length=20, choices=TrainerStatus.choices, default=TrainerStatus.PROPOSED, editable=False
    )
    end_reason = models.CharField("sona erme nedeni", max_length=300, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name="bildiren"
    )
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="görevlendiren",
    )  # fmt: skip

    objects = TrainerQuerySet.as_manager()

    class Meta:
        verbose_name = "Eğitici"
        verbose_name_plural = "Eğiticiler"
        ordering = ["school", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="trainer_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(until__gte=F("starts_on")), name="trainer_until_not_before"),
            models.CheckConstraint(
                condition=Q(identity_number="") | Q(identity_number__regex=r"^[1-9][0-9]{10}$"),
                name="trainer_identity_number_has_eleven_digits",
            ),
            models.CheckConstraint(
                condition=~Q(status=TrainerStatus.ENGAGED) | Q(evidence__isnull=False, decided_by__isnull=False),
                name="trainer_engaged_with_evidence",
                violation_error_message="Yeterlik belgesi olmadan görevlendirilemez (Yönerge m. 8/8).",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[TrainerStatus.ENDED, TrainerStatus.DROPPED]) | ~Q(end_reason=""),
                name="trainer_ended_with_a_reason",
            ),
            ExclusionConstraint(
                name="trainer_one_term_by_number",
                expressions=[
                    (F("school"), RangeOperators.EQUAL),
                    (F("identity_number"), RangeOperators.EQUAL),
                    (F("field"), RangeOperators.EQUAL),
                    (F("course_key"), RangeOperators.EQUAL),
                    (Days(F("starts_on"), F("until")), RangeOperators.OVERLAPS),
                ],
                condition=~Q(status=TrainerStatus.DROPPED) & ~Q(identity_number=""),
                violation_error_message=TAKEN,
            ),
            ExclusionConstraint(
                name="trainer_one_term_by_name",
                expressions=[
                    (F("school"), RangeOperators.EQUAL),
                    (F("stakeholder"), RangeOperators.EQUAL),
                    (F("name_key"), RangeOperators.EQUAL),
                    (F("field"), RangeOperators.EQUAL),
                    (F("course_key"), RangeOperators.EQUAL),
                    (Days(F("starts_on"), F("until")), RangeOperators.OVERLAPS),
                ],
                condition=~Q(status=TrainerStatus.DROPPED) & Q(identity_number=""),
                violation_error_message=TAKEN,
            ),
        ]
        indexes = [models.Index(fields=["school", "name", "id"], name="trainer_of_school")]

    def __str__(self) -> str:
        return f"{self.name} – {self.course}"
