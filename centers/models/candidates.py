"""Applications to a call with the service record, what the examination found, and the commission's scores (smm/6, 7, 10/3)."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.masking import mask_identity_number
from accounts.models import User
from accounts.models.people import DateSpan
from centers.choices.selection import (
    ELIGIBLE,
    EXAMINED,
    HANDED_IN,
    OVER,
    CandidacyStatus,
    ServiceDuty,
    ServiceState,
)
from centers.choices.staff import TeacherKind
from centers.querysets.selection import CandidacyQuerySet, OfCandidacyQuerySet
from documents.models import Attachment
from schools.models import Field, School
from workflow.models import Stateful

from .calls import CalledPost, EvaluationMember, SelectionCriterion
from .participants import FORGOTTEN_NAME

# Applications are taken within the days of the call, and of none that is not announced (smm/10/1).
WITHIN_THE_DAYS = """
    IF TG_OP = 'UPDATE' AND OLD.status = NEW.status AND OLD.submitted_on = NEW.submitted_on THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM centers_calledpost p JOIN centers_selectioncall c ON c.id = p.call_id
        WHERE p.id = NEW.called_id AND c.status = 'call_announced'
            AND NEW.submitted_on BETWEEN c.applications_from AND c.applications_until
    ) THEN
        RAISE EXCEPTION 'postapplication_within_the_days' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
# Scores are given by a whole commission, on its own call's criteria, up to the most points, to those who may be assigned (smm/10/2, 10/3).
OF_A_WHOLE_COMMISSION = """
    IF NOT EXISTS (
        SELECT 1 FROM centers_postapplication a JOIN centers_calledpost p ON p.id = a.called_id
        JOIN centers_selectioncriterion k ON k.id = NEW.criterion_id AND k.call_id = p.call_id
        JOIN centers_evaluationmember m ON m.id = NEW.member_id AND m.call_id = p.call_id
        WHERE a.id = NEW.application_id AND a.status IN ('candidacy_qualified', 'candidacy_fallback')
            AND NEW.points <= k.maximum
            AND (SELECT count(*) FROM centers_evaluationmember e WHERE e.call_id = p.call_id) = 4
    ) THEN
        RAISE EXCEPTION 'candidatescore_of_a_whole_commission' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class PostApplication(Stateful):
    """A teacher's application for the posts of one kind. Empty where the applicant has not said it: unknown, not no.

    ``account``: whose own application it is; empty where the province entered it. ``started_on``: first day as a teacher,
    candidacy included. ``appointed_field``: of vocational education; another branch stands in ``appointed_branch``.
    ``identity_number``: T.C. kimlik no, shown masked; empty once the retention term is over. ``findings``: what the examination at the deadline found, as JSON. ``rank``: among those for the same posts, shared by equals.
    """

    called = models.ForeignKey(CalledPost, on_delete=models.PROTECT, related_name="applications", verbose_name="kadro")
    account = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name="hesabı"
    )
    entered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="kaydeden"
    )
    name = models.CharField("adı soyadı", max_length=120, db_collation="tr-x-icu")
    identity_number = models.CharField("T.C. kimlik no", max_length=11)
    home = models.CharField("kadrosunun bulunduğu okul", max_length=200, blank=True)
    ministry_post = models.BooleanField("Bakanlık kadrosunda öğretmen", null=True, blank=True)
    teacher_kind = models.CharField("öğretmenliği", max_length=12, choices=TeacherKind.choices, blank=True)
    appointed_field = models.ForeignKey(
        Field, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="atandığı alan"
    )
    appointed_branch = models.CharField("atandığı başka alan", max_length=80, blank=True)
    started_on = models.DateField("öğretmenliğe başladığı gün", null=True, blank=True)
    compulsory_service = models.CharField(
        "zorunlu çalışma yükümlülüğü", max_length=10, choices=ServiceState.choices, blank=True
    )
    status = models.CharField(
        "durum", max_length=24, choices=CandidacyStatus.choices, default=CandidacyStatus.DRAFT, editable=False
    )
    submitted_on = models.DateField("verildiği gün", null=True, blank=True, editable=False)
    examined_on = models.DateField("incelendiği gün", null=True, blank=True, editable=False)
    findings = models.JSONField("bulgular", default=list, blank=True, editable=False)
    total = models.DecimalField("puanı", max_digits=5, decimal_places=2, null=True, blank=True, editable=False)
    rank = models.PositiveSmallIntegerField("sırası", null=True, blank=True, editable=False)
    rank_reason = models.CharField("sıranın gerekçesi", max_length=500, blank=True, editable=False)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = "Koordinatörlük başvurusu"
        verbose_name_plural = "Koordinatörlük başvuruları"
        ordering = ["called", F("rank").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["called", "identity_number"],
                condition=Q(status__in=HANDED_IN) & ~Q(identity_number=""),
                name="postapplication_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["called", "account"],
                condition=Q(account__isnull=False) & ~Q(status__in=OVER),
                name="postapplication_once_an_account",
            ),
            models.CheckConstraint(
                condition=Q(identity_number__regex=r"^[1-9][0-9]{10}$") | Q(identity_number="", name=FORGOTTEN_NAME),
                name="postapplication_number_of_eleven_digits",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=HANDED_IN)
                | Q(submitted_on__isnull=False, started_on__isnull=False, ministry_post__isnull=False)
                & ~Q(teacher_kind="")
                & ~Q(compulsory_service=""),
                name="postapplication_handed_in_complete",
            ),
            models.CheckConstraint(
                condition=Q(appointed_field__isnull=True) | Q(appointed_branch=""),
                name="postapplication_one_appointment",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=EXAMINED) | Q(examined_on__isnull=False) & ~Q(findings=[]),
                name="postapplication_examined_with_findings",
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) & Q(total__isnull=True)
                | Q(status__in=ELIGIBLE, rank__isnull=False, total__isnull=False),
                name="postapplication_ranked_if_eligible",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="within_the_days",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__status="candidacy_submitted"),
                func=WITHIN_THE_DAYS,
            )
        ]
        indexes = [models.Index(fields=["called", "status"], name="postapplication_of_called")]

    def __str__(self) -> str:
        """Never the name: the journal keeps it longer than the person's data are kept."""
        return f"{self.pk} no.lu başvuru ({self.called})"

    @property
    def masked_number(self) -> str:
        return mask_identity_number(self.identity_number) if self.identity_number else "silindi"

    @property
    def appointment(self) -> str:
        """To what field the teacher was appointed, as people read it."""
        return str(self.appointed_field) if self.appointed_field else self.appointed_branch


