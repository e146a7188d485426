"""What records with a state share, and dated versions of the administration's figures."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models import DateSpan
from workflow.choices import VersionStatus
from workflow.querysets import VersionQuerySet


class Stateful(models.Model):
    """A record whose state only the acts of its lifecycle may change; ``state_since``: the day the state began."""

    status: Any
    revision = models.PositiveIntegerField("sürüm", default=0, editable=False)
    state_since = models.DateField("durumun başladığı gün", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def get_status_display(self) -> str:
        raise NotImplementedError  # Django writes it for every model that has a status with choices.


class Version(Stateful):
    """A dated set of figures of the administration: a draft is edited, a published one never changes.

    Of two published versions of one kind, no two are in force on the same day.
    """

    name = models.CharField("adı", max_length=120)
    status = models.CharField(
        "durum", max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT, editable=False
    )
    valid_from = models.DateField("yürürlük başlangıcı", null=True, blank=True)
    valid_until = models.DateField("yürürlük bitişi", null=True, blank=True)
    source = models.TextField("kaynak", blank=True)
    note = models.TextField("açıklama", blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=VersionStatus.DRAFT) | Q(valid_from__isnull=False),
                name="%(class)s_published_has_a_first_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="%(class)s_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="%(class)s_published_do_not_overlap",
                expressions=[(DateSpan(F("valid_from"), F("valid_until")), RangeOperators.OVERLAPS)],
                condition=Q(status=VersionStatus.PUBLISHED),
                violation_error_message="Yayımlanmış iki sürüm aynı günde yürürlükte olamaz.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
