"""What travels along the chain of smm/5/3: by who sees it, and for whom it waits."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q

from accounts.choices import MINISTRY_ROLES, PROVINCE_ROLES, Role
from centers.choices.chain import AT_LEVEL, IN_THE_CENTRE, UNDER_WAY, ChainLevel, ChainStatus

from .centers import OfCenterQuerySet, of_scope

L = ChainLevel
LEVELS = tuple(L)
BELOW_THE_DIRECTORATE = (L.COORDINATOR, L.SCHOOL, L.DISTRICT, L.PROVINCE)


def _duty_at(level: ChainLevel) -> Q:
    """The duties at a level for the centre of the row outside."""
    school = "center__school__"
    return {
        L.COORDINATOR: Q(role=Role.GENERAL_COORDINATOR, institution_code=OuterRef(f"{school}code")),
        L.SCHOOL: Q(role=Role.PRINCIPAL, institution_code=OuterRef(f"{school}code")),
        L.DISTRICT: Q(role=Role.DISTRICT_OFFICER, district=OuterRef(f"{school}district")),
        L.PROVINCE: Q(role__in=sorted(PROVINCE_ROLES), province=OuterRef(f"{school}province")),
    }[level]


@lru_cache(maxsize=2 * len(LEVELS))  # the same for every subject that travels: a desk asks it of seven
def _left_to(level: str, on: date) -> Q:
    """What lies at a level below where nobody is on duty, nor between it and ``level``, as a condition in SQL.

    One question for all levels: somebody is on duty at the level where the row lies, or at one above it that is below ``level``.
    """
    below = LEVELS[: LEVELS.index(ChainLevel(level))]
    somebody = Q(pk__in=[])
    for place, lower in enumerate(below, start=1):
        somebody |= _duty_at(lower) & Q(lies__in=[AT_LEVEL[one] for one in below[:place]])
    duties = apps.get_model("accounts", "Duty").objects.in_force(on).filter(user__is_active=True)
    lies = ExpressionWrapper(OuterRef("status"), output_field=models.CharField())
    return Q(status__in=[AT_LEVEL[lower] for lower in below]) & ~Q(Exists(duties.alias(lies=lies).filter(somebody)))


def _held_by(user: Any) -> dict[str, Q]:
    """For each level at which the user is on duty: the rows whose centre it is."""
    school = "center__school__"
    codes, scope = user.codes_as, user.scope
    found = {
        level: Q(**{f"{school}code__in": codes(role)})
        for level, role in ((L.COORDINATOR, Role.GENERAL_COORDINATOR), (L.SCHOOL, Role.PRINCIPAL))
        if codes(role)
    }
    if user.has_role(Role.DISTRICT_OFFICER):
        found[L.DISTRICT] = Q(**{f"{school}district_id__in": scope.districts})
    if user.is_province:
        found[L.PROVINCE] = Q(**{f"{school}province_id__in": scope.provinces})
    if user.is_ministry:
        found[L.DIRECTORATE] = Q()
    return found


class ChainedQuerySet(OfCenterQuerySet):
    """Rows of a subject that travels the chain: seen by whoever sees the centre."""

    def under_way(self) -> Self:
        """Handed in and not settled."""
        return self.filter(status__in=UNDER_WAY)

    def waiting_for(self, user: Any, on: date) -> Self:
        """Those on which this user has the next step; in the place of a level that has nobody, too (docs/adr/0017)."""
        wanted = Q(pk__in=[])
        if user.has_role(*MINISTRY_ROLES):
            wanted |= Q(status__in=[ChainStatus.AT_DIRECTORATE, ChainStatus.AT_UNIT])
        centre = user.codes_as(Role.GENERAL_COORDINATOR, Role.DEVELOPMENT_COORDINATOR)
        if centre:
            wanted |= Q(status__in=IN_THE_CENTRE, center__school__code__in=centre)
        for level, own in _held_by(user).items():
            if level in BELOW_THE_DIRECTORATE:
                wanted |= Q(status=AT_LEVEL[level]) & own
            if settings.CENTRE_CHAIN_STANDS_IN and level != L.COORDINATOR:
                wanted |= _left_to(level, on) & own
        return self.filter(wanted)


class ChainStepQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(of_scope(user.scope, "center__"))

    def of(self, record: models.Model) -> Self:
        """The steps of one record, in order."""
        return self.filter(record_kind=record._meta.label_lower, record_id=record.pk).order_by("pk")

    def open(self) -> Self:
        return self.filter(left_on=None)


class ChainNoteQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        return self.filter(of_scope(user.scope, "step__center__"))

    def of(self, record: models.Model) -> Self:
        """The notes on one record's parts, the newest return first."""
        found = self.filter(step__record_kind=record._meta.label_lower, step__record_id=record.pk)
        return found.order_by("-step", "pk")

    def unanswered(self) -> Self:
        return self.filter(answered_on=None)
