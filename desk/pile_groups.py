"""The piles of a desk as they are shown: how many tasks, which of them, under which heading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse

from .pile_kinds import PileKind

if TYPE_CHECKING:
    from .waiting import Task


@dataclass(frozen=True)
class Pile:
    """Tasks of one kind, oldest first; ``count`` is of all or, where there are ``more``, of the first; ``tasks`` are the oldest."""

    kind: PileKind
    count: int
    tasks: list[Task]
    more: bool = False

    @property
    def title(self) -> str:
        return self.kind.title

    @cached_property
    def url(self) -> str:
        return reverse("desk:pile", args=[self.kind.key])


@dataclass(frozen=True, slots=True)
class Group:
    """Piles under one heading."""

    key: str
    title: str
    piles: list[Pile]

    @property
    def count(self) -> int:
        return sum(pile.count for pile in self.piles)

    @property
    def more(self) -> bool:
        return any(pile.more for pile in self.piles)
