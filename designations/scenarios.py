"""Tries figures on the whole country: gains and losses by type and province, school by school, with what hangs on them.

What is computed, and on what evidence (idari usul, docs/adr/0019):

- a gain is a school that is not eligible, or not known to be, by the figures in force and eligible by those tried; a loss the other way round;
- ``spare``: of schools that gain or lose a designation with grade-11 transfers (okul/8/2: region, sector-integrated), the classroom
  places that no student fills. A bound of the quotas that could be asked for, no quota;
- ``girls``, ``boys``: of schools that gain or lose the region designation, the recorded need of boarding (okul/4/2/a).
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Max

from accounts.collecting import collector_resting
from schools.models import Employment, EmploymentYear, FieldSector, School, StandardsVersion
from schools.rules.concentration import concentrations
from workflow.law.reading import law_now

from .choices import DesignationType, ScenarioEffect, Verdict
from .dossiers import policy_from, policy_on
from .dossiers.gathering import Annexes, clusters_of
from .grounds import ground_now
from .models import ClusterVersion, Designation, Scenario
from .remembered import Snapshot, gather, newest_for
from .rules import RULE_BOOKS
from .rules.facts import POLICY_KEYS, ClusterFacts, Policy
from .rules.scenarios import BEHIND_STARS, Figures, Move, contradictions, moves, touched_by, verdict_of

WITH_TRANSFERS = frozenset({DesignationType.REGION, DesignationType.SECTOR_INTEGRATED})
WHOLE = frozenset({"concentration_min_stars", "concentration_min_employment", "cluster_min_fields"})
COLUMNS = (
    "scenario_id", "school_id", "type", "effect", "before", "after", "is_held", "lacking", "unclear", "students", "spare", "girls",
    "boys",
)  # fmt: skip
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Tried:
    """The figures of a scenario, read: whole, with nothing left to what is in force."""

    policy: Policy
    clusters: tuple[ClusterFacts, ...] | None
    year: EmploymentYear | None


def policy_of(scenario: Scenario, on: date) -> Policy:
    """The thresholds of the scenario: its version's, else those in force, with the values that differ."""
    base = policy_from(scenario.policy) if scenario.policy else policy_on(on)[1]
    return replace(
        base, **{key: read_value(key, value) for key, value in scenario.values.items() if key in POLICY_KEYS}
    )


def read_value(key: str, value: Any) -> Any:
    return int(value) if key in WHOLE else Decimal(str(value))


def tried(scenario: Scenario, on: date) -> Tried:
    version = scenario.clusters or ClusterVersion.objects.in_force(on)
    year = scenario.year or EmploymentYear.objects.filter(is_current=True).first()
    return Tried(policy_of(scenario, on), clusters_of(version), year)


def faults_of(scenario: Scenario, on: date) -> dict[str, str]:
    """The thresholds that contradict each other or the figures tried with them, by field."""
    given = tried(scenario, on)
    rows = Employment.objects.filter(year=given.year) if given.year else Employment.objects.none()
    return contradictions(given.policy, given.clusters, rows.aggregate(most=Max("employees"))["most"])


def digest_of(scenario: Scenario) -> str:
    """Changes with every figure that the scenario itself names, also with the content of a draft."""
    version = scenario.policy
    said: dict[str, Any] = {"values": scenario.values, "year": scenario.year_id}
    if version is not None:
        said["policy"] = {key: format(Decimal(getattr(version, key)).normalize(), "f") for key in POLICY_KEYS}
    if scenario.clusters_id:
        said["clusters"] = [(cluster.name, cluster.fields) for cluster in clusters_of(scenario.clusters) or ()]
    if scenario.standards is not None:
        names = ("code", "kind", "minimum", "types", "sponsor_allowed", "enterprise_allowed")
        said["standards"] = sorted(scenario.standards.rows.values_list(*names))
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def try_on_country(scenario: Scenario, *, on: date, tell: Tell = lambda *_: None) -> tuple[list[Move], Snapshot]:
    """What the scenario's figures would change, on the last check where it is of this day and these figures, else on the country read anew."""
    ground = ground_now(on)
    snapshot = newest_for(on, ground) or gather(on, ground)
    tell(1, 3)
    with collector_resting():
        found = list(moves(snapshot.country, _figures(scenario, snapshot, on), on=on, law=law_now()))
    tell(2, 3)
    return found, snapshot


def _figures(scenario: Scenario, snapshot: Snapshot, on: date) -> Figures:
    given = tried(scenario, on)
    _, before = policy_on(on)
    ground = snapshot.ground
    current = EmploymentYear.objects.filter(is_current=True).first()
    other_year = given.year is not None and (current is None or given.year.pk != current.pk)
    other_standards = scenario.standards_id not in {None, ground.standards}
    touched = touched_by(
        before,
        given.policy,
        clusters=scenario.clusters_id not in {None, ground.clusters},
        standards=other_standards,
        year=other_year,
    )
    restar = other_year or any(getattr(before, key) != getattr(given.policy, key) for key in BEHIND_STARS)
    return Figures(
        given.policy,
        given.clusters,
        touched,
        stars=stars_under(given.policy, given.year) if restar and given.year else None,
        annexes=_annexes(scenario.standards, on) if other_standards and scenario.standards else None,
    )


