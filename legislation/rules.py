"""What a rule is, and what comes out of asking it. Pure Python: no Django, no database, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import wraps
from operator import is_
from typing import Any, Generic, ParamSpec, TypeVar

from .provisions import citation_of, provision
from .versions import UNCHANGED, Amendment, Effect, File, Held, Law

Subject = TypeVar("Subject")
Policy = TypeVar("Policy")


class Outcome(StrEnum):
    """Missing data is ``unknown``, never ``unmet``."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Kleene's *and*: one unmet decides; else one unknown leaves it open; nothing to ask is met."""
    seen = set(outcomes)
    if Outcome.UNMET in seen:
        return Outcome.UNMET
    return Outcome.UNKNOWN if Outcome.UNKNOWN in seen else Outcome.MET


def any_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Kleene's *or*: one met decides; else one unknown leaves it open; nothing to choose from is unmet."""
    seen = set(outcomes)
    if Outcome.MET in seen:
        return Outcome.MET
    return Outcome.UNKNOWN if Outcome.UNKNOWN in seen else Outcome.UNMET


def truth(value: bool | None) -> Outcome:
    """An outcome of a plain yes, no or not known."""
    if value is None:
        return Outcome.UNKNOWN
    return Outcome.MET if value else Outcome.UNMET


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule found: the sentence for people, the figures, and what would mend it.

    ``mend`` names the part of the record where the remedy is entered (``"dormitories"``), so that a door can link there.
    """

    outcome: Outcome
    reason: str
    measured: Mapping[str, Any] = field(default_factory=dict)
    required: Mapping[str, Any] = field(default_factory=dict)
    evidence: Sequence[Mapping[str, Any]] = ()
    remedy: str = ""
    mend: str = ""


Given = ParamSpec("Given")


def as_before(answer: Callable[Given, Answer], kept: int = 1) -> Callable[Given, Answer]:
    """The answer given before while the very same things are asked about: two designations put one question to a school.

    The same by identity, which takes no time and can only err towards asking anew; answers and what they are about never change.
    ``kept``: how many of the last answers are remembered.
    """
    last: tuple[tuple[tuple[Any, ...], Answer], ...] = ()  # one assignment, so that threads see it whole

    @wraps(answer)
    def asked(*given: Given.args, **named: Given.kwargs) -> Answer:
        nonlocal last
        if named:
            return answer(*given, **named)
        for before, found in last:
            if len(before) == len(given) and all(map(is_, before, given)):
                return found
        found = answer(*given, **named)
        last = ((given, found), *last[: kept - 1])
        return found

    return asked


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject, Policy]):
    """One condition of one provision, in force from ``since`` to ``until``, both days included.

    ``version``: the first day of the text by which it is asked (ISO); empty where the provision has one version only.
    """

    name: str
    cites: str
    asks: str
    answer: Callable[[Subject, Policy, date], Answer]
    since: date
    until: date | None = None
    version: str = ""

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


def rule(
    *, cites: str, asks: str, since: date, until: date | None = None
) -> Callable[[Callable[[Subject, Policy, date], Answer]], Rule[Subject, Policy]]:
    """Declare a function as the rule of a provision; an unknown provision is refused at import."""
    provision(cites)

    def declare(answer: Callable[[Subject, Policy, date], Answer]) -> Rule[Subject, Policy]:
        return Rule(answer.__name__, cites, asks, answer, since, until)

    return declare


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule answered about one subject; ``automatic`` is kept where a person's finding stands in for it."""

    provision: str
    question: str
    outcome: Outcome
    reason: str
    measured: Mapping[str, Any] = field(default_factory=dict)
    required: Mapping[str, Any] = field(default_factory=dict)
    evidence: Sequence[Mapping[str, Any]] = ()
    remedy: str = ""
    mend: str = ""
    by_person: str = ""
    automatic: Finding | None = None
    version: str = ""

    @property
    def citation(self) -> str:
        """Names the version of the provision where there is more than one."""
        return citation_of(self.provision, self.version)

    def stood_in(self, *, outcome: Outcome, reason: str, by: str, evidence: Sequence[Mapping[str, Any]]) -> Finding:
        """The finding that a person made in the place of this one, which stays visible."""
        return replace(
            self, outcome=outcome, reason=reason, by_person=by, evidence=evidence, remedy="", automatic=self
        )

    def shape(self) -> dict[str, Any]:
        """The finding by the names of the eligibility check; figures as they are, for an encoder that knows them."""
        shape: dict[str, Any] = {
            "provision": self.provision,
            "citation": self.citation,
            "question": self.question,
            "outcome": self.outcome,
            "reason": self.reason,
            "measured": self.measured,
            "required": self.required,
            "evidence": self.evidence,
            "remedy": self.remedy,
            "mend": self.mend,
        }
        if self.version:
            shape["version"] = self.version
        if self.automatic:
            shape |= {"by_person": self.by_person, "automatic": self.automatic.shape()}
        return shape

    def as_json(self) -> dict[str, Any]:
        """The shape as JSON holds it; a person's finding carries the automatic one with it."""
        found: dict[str, Any] = plain(self.shape())
        return found


