"""What stands between two editors, in words: fields that both changed, that only one changed, and who was quicker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workflow.refusals import Stale

CHOICE = "secim-"  # before an input's name: "theirs" takes what is saved, "mine" what was typed
BOTH, THEIRS, MINE = "both", "theirs", "mine"


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
    """One field, or one whole row, in three states, in words. ``name``: its input; ``row``: how its row is called.

    ``by``: who changed it since the user began: ``both``, ``theirs`` or ``mine``.
    """

    name: str
    label: str
    was: str
    theirs: str
    mine: str
    by: str
    row: str = ""

    @property
    def choice(self) -> str:
        return f"{CHOICE}{self.name}"


@dataclass
class Picture:
    """All differences of a record; ``who`` saved it last, and when, where that is known."""

    who: str = ""
    at: datetime | None = None
    differences: list[Difference] = field(default_factory=list)

    def _by(self, side: str) -> list[Difference]:
        return [one for one in self.differences if one.by == side]

    @property
    def is_asking(self) -> bool:
        """Whether there is something to look at: what only the user changed is no conflict."""
        return any(one.by != MINE for one in self.differences)

    @property
    def rows(self) -> list[Difference]:
        """What both changed: each is to be chosen."""
        return self._by(BOTH)

    @property
    def taken(self) -> list[Difference]:
        """What only the other changed: it stands in the form already."""
        return self._by(THEIRS)

    @property
    def kept(self) -> list[Difference]:
        """What only the user changed: it stays."""
        return self._by(MINE)
