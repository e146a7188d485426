"""Holds the dormitories that a quota's boarding places count on, and reads what of them is still free (okul/8/2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Sum

from schools.choices import Section as RegisterSection
from schools.models import Declaration, Dormitory, School, TransportLink

from .choices import GIVEN_UP
from .models import Quota
from .rules.beds import NOBODY_KNOWS, WHO, Beds, left_for


@dataclass(frozen=True, slots=True)
class BedsLeft:
    """``left``: by the names of the places, beds at least and at most; ``takers``: other schools that count on the same ones."""

    left: dict[str, tuple[int, int | None]]
    takers: dict[str, tuple[tuple[str, int], ...]]


def hold_dormitories(school: School) -> None:
    """Locks all dormitories that can serve the school, in the order of their keys, before anything else is locked."""
    rows = Dormitory.objects.select_for_update(of=("self",)).filter(_of_region(school)).order_by("pk")
    list(rows.values_list("pk"))


def hold_dormitories_of(quota: Quota, details: dict[str, Any]) -> None:
    """The same as what an act on a quota holds."""
    hold_dormitories(quota.school)


def beds_of(quota: Quota, on: date) -> BedsLeft:
    """What the other open quotas of the round leave, the school's own others and those of its education region."""
    school = quota.school
    around = School.objects.filter(Q(pk=school.pk) | _in_region(school, "")).in_bulk()
    others = Quota.objects.filter(round=quota.round_id, school__in=around).exclude(pk=quota.pk)
    open_ones = others.exclude(status__in=GIVEN_UP).values("school").annotate(
        girls=Sum("girls_places"), boys=Sum("boys_places")
    )  # fmt: skip
    given = {who: Counter({row["school"]: row[who] for row in open_ones}) for who in WHO}
    dormitories = _dormitories(school, around, on)
    left, takers = {}, {}
    for who in WHO:
        name = f"{who}_places"
        low, high = left_for(school.pk, given[who], dormitories[who])
        own = given[who].pop(school.pk, 0)
        left[name] = (max(low - own, 0), None if high is None else max(high - own, 0))
        taken = [(around[key].name, beds) for key, beds in sorted(given[who].items()) if beds]
        mine = [("bu okulun diğer kontenjanları", own)] if own else []
        takers[name] = (*mine, *taken)
    return BedsLeft(left, takers)


def _in_region(school: School, path: str) -> Q:
    if school.education_region_id is None:
        return Q(pk__in=[])
    return Q(**{f"{path}education_region": school.education_region_id})


def _of_region(school: School) -> Q:
    return Q(school=school) | _in_region(school, "school__")


def _dormitories(school: School, around: dict[int, School], on: date) -> dict[str, list[Beds]]:
    """The dormitories of these schools that are open; what is not known of them stands as possible, never as certain."""
    still_open = Q(school__closed_on=None) | Q(school__closed_on__gt=on)
    rows = list(Dormitory.objects.filter(_of_region(school), still_open).order_by("pk"))
    links: dict[int, dict[int, bool]] = defaultdict(dict)
    for one in TransportLink.objects.filter(dormitory__in=rows, school__in=around):
        links[one.dormitory_id][one.school_id] = one.is_available
    found: dict[str, list[Beds]] = {who: [] for who in WHO}
    for row in rows:
        linked = links[row.pk]
        serves = frozenset([row.school_id, *(key for key, there in linked.items() if there)])
        may_serve = frozenset(key for key in around if key == row.school_id or linked.get(key, True))
        for who in WHO:
            places, occupied = getattr(row, f"{who}_places"), getattr(row, f"{who}_occupied")
            low = 0 if occupied is None else places - occupied
            found[who].append(Beds(low, places - (occupied or 0), serves, may_serve))
    unknown = [Beds(0, NOBODY_KNOWS, frozenset(), frozenset([key])) for key in _of_unknown(rows, around)]
    return {who: [*beds, *unknown] for who, beds in found.items()}


def _of_unknown(rows: list[Dormitory], around: dict[int, School]) -> list[int]:
    """Schools that may have beds of which nothing is recorded: their own, or of a region that is not recorded."""
    told = {row.school_id for row in rows}
    declared = Declaration.objects.filter(school__in=around, section=RegisterSection.DORMITORIES)
    told |= set(declared.values_list("school", flat=True))
    return [key for key, one in around.items() if key not in told or one.education_region_id is None]
