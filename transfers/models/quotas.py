"""Quotas of a round: the places that a school opens at grade 11 in a field, by day and by boarding (okul/8/2)."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from protocols.models import SpecialProvision
from schools.models import Branch, Field, School
from transfers.choices import GIVEN_UP, QuotaStatus
from transfers.querysets import QuotaQuerySet
from workflow.models import Stateful

from .beds import BEDS_GIVEN_ONCE
from .rounds import TransferRound

MOST_PLACES = 999
NOT_BELOW_THE_PLACED = """
    IF EXISTS (
        SELECT 1 FROM transfers_runprogramme p JOIN transfers_application a ON a.seat_id = p.id WHERE p.quota_id = NEW.id
        GROUP BY p.kind
        HAVING count(*) > CASE p.kind WHEN 'day' THEN NEW.day_places WHEN 'girls' THEN NEW.girls_places ELSE NEW.boys_places END
    ) THEN
        RAISE EXCEPTION 'quota_not_below_the_placed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class AskedPlaces(models.JSONField):
    """Places by the names of a quota's own columns; history reads them in words."""

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    @staticmethod
    def in_words(value: dict[str, Any]) -> str:
        kinds = {"day_places": "gündüzlü", "girls_places": "yatılı kız", "boys_places": "yatılı erkek"}
        return ", ".join(f"{label} {value.get(name, 0)}" for name, label in kinds.items())


class Quota(Stateful):
    """Places for one field, or one branch of it; girls' and boys' boarding places are counted apart.

    ``reserved_…``: of those places the ones that a special provision of a protocol keeps for ``reserved_for`` (okul/8/3);
    ``holds_reserved``: they stay empty when nobody of that group asks, else they fall to the others.
    ``asked``: other places, of the same names, that wait for a decision while the approved ones hold.
    """

    round = models.ForeignKey(TransferRound, on_delete=models.PROTECT, related_name="quotas", verbose_name="dönem")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="transfer_quotas", verbose_name="okul")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+", verbose_name="alan")
    branch = models.ForeignKey(
        Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dal"
    )
    grade = models.PositiveSmallIntegerField("sınıf", default=11)
    status = models.CharField(
        "durum", max_length=20, choices=QuotaStatus.choices, default=QuotaStatus.PROPOSED, editable=False
    )
    day_places = models.PositiveSmallIntegerField("gündüzlü yer", default=0)
    girls_places = models.PositiveSmallIntegerField("yatılı kız yeri", default=0)
    boys_places = models.PositiveSmallIntegerField("yatılı erkek yeri", default=0)
    provision = models.ForeignKey(
        SpecialProvision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="özel hüküm"
    )
    reserved_for = models.CharField("kimler için ayrıldı", max_length=100, blank=True)
    reserved_day = models.PositiveSmallIntegerField("ayrılan gündüzlü yer", default=0)
    reserved_girls = models.PositiveSmallIntegerField("ayrılan yatılı kız yeri", default=0)
    reserved_boys = models.PositiveSmallIntegerField("ayrılan yatılı erkek yeri", default=0)
    holds_reserved = models.BooleanField("ayrılan yer boş kalırsa kimseye verilmez", default=False)
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name="öneren"
    )
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="onaylayan",
    )  # fmt: skip
    decided_on = models.DateField("onay günü", null=True, blank=True, editable=False)
    remark = models.CharField("iade veya kapatma nedeni", max_length=300, blank=True, editable=False)
    asked = AskedPlaces("önerilen yer değişikliği", null=True, blank=True, editable=False)
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="değişikliği öneren",
    )  # fmt: skip
    asked_on = models.DateField("değişikliğin öneri günü", null=True, blank=True, editable=False)
    asked_reason = models.CharField("değişikliğin nedeni", max_length=300, blank=True, editable=False)

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "Nakil kontenjanı"
        verbose_name_plural = "Nakil kontenjanları"
        ordering = ["-round", "school", "field", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "school", "field", "branch"],
                nulls_distinct=False,
                condition=~Q(status__in=GIVEN_UP),
                name="quota_one_for_a_programme",
                violation_error_message="Bu dönemde okulun bu alan ve dalında bir kontenjan var.",
            ),
            models.CheckConstraint(condition=Q(grade=11), name="quota_is_of_grade_11"),
            models.CheckConstraint(
                condition=Q(day_places__lte=MOST_PLACES, girls_places__lte=MOST_PLACES, boys_places__lte=MOST_PLACES),
                name="quota_places_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(day_places__gt=0) | Q(girls_places__gt=0) | Q(boys_places__gt=0), name="quota_has_places"
            ),
            models.CheckConstraint(
                condition=Q(
                    reserved_day__lte=F("day_places"),
                    reserved_girls__lte=F("girls_places"),
                    reserved_boys__lte=F("boys_places"),
                ),
                name="quota_reserved_within_places",
            ),
            models.CheckConstraint(
                condition=~Q(reserved_for="") | Q(reserved_day=0, reserved_girls=0, reserved_boys=0),
                name="quota_reserved_for_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[QuotaStatus.APPROVED, QuotaStatus.CLOSED])
                | Q(decided_by__isnull=False, decided_on__isnull=False),
                name="quota_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="quota_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[QuotaStatus.RETURNED, QuotaStatus.CLOSED, QuotaStatus.DROPPED])
                | ~Q(remark=""),
                name="quota_given_up_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=True, asked_by__isnull=True, asked_on__isnull=True, asked_reason="")
                | Q(asked__isnull=False, asked_by__isnull=False, asked_on__isnull=False) & ~Q(asked_reason=""),
                name="quota_change_asked_by_someone_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=True) | Q(status=QuotaStatus.APPROVED),
                name="quota_change_of_an_approved_one",
            ),
        ]
        indexes = [models.Index(fields=["school", "-id"], name="quota_of_school")]
        triggers = [
            pgtrigger.Trigger(
                name="not_below_the_placed",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("day_places", "girls_places", "boys_places"),
                func=NOT_BELOW_THE_PLACED,
            ),
            BEDS_GIVEN_ONCE,
        ]

    def __str__(self) -> str:
        of = f"{self.field} – {self.branch}" if self.branch_id else str(self.field)
        return f"{self.school.name}: {of}"

    @property
    def places(self) -> int:
        return self.day_places + self.girls_places + self.boys_places
