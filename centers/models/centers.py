"""A sectoral centre of excellence within an institution, and the fields in which it works (smm/4)."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models import User
from centers.choices.centers import LIVE, CenterStatus
from centers.querysets.centers import CenterQuerySet, OfCenterQuerySet
from schools.models import Field, School
from workflow.models import Stateful

ONE_A_SCHOOL = "Bu okulun bünyesinde zaten bir merkez veya karar bekleyen bir kuruluş önerisi var; bir okulda birden fazla merkez olmaz (SMM Yönergesi m. 4/3)."
FOUNDED = Q(status__in=[CenterStatus.OPEN, CenterStatus.CLOSING, CenterStatus.CLOSED])


class Days(Func):
    """From the first day up to, without, the second; an empty end is open."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[)')"


class Center(Stateful):
    """Founded within a school by the General Directorate and closed by the same procedure (smm/4/1).

    ``closed_on``: first day on which it is closed. ``is_compulsory_service_place`` empty: not known (smm/6/1/ç).
    ``basis``: the ground that the founding document names beside the directive.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="centers", verbose_name="okul")
    name = models.CharField("merkezin adı", max_length=200)
    status = models.CharField(
        "durum", max_length=20, choices=CenterStatus.choices, default=CenterStatus.PROPOSED, editable=False
    )
    reason = models.TextField("kuruluş gerekçesi", max_length=2000)
    basis = models.CharField("dayanak", max_length=300, blank=True)
    is_compulsory_service_place = models.BooleanField("zorunlu çalışma gerektiren yerde", null=True, blank=True)
    phone = models.CharField("telefon", max_length=16, blank=True)
    website = models.URLField("web sitesi", blank=True)
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="kuruluşu öneren"
    )
    founded_on = models.DateField("kuruluş günü", null=True, blank=True, editable=False)
    founded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="kuran",
    )  # fmt: skip
    closing_reason = models.TextField("kapatma gerekçesi", max_length=2000, blank=True, editable=False)
    closing_proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="kapatmayı öneren",
    )  # fmt: skip
    closed_on = models.DateField("kapanış günü", null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="kapatan",
    )  # fmt: skip

    objects = CenterQuerySet.as_manager()

    class Meta:
        verbose_name = "Merkez"
        verbose_name_plural = "Merkezler"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(status__in=LIVE),
                name="center_one_in_a_school",
                violation_error_message=ONE_A_SCHOOL,
            ),
            models.CheckConstraint(
                condition=FOUNDED & Q(founded_on__isnull=False, founded_by__isnull=False)
                | ~FOUNDED & Q(founded_on=None),
                name="center_founded_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(founded_by__isnull=True) | ~Q(founded_by=F("proposed_by")),
                name="center_founded_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status=CenterStatus.CLOSED, closed_on__isnull=False, closed_by__isnull=False)
                | ~Q(status=CenterStatus.CLOSED) & Q(closed_on=None, closed_by=None),
                name="center_closed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("closing_proposed_by")),
                name="center_closed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("founded_on")),
                name="center_closed_after_founded",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[CenterStatus.CLOSING, CenterStatus.CLOSED]) | ~Q(closing_reason=""),
                name="center_closed_with_a_reason",
            ),
        ]
        triggers = [
            # Centres are founded within vocational institutions attached to the General Directorate (smm/1/2, smm/4/1).
            pgtrigger.Trigger(
                name="school_is_attached",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NEW.status IN ('center_proposed', 'center_open')
                    AND (TG_OP = 'INSERT' OR NEW.status <> OLD.status OR NEW.school_id <> OLD.school_id)
                    AND NOT EXISTS (
                        SELECT 1 FROM schools_school s WHERE s.id = NEW.school_id
                        AND s.attached_to_gd AND s.kind IN ('mtal', 'mesem')
                    ) THEN
                        RAISE EXCEPTION 'center_school_is_attached' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        indexes = [models.Index(fields=["status", "name"], name="center_by_status")]

    def __str__(self) -> str:
        return self.name

    @property
    def province_id(self) -> int:
        return self.school.province_id

    def fields_on(self, day: date) -> list[Field]:
        """In which fields it works on a day, by their codes."""
        return [row.field for row in self.fields.all() if row.holds_on(day)]


class CenterField(models.Model):
    """A field in which a centre works from one day up to another (smm/4/2); set by the General Directorate alone.

    ``until``: first day on which it does not any more. In a proposal the first day is that of the proposal, at the
    founding that of the decision.
    """

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="fields", verbose_name="merkez")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+", verbose_name="alan")
    starts_on = models.DateField("ilk günü")
    until = models.DateField("artık çalışmadığı ilk gün", null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="belirleyen")

    objects = OfCenterQuerySet.as_manager()

    class Meta:
        verbose_name = "Merkezin alanı"
        verbose_name_plural = "Merkezin alanları"
        ordering = ["field__code", "starts_on"]
        constraints = [
            ExclusionConstraint(
                name="centerfield_once_at_a_time",
                expressions=[
                    (F("center"), RangeOperators.EQUAL),
                    (F("field"), RangeOperators.EQUAL),
                    (Days(F("starts_on"), F("until")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Merkez bu alanda o günlerde zaten çalışıyor.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")), name="centerfield_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}"

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.until is None or day < self.until)
