"""Gathers the facts of any number of schools for the rules, in a fixed number of queries, and examines them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from designations.models import Dossier, HumanFinding, PolicyVersion
from designations.rules import RULE_BOOKS
from designations.rules.facts import POLICY_KEYS, Facts, Policy
from legislation.rules import Findings, Outcome, Questions, Verdict
from legislation.versions import UNCHANGED, File, Law
from schools.models import School
from workflow.at_once import only
from workflow.law.reading import law_now, law_of, law_rows

from .following import attended_of, days_of, examine_follow_up, follow_ups_of
from .gathering import COLUMNS_OF_SCHOOL, Gathering
from .questions import Versions


@dataclass(frozen=True, slots=True)
class Examination:
    """What a check found: the verdict, the findings in the order of the law, and what they rest on."""

    verdict: Verdict
    findings: Findings
    facts: Facts
    policy: Policy
    policy_version: PolicyVersion | None


def policy_on(on: date) -> tuple[PolicyVersion | None, Policy]:
    """The policy in force on a day; the shipped defaults where none is published."""
    return _policy_of(PolicyVersion.objects.in_force(on))


def _policy_of(version: PolicyVersion | None) -> tuple[PolicyVersion | None, Policy]:
    return version, Policy(version="") if version is None else policy_from(version)


def policy_from(version: PolicyVersion) -> Policy:
    """The thresholds of a version, in force or a draft."""
    return Policy(**{key: getattr(version, key) for key in POLICY_KEYS}, version=version.name)


def examine(school: School, type: str, *, on: date, dossier: Dossier | None = None) -> Examination:
    """One school for one type; a dossier by the law that holds for it, the standing findings of people in the place of automatic ones."""
    of_people, first = (_people(dossier, on=on), _handed_in(dossier)) if dossier is not None else (None, None)
    beside = [rows for rows in (of_people, first) if isinstance(rows, QuerySet)]
    version, policy, law, facts = at_hand(school, on=on) or _read(school, on, beside)
    file = File(dossier.opened_on, only(first)) if law and dossier is not None and first is not None else None
    findings = RULE_BOOKS[type].examine(facts[type], policy, on=on, law=law, file=file)
    if of_people is not None:
        findings = _with(findings, of_people, on=on, law=law, file=file)
    return Examination(findings.verdict, findings, facts[type], policy, version)


def _read(school: School, on: date, beside: Iterable[QuerySet[Any]] = ()) -> Read:
    """Policy, law and facts of one school in one query, with what the asker reads beside."""
    policies, published = PolicyVersion.objects.holding(on)[:1], law_rows()
    facts = facts_of([school], on=on, beside=(policies, published, *beside))[school.pk]
    return *_policy_of(only(policies)), law_of(published), facts


@dataclass(frozen=True, slots=True)
class _Held:
    """What was read of some schools for one day."""

    on: date
    version: PolicyVersion | None
    policy: Policy
    law: Law
    facts: dict[int, dict[str, Facts]]
    people: dict[int, list[HumanFinding]]


Read = tuple[PolicyVersion | None, Policy, Law, dict[str, Facts]]  # of one school
_held: ContextVar[_Held | None] = ContextVar("_held", default=None)


@contextmanager
def read_together(dossiers: Iterable[Dossier], *, on: date) -> Iterator[None]:
    """Examinations of these dossiers inside rest on facts and findings that were read once, in the queries of one dossier.

    For trials alone, which are taken back: an act that stays done reads what holds at its moment.
    """
    dossiers = list(dossiers)
    facts = facts_of([dossier.school for dossier in dossiers], on=on)
    people: dict[int, list[HumanFinding]] = {dossier.pk: [] for dossier in dossiers}
    for person in _standing(HumanFinding.objects.filter(dossier__in=people)):
        people[person.dossier_id].append(person)
    token = _held.set(_Held(on, *policy_on(on), law_now(), facts, people))
    try:
        yield
    finally:
        _held.reset(token)


def _standing(findings: QuerySet[HumanFinding]) -> QuerySet[HumanFinding]:
    return findings.filter(withdrawn_on=None).select_related("by", "evidence")


def _people(dossier: Dossier, *, on: date) -> Iterable[HumanFinding]:
    """The standing findings of people; a selection that is not read yet, where they are not at hand."""
    held = _held.get()
    if held is not None and held.on == on and dossier.pk in held.people:
        return held.people[dossier.pk]
    return _standing(dossier.human_findings.all())


def at_hand(school: School, *, on: date) -> Read | None:
    held = _held.get()
    if held is None or held.on != on or school.pk not in held.facts:
        return None
    return held.version, held.policy, held.law, held.facts[school.pk]


def examine_all(school: School, *, on: date, beside: Iterable[QuerySet[Any]] = ()) -> dict[str, Examination]:
    """One school for all four types, by the law of the day; ``beside``: what the asker reads with it."""
    version, policy, law, facts = _read(school, on, beside)
    examined = {}
    for kind, book in RULE_BOOKS.items():
        findings = book.examine(facts[kind], policy, on=on, law=law)
        examined[kind] = Examination(findings.verdict, findings, facts[kind], policy, version)
    return examined


def file_of(dossier: Dossier) -> File:
    """The days of a dossier that a transition may go by: when it was opened, and when it was handed in for the first time."""
    return File(dossier.opened_on, only(_handed_in(dossier)))


def _handed_in(dossier: Dossier) -> QuerySet[Any]:
    """The day of the first submission."""
    return dossier.submissions.order_by("number").values_list("on", flat=True)[:1]


def asked_of(dossier: Dossier, *, on: date) -> Questions[Facts, Policy]:
    """What the law asks of the dossier on the day, also where the code does not know the condition yet."""
    law = law_now()
    return RULE_BOOKS[dossier.type].under(law, on=on, file=file_of(dossier) if law else None)


def with_people(
    findings: Findings, dossier: Dossier, *, on: date, law: Law = UNCHANGED, file: File | None = None
) -> Findings:
    """The findings with those of people in their place; the automatic ones stay visible behind them.

    A finding that was made while the law asked something else of the dossier stands in no more.
    """
    return _with(findings, _people(dossier, on=on), on=on, law=law, file=file)


def _with(findings: Findings, people: Iterable[HumanFinding], *, on: date, law: Law, file: File | None) -> Findings:
    standing = {person.provision: person for person in people if _still_asked(person, law, on, file)}
    return Findings(
        finding.stood_in(
            outcome=Outcome(person.outcome),
            reason=person.reason,
            by=str(person.by),
            evidence=[{"kind": "attachment", "id": str(person.evidence_id), "label": person.evidence.name}],
        )
        if (person := standing.get(finding.provision))
        else finding
        for finding in findings
    )


def _still_asked(person: Any, law: Law, on: date, file: File | None) -> bool:
    """Whether the law asked of the dossier then what it asks now."""
    then, now = (law.held(person.provision, on=day, file=file).content for day in (person.on, on))
    return then == now


@dataclass(frozen=True, slots=True)
class Gathered:
    """Some schools with all that the register holds about them; nothing is read any more."""

    schools: list[School]
    rows: Gathering

    def facts(self) -> dict[int, dict[str, Facts]]:
        """Of each school for each type, by the school's key."""
        return {school.pk: self.rows.facts(school) for school in self.schools}


