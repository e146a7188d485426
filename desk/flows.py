"""Lines between provinces for the map: the strongest flows of students, each a bent arrow from home to place."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import hypot
from pathlib import Path

from desk.maps import class_bounds

# The centre of gravity of each province's largest outline in turkey_map.json, in its units.
POINTS = Path(__file__).parent / "reference" / "turkey_points.json"
MOST_LINES = 40  # more cannot be told apart
BEND = 0.18  # of the way, to the left, so that there and back lie apart
SHORT = 9.0  # how far before the point the arrow ends
HEAD, HALF = 9.0, 4.0  # length and half width of the arrow's head


@dataclass(frozen=True, slots=True)
class Line:
    """``path``: the bent line; ``head``: its arrow; ``level`` 1 to 5 names the width."""

    home: int
    place: int
    students: int
    path: str
    head: str
    level: int


def lines_of(pairs: Mapping[tuple[int, int], int], most: int = MOST_LINES) -> list[Line]:
    """The strongest flows between two provinces, the weakest first, so that the strongest lie on top; equal ones are thin."""
    moves = [(n, home, place) for (home, place), n in pairs.items() if home != place and n > 0]
    drawn = sorted(moves, key=lambda move: (-move[0], move[1], move[2]))[:most]
    bounds = class_bounds(n for n, *_ in drawn)
    return [_line(home, place, n, bisect_left(bounds, n) + 1) for n, home, place in reversed(drawn)]


def _line(home: int, place: int, students: int, level: int) -> Line:
    (x, y), (to_x, to_y) = _points()[home], _points()[place]
    over_x, over_y = to_x - x, to_y - y
    bend_x, bend_y = (x + to_x) / 2 + BEND * over_y, (y + to_y) / 2 - BEND * over_x
    # The arrow comes in from the bend.
    in_x, in_y = to_x - bend_x, to_y - bend_y
    length = hypot(in_x, in_y) or 1.0
    in_x, in_y = in_x / length, in_y / length
    tip_x, tip_y = to_x - SHORT * in_x, to_y - SHORT * in_y
    foot_x, foot_y = tip_x - HEAD * in_x, tip_y - HEAD * in_y
    path = f"M{x:.1f} {y:.1f}Q{bend_x:.1f} {bend_y:.1f} {foot_x:.1f} {foot_y:.1f}"
    head = (
        f"M{tip_x:.1f} {tip_y:.1f}L{foot_x - HALF * in_y:.1f} {foot_y + HALF * in_x:.1f} "
        f"{foot_x + HALF * in_y:.1f} {foot_y - HALF * in_x:.1f}z"
    )
    return Line(home, place, students, path, head, level)


@cache
def _points() -> dict[int, tuple[float, float]]:
    read = json.loads(POINTS.read_text(encoding="utf-8"))
    return {int(plate): (x, y) for plate, (x, y) in read.items()}
