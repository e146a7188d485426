"""Who of all candidates for a post qualifies, and whether the fallback of smm/6/2 and smm/7/2 opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legislation.rules import Finding, Findings, Outcome
from legislation.versions import UNCHANGED, File, Law

from . import FIELD_CONDITIONS, RULE_BOOKS
from .facts import Candidacy, CandidateFacts, CentreFacts, Post, TeacherKind


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate with the finding of each condition. ``by_fallback``: may be assigned although of another field."""

    candidate: CandidateFacts
    findings: Findings
    by_fallback: bool = False

    @property
    def qualified(self) -> bool:
        """Every condition of the post is met, that of the field included; what is unknown is not met yet."""
        return all(finding.outcome is Outcome.MET for finding in self.findings)

    @property
    def lacks_the_field_alone(self) -> bool:
        """The field is another one, and all else is met."""
        return all(_fits(finding) for finding in self.findings) and not self.qualified


@dataclass(frozen=True, slots=True)
class Selection:
    """All candidates. Where the fallback is open, those whom it lets in come first, workshop and laboratory teachers before
    others; otherwise they stand as they were given.
    """

    standings: tuple[Standing, ...]
    fallback_open: bool


def _fits(finding: Finding) -> bool:
    asked = Outcome.UNMET if finding.provision in FIELD_CONDITIONS else Outcome.MET
    return finding.outcome is asked


def select(
    post: Post,
    centre: CentreFacts,
    candidates: Sequence[CandidateFacts],
    *,
    deadline: date,
    law: Law = UNCHANGED,
    file: File | None = None,
) -> Selection:
    """The conditions are examined as of the deadline; ``file``: the call, which keeps the law that it was announced under."""
    asked = RULE_BOOKS[post].under(law, on=deadline, file=file)
    found = [Standing(one, asked.examine(Candidacy(one, centre, post), None, on=deadline)) for one in candidates]
    nobody = not any(standing.qualified for standing in found)
    if not (nobody and any(standing.lacks_the_field_alone for standing in found)):
        return Selection(tuple(found), fallback_open=False)
    marked = [Standing(one.candidate, one.findings, by_fallback=one.lacks_the_field_alone) for one in found]
    return Selection(tuple(sorted(marked, key=_order)), fallback_open=True)


def _order(standing: Standing) -> int:
    if not standing.by_fallback:
        return 2
    return 0 if standing.candidate.teacher_kind is TeacherKind.WORKSHOP else 1
