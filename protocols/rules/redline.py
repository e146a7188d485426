"""Old and new text side by side: which words went, which came, which stayed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .consolidation import Clause, Contents, order_of

_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
KEPT, GONE, CAME = "kept", "gone", "came"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text; ``how`` is ``kept``, ``gone`` (only in the old text) or ``came`` (only in the new one)."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One clause in both texts; ``old`` or ``new`` is empty where it was added or removed."""

    number: str
    title: str
    old: tuple[Run, ...]
    new: tuple[Run, ...]

    @property
    def is_changed(self) -> bool:
        return any(run.how != KEPT for run in (*self.old, *self.new))


def redline(before: Contents, after: Contents) -> list[Line]:
    """Every clause of either text, in the order of their numbers."""
    old = {clause.number: clause for clause in before.clauses}
    new = {clause.number: clause for clause in after.clauses}
    shown = old | new
    return [_line(shown[number], old.get(number), new.get(number)) for number in sorted(shown, key=order_of)]


def _line(shown: Clause, old: Clause | None, new: Clause | None) -> Line:
    left, right = words_changed(_full(old), _full(new))
    return Line(shown.number, shown.title, tuple(left), tuple(right))


def _full(clause: Clause | None) -> str:
    return "" if clause is None else f"{clause.title}\n{clause.text}" if clause.title else clause.text


def words_changed(old: str, new: str) -> tuple[list[Run], list[Run]]:
    """The old text with what went marked, and the new one with what came; joined, the runs give the texts again."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    left: list[Run] = []
    right: list[Run] = []
    for operation, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        _add(left, KEPT if operation == "equal" else GONE, before[a:b])
        _add(right, KEPT if operation == "equal" else CAME, after[c:d])
    return left, right


def _add(runs: list[Run], how: str, words: Sequence[str]) -> None:
    if words:
        runs.append(Run(how, "".join(words)))