PLAIN = frozenset({str, int, bool, float})


def plain(value: Any) -> Any:
    """Figures as JSON can hold them: decimals as numbers, dates in ISO form."""
    if value is None or type(value) in PLAIN:  # most of a finding; asked a million times for a file of applications
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


class Findings(tuple[Finding, ...]):
    """Findings in the order of the law."""

    __slots__ = ()

    @property
    def verdict(self) -> Verdict:
        """One unmet: not eligible; else one unknown: undetermined; else eligible."""
        match all_of(finding.outcome for finding in self):
            case Outcome.UNMET:
                return Verdict.NOT_ELIGIBLE
            case Outcome.UNKNOWN:
                return Verdict.UNDETERMINED
            case _:
                return Verdict.ELIGIBLE

    @property
    def unmet(self) -> Findings:
        return Findings(finding for finding in self if finding.outcome is Outcome.UNMET)

    @property
    def unknown(self) -> Findings:
        return Findings(finding for finding in self if finding.outcome is Outcome.UNKNOWN)


class Questions(tuple[Rule[Subject, Policy], ...], Generic[Subject, Policy]):
    """The rules that are asked on a day of a file, in the order of the law."""

    __slots__ = ()

    def examine(self, subject: Subject, policy: Policy, *, on: date) -> Findings:
        """One finding for each; ``on`` is the day of the facts and of the policy."""
        return Findings(_finding(rule, rule.answer(subject, policy, on)) for rule in self)


class RuleBook(Generic[Subject, Policy]):
    """Rules in the order of the law, those of several versions of a provision beside each other."""

    def __init__(self, rules: Iterable[Rule[Subject, Policy]]) -> None:
        self.rules = tuple(rules)

    def __iter__(self) -> Iterator[Rule[Subject, Policy]]:
        return iter(self.rules)

    def examine(
        self, subject: Subject, policy: Policy, *, on: date, law: Law = UNCHANGED, file: File | None = None
    ) -> Findings:
        """One finding for each rule that is asked; for many subjects take :meth:`under` once."""
        return self.under(law, on=on, file=file).examine(subject, policy, on=on)

    def under(self, law: Law = UNCHANGED, *, on: date, file: File | None = None) -> Questions[Subject, Policy]:
        """What is asked of a file on the day; without a file, of whoever asks on that day.

        Where the law asks something new that no rule begins with on that day, one question stands for it whose answer is unknown: the
        rule of the text before is no answer to the new one.
        """
        if not law:
            return Questions(rule for rule in self.rules if rule.in_force(on))
        asked = list(self._held(law, on, file))
        cited = {rule.cites for rule in self.rules}
        for added in law.added(on=on, file=file):
            siblings = [place for place, rule in enumerate(asked) if _parent(rule.cites) == _parent(added.provision)]
            if added.provision not in cited and any(_parent(id) == _parent(added.provision) for id in cited):
                held = law.held(added.provision, on=on, file=file)
                asked.insert(siblings[-1] + 1 if siblings else len(asked), _by_hand(added, held, added.asks))
        return Questions(asked)

    def _held(self, law: Law, on: date, file: File | None) -> Iterator[Rule[Subject, Policy]]:
        by_hand: set[str] = set()
        for rule in self.rules:
            held = law.held(rule.cites, on=on, file=file)
            if held.content is None or self.is_written(held.content):
                if rule.in_force(held.ruled_on):
                    yield replace(rule, version=held.version)
            elif held.content.effect is not Effect.REPEALS and rule.cites not in by_hand:
                by_hand.add(rule.cites)
                yield _by_hand(held.content, held, held.content.asks or rule.asks)

    def is_written(self, amendment: Amendment) -> bool:
        """Whether the code has a rule for the content of a version: one of its provision that begins on its very day."""
        if amendment.effect is Effect.REPEALS:
            return False
        return any(rule.cites == amendment.provision and rule.since == amendment.begins for rule in self.rules)


def _parent(id: str) -> str:
    return id.rpartition("/")[0]


def _by_hand(amendment: Amendment, held: Held, question: str) -> Rule[Any, Any]:
    """The question that stands for a content of the law that the code does not know yet."""
    what = (
        f"Bu hüküm {amendment.begins:%d.%m.%Y} günü eklendi ve henüz yazılıma işlenmedi; koşul elle incelenir."
        if amendment.effect is Effect.ADDS
        else f"Hükmün {amendment.begins:%d.%m.%Y} günü yürürlüğe giren yeni sürümü henüz yazılıma işlenmedi; koşul elle incelenir."
    )
    answer = Answer(
        Outcome.UNKNOWN,
        what,
        remedy="Yeni metni okuyup koşulu inceleyin; sonucu kanıtıyla birlikte tespit olarak kaydedin.",
    )
    return Rule("by_hand", amendment.provision, question, lambda *_: answer, amendment.begins, None, held.version)


def _finding(rule: Rule[Any, Any], answer: Answer) -> Finding:
    return Finding(
        rule.cites,
        rule.asks,
        answer.outcome,
        answer.reason,
        answer.measured,
        answer.required,
        answer.evidence,
        answer.remedy,
        answer.mend,
        version=rule.version,
    )