def _annexes(version: StandardsVersion, on: date) -> Any:
    return Annexes(School.objects.open_on(on), on, version).of


def stars_under(policy: Policy, year: EmploymentYear) -> dict[tuple[int, str], int]:
    """The stars of each field (by code) in each province by the thresholds and the year's statistics."""
    rows = Employment.objects.filter(year=year).values_list("province_id", "nace", "employees")
    standing = concentrations(
        {(province, nace): employees for province, nace, employees in rows},
        min_employment=policy.concentration_min_employment,
        specialisation_min=policy.specialisation_min,
    )
    codes: dict[str, list[str]] = {}
    for code, nace in FieldSector.objects.filter(is_primary=True).values_list("field__code", "nace"):
        codes.setdefault(nace, []).append(code)
    best: dict[tuple[int, str], int] = {}
    for (province, nace), found in standing.items():
        for code in codes.get(nace, ()):
            best[province, code] = max(best.get((province, code), 0), found.stars)
    return best


def effect_of_move(move: Move) -> ScenarioEffect:
    if move.after == Verdict.ELIGIBLE:
        return ScenarioEffect.GAIN
    return ScenarioEffect.LOSS if move.before == Verdict.ELIGIBLE else ScenarioEffect.OTHER


def summary_of(found: Iterable[Move], snapshot: Snapshot, held: set[tuple[int, str]]) -> dict[str, Any]:
    """The result as it is kept: ``{"schools", "policy", "types": {type: {"before", "after", "provinces", "held_lost", …}}}``."""
    types = {kind: _blank() for kind in RULE_BOOKS}
    for known in snapshot.country:
        for kind, letters in known.outcomes.items():
            _count(types[kind], known.province, verdict_of(letters))
    for move in found:
        _move(types[move.type], move, (move.known.school, move.type) in held)
    return {"schools": len(snapshot.country), "types": types}


def _blank() -> dict[str, Any]:
    moved = {"schools": 0, "students": 0, "spare": 0, "spare_unknown": 0, "girls": 0, "boys": 0, "need_unknown": 0}
    return {
        "before": dict.fromkeys(Verdict.values, 0),
        "after": dict.fromkeys(Verdict.values, 0),
        "provinces": {},
        "gain": dict(moved),
        "loss": dict(moved),
        "held_lost": 0,
    }


def _count(counted: dict[str, Any], province: int, verdict: str) -> None:
    counted["before"][verdict] += 1
    counted["after"][verdict] += 1
    if verdict == Verdict.ELIGIBLE:
        _place(counted, province)["today"] += 1


def _place(counted: dict[str, Any], province: int) -> dict[str, int]:
    place: dict[str, int] = counted["provinces"].setdefault(str(province), {"today": 0, "gain": 0, "loss": 0})
    return place


def _move(counted: dict[str, Any], move: Move, is_held: bool) -> None:
    counted["after"][move.before] -= 1
    counted["after"][move.after] += 1
    effect = effect_of_move(move)
    if is_held and move.after == Verdict.NOT_ELIGIBLE:
        counted["held_lost"] += 1
    if effect == ScenarioEffect.OTHER:
        return
    _place(counted, move.known.province)[effect] += 1
    sums, known = counted[effect], move.known
    sums["schools"] += 1
    sums["students"] += known.facts.students or 0
    sums["spare"] += known.spare or 0
    sums["spare_unknown"] += known.spare is None
    need = known.facts.boarding_need
    sums["girls"] += need.girls or 0
    sums["boys"] += need.boys or 0
    sums["need_unknown"] += need.girls is None or need.boys is None


def store(scenario: Scenario, found: list[Move], held: set[tuple[int, str]]) -> Counter[str]:
    """Write the schools that move in the place of those of the run before, by COPY; the caller holds the scenario's lock."""
    scenario.changes.all().delete()
    counted: Counter[str] = Counter()
    lines = io.StringIO()
    for move in found:
        effect = effect_of_move(move)
        counted[effect] += 1
        lines.write(_line(scenario.pk, move, effect, (move.known.school, move.type) in held))
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY designations_scenariochange ({', '.join(COLUMNS)}) FROM STDIN WITH (NULL '')", lines)
    return counted


def _line(scenario: int, move: Move, effect: str, is_held: bool) -> str:
    facts = move.known.facts
    values = (
        scenario, move.known.school, move.type, str(effect), move.before, move.after, "t" if is_held else "f",
        f"{{{','.join(move.lacking)}}}", f"{{{','.join(move.unclear)}}}", facts.students, move.known.spare,
        facts.boarding_need.girls, facts.boarding_need.boys,
    )  # fmt: skip
    return "\t".join("" if value is None else str(value) for value in values) + "\n"


def held_on(on: date) -> set[tuple[int, str]]:
    return set(Designation.objects.in_force(on).values_list("school_id", "type"))