def gathered(
    schools: Iterable[School], *, on: date, versions: Versions | None = None, beside: Iterable[QuerySet[Any]] = ()
) -> Gathered:
    """What the facts of these schools are shaped from: the same number of queries for 2 and for 4,000, one for 1.

    ``versions``: drafts that stand in for the versions in force; ``beside``: what the asker reads with those of one school.
    """
    if isinstance(schools, QuerySet) and not schools.query.is_sliced:
        selection: Any = schools.order_by().values("pk")
        schools = list(schools.only(*COLUMNS_OF_SCHOOL))
    else:
        schools = list(schools)
        selection = [school.pk for school in schools]
    return Gathered(schools, Gathering(schools, selection, on, versions or Versions(), beside))


def facts_of(
    schools: Iterable[School], *, on: date, versions: Versions | None = None, beside: Iterable[QuerySet[Any]] = ()
) -> dict[int, dict[str, Facts]]:
    """The facts of each school for each type, by the school's key; see :func:`gathered`."""
    return gathered(schools, on=on, versions=versions, beside=beside).facts()


def facts_of_school(school: School, type: str, *, on: date) -> Facts:
    return facts_of([school], on=on)[school.pk][type]


__all__ = [
    "Examination",
    "Gathered",
    "asked_of",
    "attended_of",
    "days_of",
    "examine",
    "examine_all",
    "examine_follow_up",
    "facts_of",
    "facts_of_school",
    "file_of",
    "follow_ups_of",
    "gathered",
    "policy_on",
    "read_together",
    "with_people",
]
