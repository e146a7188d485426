"""Gathers what rules read: needs and candidates (okul/8/5), days of reminding, designations and debts (okul/8/6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from accounts.models import User
from schools.models import PhysicalStandard, School, StandardsVersion, StandardValue
from workflow.at_once import only

from .choices import OVER, UNSIGNED, ProtocolStatus, Standing
from .models import PracticePlace, Protocol, ReminderVersion, SponsorAssignment
from .models.reminders import USUAL
from .querysets.expenses import left
from .rules.ageing import Aged, Debt, age
from .rules.reminders import Reminders
from .rules.sponsors import ENTERPRISE, NOT_APPLICABLE, Asked, Candidate, Measured, Need, Place, Ranked, needs, rank
from .rules.standing import standing

# Whom the directive gives sponsor schools: (school, type) of designations in force and of open dossiers. Said by the room
# above, which knows them: a function of the day, and of schools by key where not all are asked for.
BoundSchools = Callable[[date, Iterable[int] | None], Iterable[tuple[int, str]]]
_bound: list[BoundSchools] = []


def register(bound: BoundSchools) -> None:
    """Called from ``AppConfig.ready``; registering the same one again changes nothing."""
    if bound not in _bound:
        _bound.append(bound)


def bound_schools(on: date, schools: Iterable[int] | None = None) -> dict[int, set[str]]:
    """Types by school of which okul/8/5 speaks: in-sector and sector-integrated."""
    found: dict[int, set[str]] = defaultdict(set)
    for bound in _bound:
        for school, kind in bound(on, schools):
            found[school].add(kind)
    return found


# Which schools are in-sector or sector-integrated on a day, by a designation in force; said by the room above.
SectorSchools = Callable[[date, Iterable[int] | None], Iterable[int]]
_of_sector: list[SectorSchools] = []


def register_sector_schools(told: SectorSchools) -> None:
    """Called from ``AppConfig.ready``; registering the same one again changes nothing."""
    if told not in _of_sector:
        _of_sector.append(told)


def sector_schools(on: date, schools: Iterable[int] | None = None) -> set[int]:
    """Schools that are designated in-sector or sector-integrated on the day (okul/8/9 speaks of them), of these or of all."""
    return {school for told in _of_sector for school in told(on, schools)}


# Which schools held such a designation on some day from the first to the second: said by the room above, too.
DesignatedSchools = Callable[[date, date, Iterable[int]], Iterable[int]]
_designated: list[DesignatedSchools] = []


def register_designated(designated: DesignatedSchools) -> None:
    """Called from ``AppConfig.ready``; registering the same one again changes nothing."""
    if designated not in _designated:
        _designated.append(designated)


def designated_between(first: date, last: date, schools: Iterable[int]) -> set[int]:
    """Of these schools those that okul/8/6 bound on some of these days: in-sector and sector-integrated by decision."""
    keys = list(schools)
    return {school for designated in _designated for school in designated(first, last, keys)}


def arrears_of(statements: Any, path: str, on: date) -> tuple[Aged, ...]:
    """What is late of these statements by key and age, in one query; ``path`` leads to the key."""
    grouped = statements.late(on).order_by().values_list(path, "due_on")
    rows = grouped.annotate(amount=Sum(left()), count=Count("pk"))
    return age((Debt(key, due_on, amount, count) for key, due_on, amount, count in rows), on)


@dataclass(frozen=True, slots=True)
class SchoolNeeds:
    """``needs`` is ``None`` where no version of the Annex is in force: what is missing cannot be known then."""

    school: School
    types: frozenset[str]
    needs: tuple[Need, ...] | None


def rows_in_force(on: date) -> list[PhysicalStandard] | None:
    """The rows that a sponsor school may meet; ``None``: no version is published."""
    version = StandardsVersion.objects.in_force(on)
    return None if version is None else list(version.rows.filter(sponsor_allowed=True))


def needs_of(schools: Iterable[School], on: date) -> list[SchoolNeeds]:
    """The needs of those schools to which okul/8/5 applies, in the order given."""
    listed = list(schools)
    keys = [school.pk for school in listed]
    types = bound_schools(on, keys)
    rows = rows_in_force(on)
    measured: dict[int, dict[str, Measured]] = defaultdict(dict)
    for key, code, value, met_by in StandardValue.objects.filter(school__in=keys).values_list(
        "school_id", "code", "value", "met_by"
    ):
        measured[key][code] = Measured(value, met_by)
    _in_enterprise(keys, on, measured)
    covered: dict[int, set[str]] = defaultdict(set)
    for key, code in SponsorAssignment.objects.in_force(on).filter(school__in=keys).values_list("school_id", "code"):
        covered[key].add(code)
    return [
        SchoolNeeds(
            school,
            frozenset(types[school.pk]),
            None
            if rows is None
            else needs(_asked(rows, types[school.pk]), measured[school.pk], frozenset(covered[school.pk])),
        )
        for school in listed
        if school.pk in types
    ]


def _in_enterprise(schools: list[int], on: date, measured: dict[int, dict[str, Measured]]) -> None:
    """What a practice place that may be used on the day meets needs no sponsor (okul/8/7), where the row allows it."""
    places = PracticePlace.objects.filter(school__in=schools).exclude(standards=[]).usable(on)
    for key, codes in places.values_list("school_id", "standards"):
        for code in codes:
            own = measured[key].get(code, Measured())
            if own.met_by != NOT_APPLICABLE:
                measured[key][code] = Measured(own.value, ENTERPRISE)


def _asked(rows: list[PhysicalStandard], types: set[str]) -> list[Asked]:
    bound = [row for row in rows if types & set(row.types)]
    return [Asked(row.code, row.name, row.minimum, row.unit, row.enterprise_allowed) for row in bound]


def candidates_of(school: School, code: str, on: date) -> tuple[Ranked, ...]:
    """Suited schools that have the space themselves, ranked; none where no version of the Annex asks for it."""
    row = next((row for row in rows_in_force(on) or () if row.code == code), None)
    if row is None or row.minimum is None:
        return ()
    having = StandardValue.objects.filter(
        code=code, value__gte=max(row.minimum, 1), school__in=School.objects.designable().open_on(on).values("pk")
    ).exclude(school=school)
    free = free_hours(code, on)
    found = [
        Candidate(one.school_id, one.school.name, place_of(one.school), free.get(one.school_id), one.value)
        for one in having.select_related("school")
        if one.value is not None
    ]
    return rank(place_of(school), found)


def free_hours(code: str, on: date) -> dict[int, int]:
    """What each sponsor last said it has free in a week, without the hours that it lends on the day or later."""
    said: dict[int, int] = {}
    lent: dict[int, int] = defaultdict(int)
    rows = SponsorAssignment.objects.filter(code=code).order_by("pk")
    for key, free in rows.exclude(free_hours=None).values_list("sponsor_id", "free_hours"):
        said[key] = free or 0
    for key, hours in (
        rows.overlapping(on, date.max).exclude(weekly_hours=None).values_list("sponsor_id", "weekly_hours")
    ):
        lent[key] += hours or 0
    return {key: max(0, free - lent[key]) for key, free in said.items()}


def place_of(school: School) -> Place | None:
    if school.latitude is None or school.longitude is None:
        return None
    return Place(school.latitude, school.longitude)


def reminders_on(on: date) -> Reminders:
    """The days of reminding in force; the usual ones where the administration has published none."""
    return reminders_of(reminder_rows(on))


def reminder_rows(on: date) -> QuerySet[ReminderVersion]:
    """What :func:`reminders_of` is made of, to be read beside other selections."""
    return ReminderVersion.objects.holding(on)[:1]  # type: ignore[no-any-return]


def reminders_of(rows: QuerySet[ReminderVersion]) -> Reminders:
    version = only(rows)
    return Reminders.of(USUAL, USUAL) if version is None else Reminders.of(version.before_end, version.before_duty)


def standing_of(protocol: Protocol, on: date, reminders: Reminders) -> tuple[str, str]:
    """How a protocol stands on a day: the state for the look, and its words. Until its signature, and once over, its state."""
    state = (protocol.status, protocol.get_status_display())
    if protocol.status in UNSIGNED or protocol.starts_on is None:
        return state
    stands = standing(
        on,
        starts_on=protocol.starts_on,
        ends_on=protocol.ends_on,
        ended_on=protocol.ended_on,
        expiring=reminders.expiring,
    )
    if stands == Standing.OVER and protocol.status in OVER:
        return state
    return stands, str(Standing(stands).label)


def protocols_of(school: School, user: User) -> QuerySet[Protocol]:
    """The protocols that name the school and the user sees, the last first."""
    rows = Protocol.objects.visible_to(user).filter(schools=school).exclude(status=ProtocolStatus.DROPPED)
    return rows.order_by("-starts_on", "-pk")


def with_standing(protocols: Iterable[Protocol], reminders: Reminders, on: date) -> list[tuple[Protocol, str, str]]:
    """Each with how it stands that day."""
    return [(protocol, *standing_of(protocol, on, reminders)) for protocol in protocols]
