"""Two editors of one record: what it was, what the first saved, what the second typed, field by field, and what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from workflow.refusals import Stale

CHOICE = "secim-"  # before a field's name: "theirs" takes what is saved, "mine" what was typed


class Overtaken(Stale):
    """Somebody saved the record while the user was editing it.

    ``was``: the values that the user began with, or ``None`` where they are not known any more; ``theirs``: what is saved now.
    """

    def __init__(
        self, sentence: str, *, was: Mapping[str, Any] | None, theirs: Mapping[str, Any], who: str, at: datetime | None
    ) -> None:
        self.was, self.theirs, self.who, self.at = was, theirs, who, at
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in three states, in words; ``chosen``: what is proposed, ``mine`` wherever both were changed."""

    name: str
    label: str
    was: str
    theirs: str
    mine: str
    chosen: str

    @property
    def choice(self) -> str:
        return f"{CHOICE}{self.name}"


def in_words(value: Any) -> str:
    """A value as the table shows it."""
    if isinstance(value, bool):
        return "evet" if value else "hayır"
    return "boş" if value is None or value == "" else str(value)


def differences(overtaken: Overtaken, mine: Mapping[str, Any], labels: Mapping[str, str]) -> list[Difference]:
    """The fields in which the saved differs from the typed, in the order of ``labels``.

    What only one of the two changed is proposed as it was changed; where both did, or the beginning is unknown, the typed.
    """
    rows = []
    for name, label in labels.items():
        theirs, typed = overtaken.theirs.get(name), mine.get(name)
        if _same(theirs, typed):
            continue
        was = None if overtaken.was is None else overtaken.was.get(name)
        untouched = overtaken.was is not None and _same(typed, was)
        words = "bilinmiyor" if overtaken.was is None else in_words(was)
        rows.append(
            Difference(name, label, words, in_words(theirs), in_words(typed), "theirs" if untouched else "mine")
        )
    return rows


def _same(one: Any, other: Any) -> bool:
    """Line ends are the browser's; nothing and an empty text are the same to a form."""
    return _plain(one) == _plain(other)


def _plain(value: Any) -> Any:
    return str(value or "").replace("\r\n", "\n").strip() if value is None or isinstance(value, str) else value


def settled(data: QueryDict, theirs: Mapping[str, Any]) -> QueryDict:
    """What was sent, with what is saved in the place of what was typed wherever the user chose so."""
    chosen = data.copy()
    for name, value in theirs.items():
        if data.get(f"{CHOICE}{name}") != "theirs":
            continue
        if value is None or value is False:
            chosen.pop(name, None)
        else:
            chosen[name] = "on" if value is True else str(value)
    return chosen
