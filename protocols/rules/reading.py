"""Reads numbered clauses out of a text that somebody wrote elsewhere; what it took for what is shown before it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .consolidation import Clause

LONGEST_TITLE = 160
_HEAD = re.compile(
    r"^\s*madde\s*[:.]?\s*(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2}){0,2}(?:/[A-ZÇĞİÖŞÜ])?)(?P<mark>\s*(?:[–—:.)-]\s*)*)(?P<rest>.*)$",
    re.IGNORECASE,
)
_PART = re.compile(r"^\s*(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2}){1,2})\s*[.)–—:-]?\s+(?P<rest>\S.*)$")
_SENTENCE = re.compile(r"[.;:,!?]\s*$")


@dataclass(frozen=True, slots=True)
class Read:
    """``before``: what stands before the first clause; ``twice``: numbers that come more than once; ``empty``: without text."""

    clauses: tuple[Clause, ...] = ()
    before: str = ""
    twice: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


@dataclass
class _Open:
    number: str
    title: str = ""
    lines: list[str] = field(default_factory=list)


def read_clauses(text: str) -> Read:
    """``Madde 4 – Giderler`` begins a clause, and so does ``4.1 …`` within clause 4; a heading may stand on the line above."""
    before: list[str] = []
    found: list[_Open] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        above = found[-1].lines if found else before
        head = _HEAD.match(line)
        if head is not None and not _goes_on(head):
            found.append(_begun(head, above))
        elif found and (part := _PART.match(line)) is not None and _within(part["number"], found[-1].number):
            found.append(_begun(part, []))
        else:
            above.append(line.rstrip())
    clauses = tuple(Clause(one.number, one.title, "\n".join(one.lines).strip()) for one in found)
    numbers = [one.number for one in clauses]
    return Read(
        clauses,
        "\n".join(before).strip(),
        tuple(_unique(number for number in numbers if numbers.count(number) > 1)),
        tuple(_unique(one.number for one in clauses if not one.text)),
    )


def _goes_on(head: re.Match[str]) -> bool:
    """A sentence that only speaks of a clause: “Madde 4 uyarınca”, “Madde 4'te”."""
    rest = head["rest"]
    return not head["mark"].strip() and bool(rest) and (rest[0].islower() or rest[0] in "'’")


def _begun(match: re.Match[str], above: list[str]) -> _Open:
    rest = match["rest"].strip()
    if rest and _is_title(rest):
        return _Open(match["number"], rest)
    return _Open(match["number"], _taken_title(above), [rest] if rest else [])


def _taken_title(above: list[str]) -> str:
    """The line above a clause, where it stands alone and reads like a heading; taken away from what it ended."""
    while above and not above[-1].strip():
        above.pop()
    alone = len(above) == 1 or (len(above) > 1 and not above[-2].strip())
    if above and alone and _is_title(above[-1].strip()):
        return above.pop().strip()
    return ""


def _is_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and not line.startswith("(") and not _SENTENCE.search(line)


def _within(number: str, current: str) -> bool:
    """Whether a bare number goes on with the clause that is open: ``4.1`` after ``4``, ``4.2`` after ``4.1``."""
    return number.split(".", maxsplit=1)[0] == current.split(".", maxsplit=1)[0].split("/", maxsplit=1)[0]


def _unique(numbers: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(numbers))
