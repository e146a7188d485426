"""A designation in force, from its decision to its end."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models import User
from designations.choices import DesignationStatus, DesignationType, Ending, Reason
from designations.querysets import DesignationQuerySet
from schools.models import School
from workflow.models import Stateful

from .dossiers import Dossier

EXCLUDE_EACH_OTHER = [DesignationType.IN_SECTOR, DesignationType.SECTOR_INTEGRATED]


class DayBefore(Func):
    """The days of a designation: from ``starts_on`` up to, without, ``ended_on``; one entered in error had none."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[)')"


class Designation(Stateful):
    """A school's designation: ``starts_on`` is its first day, ``ended_on`` the first day on which it no longer holds."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="designations", verbose_name="kurum")
    type = models.CharField("özellik", max_length=20, choices=DesignationType.choices)
    status = models.CharField(
        "durum", max_length=25, choices=DesignationStatus.choices, default=DesignationStatus.IN_FORCE, editable=False
    )
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="designation", verbose_name="dosya")
    decided_on = models.DateField("karar günü")
    starts_on = models.DateField("yürürlük başlangıcı")
    ended_on = models.DateField("sona erdiği gün", null=True, blank=True)
    ending = models.CharField("sona erme biçimi", max_length=20, choices=Ending.choices, blank=True)
    reason = models.CharField("neden", max_length=30, choices=Reason.choices, blank=True)
    ending_note = models.TextField("sona erme gerekçesi", blank=True)
    answer_until = models.DateField("görüş bildirme son günü", null=True, blank=True)
    answer = models.TextField("bildirilen görüş", blank=True)
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="İptali öneren"
    )
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sona erdiren"
    )

    objects = DesignationQuerySet.as_manager()

    class Meta:
        verbose_name = "Belirleme"
        verbose_name_plural = "Belirlemeler"
        ordering = ["-decided_on", "-pk"]
        indexes = [models.Index(fields=["-decided_on", "-id"], name="designation_by_decision")]
        constraints = [
            ExclusionConstraint(
                name="designation_one_of_a_type_per_school",
                expressions=[
                    (F("school"), RangeOperators.EQUAL),
                    (F("type"), RangeOperators.EQUAL),
                    (DayBefore(F("starts_on"), F("ended_on")), RangeOperators.OVERLAPS),
                ],
                condition=~Q(ending=Ending.ENTERED_IN_ERROR),
                violation_error_message="Okul bu özellikle zaten belirlenmiş.",
            ),
            ExclusionConstraint(
                name="designation_in_sector_excludes_integrated",
                expressions=[
                    (F("school"), RangeOperators.EQUAL),
                    (DayBefore(F("starts_on"), F("ended_on")), RangeOperators.OVERLAPS),
                ],
                condition=Q(type__in=EXCLUDE_EACH_OTHER) & ~Q(ending=Ending.ENTERED_IN_ERROR),
                violation_error_message="Sektör içi ve sektöre entegre özellikleri bir okulda birlikte bulunamaz.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__gte="2024-02-15"),
                name="designation_not_decided_before_the_directive",
                violation_error_message="Karar günü Yönerge'nin yürürlüğünden (15.02.2024) önce olamaz.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gte=F("decided_on")), name="designation_starts_when_decided_or_later"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                name="designation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=(Q(status=DesignationStatus.ENDED, ended_on__isnull=False) & ~Q(ending=""))
                | (~Q(status=DesignationStatus.ENDED) & Q(ended_on__isnull=True, ending="")),
                name="designation_ended_exactly_when_it_has_an_ending",
            ),
            models.CheckConstraint(
                condition=~Q(ending=Ending.REVOKED) | Q(proposed_by__isnull=False) & ~Q(ended_by=F("proposed_by")),
                name="designation_proposer_does_not_revoke",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school.name} – {self.get_type_display()}"
