"""What publishing a draft would change in the country: every school under the version in force and under the draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import singledispatch
from typing import Any

from schools.models import Employment, EmploymentYear, FieldSector, School, StandardsVersion
from schools.rules.concentration import concentrations

from .dossiers import Versions, facts_of, policy_from, policy_on
from .models import ClusterVersion, Designation, PolicyVersion
from .rules import RULE_BOOKS
from .rules.facts import Facts, Policy
from .standings import collector_resting

Verdicts = dict[tuple[int, str], str]


@dataclass(frozen=True, slots=True)
class Change:
    """One school whose standing to one designation changes; ``is_held``: it is designated so today."""

    school: int
    type: str
    before: str
    after: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """Verdicts by type, ``{type: {verdict: schools}}``, before and after, and every school that changes."""

    schools: int
    before: dict[str, Counter[str]]
    after: dict[str, Counter[str]]
    changes: list[Change]


def effect_of(draft: Any, *, on: date) -> Effect:
    """The country on a day by the same rules, as it is and as if ``draft`` were in force; nothing is stored.

    ``draft``: a version of policies, of clusters or of physical standards. A fixed number of queries.
    """
    schools = School.objects.open_on(on)
    with collector_resting():
        before = dict(_verdicts(schools, on, Versions(), policy_on(on)[1], lambda _, facts: facts))
        after = dict(_under(draft, schools, on))
    held = set(Designation.objects.in_force(on).values_list("school_id", "type"))
    changes = [
        Change(school, kind, verdict, after[school, kind], (school, kind) in held)
        for (school, kind), verdict in before.items()
        if after[school, kind] != verdict
    ]
    changes.sort(key=lambda change: not change.is_held)
    return Effect(len(before) // len(RULE_BOOKS), _counted(before), _counted(after), changes)


def _counted(verdicts: Verdicts) -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in RULE_BOOKS}
    for (_, kind), verdict in verdicts.items():
        counted[kind][verdict] += 1
    return counted


def _verdicts(
    schools: Any, on: date, versions: Versions, policy: Policy, seen: Callable[[int, Facts], Facts]
) -> Iterator[tuple[tuple[int, str], str]]:
    """The verdict of each school for each type; ``seen`` may alter the facts of a school before they are examined."""
    for school, by_type in facts_of(schools, on=on, versions=versions).items():
        for kind, book in RULE_BOOKS.items():
            yield (school, kind), str(book.examine(seen(school, by_type[kind]), policy, on=on).verdict)


@singledispatch
def _under(draft: Any, schools: Any, on: date) -> Iterator[tuple[tuple[int, str], str]]:
    raise TypeError(draft)


@_under.register
def _(draft: PolicyVersion, schools: Any, on: date) -> Iterator[tuple[tuple[int, str], str]]:
    policy = policy_from(draft)
    stars = _stars_under(policy)
    province = dict(schools.values_list("pk", "province_id"))

    def with_stars(school: int, facts: Facts) -> Facts:
        if stars is None or not facts.fields:
            return facts
        here = province[school]
        fields = tuple(replace(field, stars=stars.get((here, field.code or ""))) for field in facts.fields)
        return replace(facts, fields=fields)

    return _verdicts(schools, on, Versions(), policy, with_stars)


@_under.register
def _(draft: ClusterVersion, schools: Any, on: date) -> Iterator[tuple[tuple[int, str], str]]:
    return _verdicts(schools, on, Versions(clusters=draft), policy_on(on)[1], lambda _, facts: facts)


@_under.register
def _(draft: StandardsVersion, schools: Any, on: date) -> Iterator[tuple[tuple[int, str], str]]:
    return _verdicts(schools, on, Versions(standards=draft), policy_on(on)[1], lambda _, facts: facts)


def _stars_under(policy: Policy) -> dict[tuple[int, str], int] | None:
    """The stars of each field (by code) in each province under other thresholds; ``None`` without statistics in use."""
    year = EmploymentYear.objects.filter(is_current=True).first()
    if year is None:
        return None
    rows = Employment.objects.filter(year=year).values_list("province_id", "nace", "employees")
    standing = concentrations(
        {(province, nace): employees for province, nace, employees in rows},
        min_employment=policy.concentration_min_employment,
        specialisation_min=float(policy.specialisation_min),
    )
    codes: dict[str, list[str]] = {}
    for code, nace in FieldSector.objects.filter(is_primary=True).values_list("field__code", "nace"):
        codes.setdefault(nace, []).append(code)
    best: dict[tuple[int, str], int] = {}
    for (province, nace), found in standing.items():
        for code in codes.get(nace, ()):
            best[province, code] = max(best.get((province, code), 0), found.stars)
    return best
