"""The rules of two versions of a provision beside each other: which schools of the country they tell apart. Pure Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from legislation.rules import Outcome, Questions, RuleBook, Verdict, all_of
from legislation.versions import Amendment, Law

from . import RULE_BOOKS
from .facts import Facts, Policy

Book = RuleBook[Facts, Policy]
Side = Questions[Facts, Policy]
School = tuple[int, Mapping[str, Facts]]
Count = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Turned:
    """A school that the two versions answer otherwise, in one type: the outcomes of the provision, and the verdicts with them."""

    school: int
    type: str
    before: Outcome
    after: Outcome
    verdict_before: str
    verdict_after: str


@dataclass
class Compared:
    """``counts``: schools by type and both outcomes, also of those that come out alike."""

    schools: int = 0
    counts: Counter[Count] = field(default_factory=Counter)
    turned: list[Turned] = field(default_factory=list)


def books_of(provision: str) -> dict[str, Book]:
    """The types that the provision is a condition of, each with its rules; of an added one those of its paragraph."""
    paragraph = provision.rpartition("/")[0]
    own = {kind: book for kind, book in RULE_BOOKS.items() if any(rule.cites == provision for rule in book)}
    if own or provision.count("/") != len(("okul", "4", "2")):
        return own
    return {
        kind: book for kind, book in RULE_BOOKS.items() if any(rule.cites.startswith(f"{paragraph}/") for rule in book)
    }


def sides(book: Book, amendment: Amendment) -> tuple[Side, Side]:
    """The rules of the provision on the day before the version begins, and those that begin with it."""
    own = [rule for rule in book if rule.cites == amendment.provision]
    eve = amendment.begins - timedelta(days=1)
    return (
        Questions(rule for rule in own if rule.in_force(eve)),
        Questions(rule for rule in own if rule.in_force(amendment.begins)),
    )


def are_both_written(amendment: Amendment) -> bool:
    """Whether the code has rules of both versions to ask, in some type."""
    return any(
        book.is_written(amendment) and all(sides(book, amendment)) for book in books_of(amendment.provision).values()
    )


def compare(country: Iterable[School], policy: Policy, amendment: Amendment, law: Law, *, on: date) -> Compared:
    """Every school by the rules of both versions; facts and policy are those of the day."""
    asked = {kind: _Asked(book, amendment, law, on) for kind, book in books_of(amendment.provision).items()}
    found = Compared()
    for school, facts in country:
        found.schools += 1
        for kind, one in asked.items():
            before, after = one.outcomes(facts[kind], policy, on)
            found.counts[kind, before.value, after.value] += 1
            if before is not after:
                verdicts = one.verdicts(facts[kind], policy, on, before, after)
                found.turned.append(Turned(school, kind, before, after, *verdicts))
    return found


class _Asked:
    """What is asked of a school of one type: the provision by both sides, and the rest by the law of the day."""

    def __init__(self, book: Book, amendment: Amendment, law: Law, on: date) -> None:
        self.sides = sides(book, amendment)
        self.rest: Side = Questions(rule for rule in book.under(law, on=on) if rule.cites != amendment.provision)

    def outcomes(self, facts: Facts, policy: Policy, on: date) -> Iterator[Outcome]:
        return (all_of(rule.answer(facts, policy, on).outcome for rule in side) for side in self.sides)

    def verdicts(self, facts: Facts, policy: Policy, on: date, *outcomes: Outcome) -> Iterator[str]:
        rest = [rule.answer(facts, policy, on).outcome for rule in self.rest]
        return (VERDICTS[all_of([outcome, *rest])] for outcome in outcomes)


VERDICTS = {
    Outcome.MET: Verdict.ELIGIBLE.value,
    Outcome.UNMET: Verdict.NOT_ELIGIBLE.value,
    Outcome.UNKNOWN: Verdict.UNDETERMINED.value,
}
