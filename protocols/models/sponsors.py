"""Sponsor schools: which school lends which kind of space to an in-sector or sector-integrated school (okul/8/5)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models import User
from protocols.choices.sponsors import SponsorStatus
from protocols.querysets.sponsors import SponsorQuerySet
from schools.models import School
from workflow.models import Stateful


class Days(Func):
    """From the first day up to, without, the second."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[)')"


class SponsorAssignment(Stateful):
    """One school's use of one kind of space in another, for a term.

    ``code``: the row of the Annex; ``ends_on``: last day as planned; ``until``: first day on which it no longer holds.
    """

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="sponsor_assignments", verbose_name="mekâna ihtiyacı olan okul"
    )
    sponsor = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="sponsored_assignments", verbose_name="hami okul"
    )
    code = models.SlugField("mekân türü anahtarı", max_length=60)
    name = models.CharField("mekân türü", max_length=160)
    status = models.CharField(
        "durum", max_length=20, choices=SponsorStatus.choices, default=SponsorStatus.PROPOSED, editable=False
    )
    starts_on = models.DateField("ilk günü")
    ends_on = models.DateField("son günü")
    until = models.DateField("hükümden düştüğü gün", editable=False)
    weekly_hours = models.PositiveSmallIntegerField("haftalık kullanım (saat)", null=True, blank=True, editable=False)
    free_hours = models.PositiveSmallIntegerField(
        "hami okulun boş saati (haftada)", null=True, blank=True, editable=False
    )
    reason = models.CharField("öneri gerekçesi", max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name="öneren"
    )
    offered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="saati bildiren",
    )  # fmt: skip
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="karar veren",
    )  # fmt: skip
    decided_on = models.DateField("karar günü", null=True, blank=True, editable=False)
    end_reason = models.CharField("sona erme nedeni", max_length=300, blank=True, editable=False)

    objects = SponsorQuerySet.as_manager()

    class Meta:
        verbose_name = "Hami okul görevlendirmesi"
        verbose_name_plural = "Hami okullar"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            ExclusionConstraint(
                name="sponsorassignment_one_of_a_kind_per_school",
                expressions=[
                    (F("school"), RangeOperators.EQUAL),
                    (F("code"), RangeOperators.EQUAL),
                    (Days(F("starts_on"), F("until")), RangeOperators.OVERLAPS),
                ],
                condition=~Q(status=SponsorStatus.DROPPED),
                violation_error_message="Bu mekân türü için o günlerde zaten bir hami okul var.",
            ),
            models.CheckConstraint(condition=~Q(school=F("sponsor")), name="sponsorassignment_is_another_school"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="sponsorassignment_term_in_order"),
            models.CheckConstraint(condition=Q(until__gte=F("starts_on")), name="sponsorassignment_until_not_before"),
            models.CheckConstraint(
                condition=Q(weekly_hours__isnull=True) | Q(weekly_hours__gt=0),
                name="sponsorassignment_hours_above_zero",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[SponsorStatus.OFFERED, SponsorStatus.AGREED, SponsorStatus.ASSIGNED])
                | Q(weekly_hours__isnull=False),
                name="sponsorassignment_agreed_with_hours",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[SponsorStatus.ASSIGNED, SponsorStatus.ENDED])
                | Q(decided_by__isnull=False, decided_on__isnull=False),
                name="sponsorassignment_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="sponsorassignment_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[SponsorStatus.ENDED, SponsorStatus.DROPPED]) | ~Q(end_reason=""),
                name="sponsorassignment_ended_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="sponsorassignment_by_start")]

    def __str__(self) -> str:
        return f"{self.name}: {self.sponsor} → {self.school}"