class ServiceRow(models.Model):
    """A stretch of the service record, both days included; without ``last_day`` it goes on.

    ``attached``: whether the institution is one of the General Directorate's (smm/6/1/c); empty where that is not known.
    """

    application = models.ForeignKey(
        PostApplication, on_delete=models.CASCADE, related_name="service", verbose_name="başvuru"
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kurum"
    )
    institution = models.CharField("kurumun adı", max_length=200)
    attached = models.BooleanField("Genel Müdürlüğe bağlı", null=True, blank=True)
    duty = models.CharField("görevi", max_length=20, choices=ServiceDuty.choices)
    first_day = models.DateField("ilk günü")
    last_day = models.DateField("son günü", null=True, blank=True)
    evidence = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="belgesi"
    )

    objects = OfCandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = "Hizmet kaydı satırı"
        verbose_name_plural = "Hizmet kaydı"
        ordering = ["application", "first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")), name="servicerow_days_in_order"
            ),
            ExclusionConstraint(
                name="servicerow_not_overlapping",
                expressions=[
                    (F("application"), RangeOperators.EQUAL),
                    (DateSpan(F("first_day"), F("last_day")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        until = f"{self.last_day:%d.%m.%Y}" if self.last_day else "sürüyor"
        return f"{self.get_duty_display()}, {self.first_day:%d.%m.%Y} – {until}"


class CandidateScore(models.Model):
    """The points that one member of the commission gave an applicant on one criterion."""

    application = models.ForeignKey(
        PostApplication, on_delete=models.CASCADE, related_name="scores", verbose_name="başvuru"
    )
    criterion = models.ForeignKey(SelectionCriterion, on_delete=models.PROTECT, related_name="+", verbose_name="ölçüt")
    member = models.ForeignKey(EvaluationMember, on_delete=models.PROTECT, related_name="+", verbose_name="üye")
    points = models.DecimalField("puan", max_digits=6, decimal_places=2)

    objects = OfCandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = "Komisyon puanı"
        verbose_name_plural = "Komisyon puanları"
        ordering = ["application", "criterion", "member"]
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion", "member"], name="candidatescore_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="candidatescore_not_negative"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_whole_commission",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=OF_A_WHOLE_COMMISSION,
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
