"""What other figures of the General Directorate would change in the country: only the rules that rest on them are asked again.

Pure Python. A school is known by the facts that figures are held against, and by the outcome of every rule as the check found
it; a change of figures asks the rules that it touches and takes the other outcomes as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from legislation.rules import Findings, Outcome, Questions, Rule, Verdict
from legislation.versions import UNCHANGED, Law

from . import asked_of_all
from .facts import POLICY_KEYS, ClusterFacts, Facts, FieldFacts, Policy, SiteFacts, StandardFacts
from .measures import free_places

LETTERS = {Outcome.MET: "m", Outcome.UNMET: "u", Outcome.UNKNOWN: "?"}
STARS, CAPACITY = ("okul/4/2/b", "okul/5/2/b"), ("okul/4/2/c", "okul/5/2/c")
CLUSTER, STANDARDS = ("okul/5/2/a",), ("okul/6/2/c", "okul/7/2/c")
RESTS_ON_VALUE: Mapping[str, tuple[str, ...]] = {
    "concentration_min_stars": STARS,
    "concentration_min_employment": STARS,
    "specialisation_min": STARS,
    "workshop_places_per_student": CAPACITY,
    "growth_margin": CAPACITY,
    "cluster_min_fields": CLUSTER,
}
BEHIND_STARS = frozenset({"concentration_min_employment", "specialisation_min"})
Annexes = Mapping[str, tuple[StandardFacts, ...] | None]


@dataclass(frozen=True, slots=True)
class Known:
    """A school as a check knew it. ``outcomes``: by type a letter for each rule of its book in force, see :data:`LETTERS`.

    ``free``: places for girls and for boys that are certainly free in the dormitories that count.
    """

    school: int
    province: int
    facts: Facts
    outcomes: dict[str, str]
    free: tuple[int, int] = (0, 0)

    @property
    def spare(self) -> int | None:
        """Classroom places that no student fills; ``None`` where either is not known."""
        if self.facts.classroom_places is None or self.facts.students is None:
            return None
        return max(self.facts.classroom_places - self.facts.students, 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that a scenario puts in the place of those in force; ``touched``: the provisions to be asked again.

    ``stars``: by province and field code, ``None`` where they stay as they are known; ``annexes``: of schools whose measures are
    held against other standards.
    """

    policy: Policy
    clusters: tuple[ClusterFacts, ...] | None
    touched: frozenset[str]
    stars: Mapping[tuple[int, str], int] | None = None
    annexes: Callable[[int], Annexes] | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One school and type that would come out otherwise."""

    known: Known
    type: str
    before: str
    after: str
    lacking: tuple[str, ...]
    unclear: tuple[str, ...]


def touched_by(
    before: Policy, after: Policy, *, clusters: bool = False, standards: bool = False, year: bool = False
) -> frozenset[str]:
    """The provisions that rest on what differs between two sets of figures."""
    found: set[str] = set()
    for key in POLICY_KEYS:
        if getattr(before, key) != getattr(after, key):
            found.update(RESTS_ON_VALUE[key])
    for differs, provisions in ((clusters, CLUSTER), (standards, STANDARDS), (year, STARS)):
        found.update(provisions if differs else ())
    return frozenset(found)


def know(school: int, province: int, facts: Facts, findings: Mapping[str, Findings]) -> Known:
    """A school as its check leaves it, without what no figure is held against."""
    fields = facts.fields
    if fields is not None:
        fields = tuple(FieldFacts(f.code, f.students, f.workshop_places, f.stars, f.is_open) for f in fields)
    free = (free_places(facts.dormitories, "girls").low, free_places(facts.dormitories, "boys").low)
    kept = replace(
        facts, fields=fields, clusters=None, dormitories=None, site=SiteFacts(), protocols=None, standards=None
    )
    outcomes = {kind: "".join(LETTERS[finding.outcome] for finding in found) for kind, found in findings.items()}
    return Known(school, province, kept, outcomes, free)


def moves(country: Iterable[Known], figures: Figures, *, on: date, law: Law = UNCHANGED) -> Iterator[Move]:
    """Every school and type whose verdict the figures change; ``law``: the one by which the country is known."""
    questions = asked_of_all(law, on=on)
    asked = {kind: (rules, _places(rules, figures.touched)) for kind, rules in questions.items()}
    if not figures.touched:
        return
    for known in country:
        facts = _under(known, figures)
        annexes = figures.annexes(known.school) if figures.annexes else {}
        for kind, (rules, places) in asked.items():
            if not places:
                continue
            seen = replace(facts, standards=annexes.get(kind)) if annexes else facts
            letters = list(known.outcomes[kind])
            for place in places:
                letters[place] = LETTERS[rules[place].answer(seen, figures.policy, on).outcome]
            before, after = verdict_of(known.outcomes[kind]), verdict_of(letters)
            if before != after:
                named = tuple(zip(rules, letters, strict=True))
                yield Move(known, kind, before, after, _cited(named, "u"), _cited(named, "?"))


def _places(rules: Questions[Any, Any], touched: Collection[str]) -> list[int]:
    """The places of those that are asked again."""
    return [place for place, rule in enumerate(rules) if rule.cites in touched]


def _under(known: Known, figures: Figures) -> Facts:
    facts = replace(known.facts, clusters=figures.clusters)
    if figures.stars is None or not facts.fields:
        return facts
    stars = figures.stars
    fields = tuple(replace(f, stars=stars.get((known.province, f.code or ""))) for f in facts.fields)
    return replace(facts, fields=fields)


def verdict_of(letters: Collection[str]) -> str:
    if "u" in letters:
        return Verdict.NOT_ELIGIBLE.value
    return (Verdict.UNDETERMINED if "?" in letters else Verdict.ELIGIBLE).value


def _cited(named: tuple[tuple[Rule[Any, Any], str], ...], letter: str) -> tuple[str, ...]:
    return tuple(rule.cites for rule, outcome in named if outcome == letter)


def contradictions(
    policy: Policy, clusters: tuple[ClusterFacts, ...] | None, most_employed: int | None
) -> dict[str, str]:
    """Thresholds that no school of the country could ever reach, each with the sentence that says why.

    ``most_employed``: the most people that any sector employs in any province of the statistics used; ``None``: none are used.
    """
    faults = {}
    if policy.concentration_min_stars > len(("size", "dominance", "specialisation")):
        faults["concentration_min_stars"] = "Bir sektör en çok 3 yıldız alır; 3 veya daha azını yazın."
    for key in POLICY_KEYS:
        if getattr(policy, key) < 0:
            faults[key] = "Sıfırdan küçük olamaz."
    largest = max((len(set(cluster.fields or ())) for cluster in clusters or ()), default=0)
    if clusters and all(cluster.fields is not None for cluster in clusters) and policy.cluster_min_fields > largest:
        faults["cluster_min_fields"] = (
            f"Kullanılan kümelenmede en büyük küme {largest} alanlıdır; {policy.cluster_min_fields} alan hiçbir okulda sağlanamaz."
        )
    starred = policy.concentration_min_stars > 0
    if starred and most_employed is not None and policy.concentration_min_employment > most_employed:
        faults["concentration_min_employment"] = (
            f"Kullanılan istatistikte bir ilde bir sektörün istihdamı en çok {most_employed}; bu değerle hiçbir sektör yıldız alamaz."
        )
    return faults
