"""How many beds a school may still promise, where dormitories serve several schools (okul/8/2; okul/4/2/a)."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass

NOBODY_KNOWS = 10**6  # beds of a dormitory of which it is only known that it may exist
WHO = ("girls", "boys")


@dataclass(frozen=True, slots=True)
class Beds:
    """Free beds of one dormitory for girls or for boys: certainly ``low``, at most ``high``.

    ``serves``: schools by key that can board there for certain; ``may_serve``: those and all of which it is not known.
    """

    low: int
    high: int
    serves: frozenset[int]
    may_serve: frozenset[int]


def left_for(school: int, given: Mapping[int, int], dormitories: Collection[Beds]) -> tuple[int, int | None]:
    """What the school may take beside what the others were given: certainly, and at most (``None``: no bound is known).

    ``given``: beds promised to each other school. Whoever has a choice of dormitories is thought of in the one that leaves
    most to the school: what is left is the most that all together can take, less what the others take.
    """
    low = _left(school, given, [(one.low, one.serves) for one in dormitories])
    high = _left(school, given, [(one.high, one.may_serve) for one in dormitories])
    return low, None if high >= NOBODY_KNOWS else high


def _left(school: int, given: Mapping[int, int], dormitories: list[tuple[int, frozenset[int]]]) -> int:
    reach = sum(beds for beds, serves in dormitories if school in serves)
    others = {key: beds for key, beds in given.items() if key != school}
    return most_taken({**others, school: reach}, dormitories) - most_taken(others, dormitories)


def most_taken(asked: Mapping[int, int], dormitories: Collection[tuple[int, frozenset[int]]]) -> int:
    """How many of the beds asked for by school can be given at once: the largest flow from schools to dormitories."""
    free = [beds for beds, _ in dormitories]
    reach = {key: [at for at, (_, serves) in enumerate(dormitories) if key in serves] for key in asked}
    taken: dict[tuple[int, int], int] = {}
    total = 0
    for school, wanted in asked.items():
        beds = wanted
        while beds > 0 and (path := _path(school, free, reach, taken)):
            step = min(beds, free[path[-1][1]], *(taken[move] for move in _given_back(path)))
            for move in path:
                taken[move] = taken.get(move, 0) + step
            for move in _given_back(path):
                taken[move] -= step
            free[path[-1][1]] -= step
            beds, total = beds - step, total + step
    return total


def _given_back(path: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where schools on the way leave a dormitory: each school after the first gives up the one before its own."""
    return [(school, path[at][1]) for at, (school, _) in enumerate(path[1:])]


def _path(
    start: int, free: list[int], reach: Mapping[int, list[int]], taken: Mapping[tuple[int, int], int]
) -> list[tuple[int, int]]:
    """The shortest chain from a school to a free bed: (school, dormitory it takes), who moves out taking the next step."""
    met: set[int] = set()
    seen = {start}
    waiting: deque[tuple[int, list[tuple[int, int]]]] = deque([(start, [])])
    while waiting:
        school, path = waiting.popleft()
        for at in [one for one in reach[school] if one not in met]:
            met.add(at)
            step = [*path, (school, at)]
            if free[at] > 0:
                return step
            movers = [other for other in reach if other not in seen and taken.get((other, at), 0) > 0]
            seen.update(movers)
            waiting.extend((other, step) for other in movers)
    return []
