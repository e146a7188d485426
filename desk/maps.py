"""The map of the 81 provinces: values by plate number become classes, words and outlines, which a template draws as SVG."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

# Outlines after turkey-map-react and svg-turkiye-haritasi (MIT, reference/LICENSE-turkey_map.txt).
OUTLINES = Path(__file__).parent / "reference" / "turkey_map.json"
CLASSES = 5


@dataclass(frozen=True, slots=True)
class Province:
    """One province on the map; ``level`` 0 (none) to 5 (most) names its CSS class."""

    plate: int
    name: str
    path: str
    value: int
    level: int
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the legend: ``level`` and the values that it stands for, in words."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class CountryMap:
    viewbox: str
    unit: str
    provinces: list[Province]
    legend: list[Step]

    @property
    def ranked(self) -> list[Province]:
        """For the table behind the map: the most first, then in the order of plate numbers."""
        return sorted(self.provinces, key=lambda province: (-province.value, province.plate))

    @property
    def total(self) -> int:
        return sum(province.value for province in self.provinces)

    @property
    def covered(self) -> int:
        """In how many provinces there is any."""
        return sum(province.value > 0 for province in self.provinces)


def country_map(values: Mapping[int, int], *, unit: str, links: Mapping[int, str] | None = None) -> CountryMap:
    """``values``: counts by plate number, a province left out has none; ``unit``: what is counted ("okul")."""
    outlines = _outlines()
    unknown = values.keys() - outlines["provinces"].keys()
    if unknown:
        raise ValueError(f"no such plate numbers: {sorted(unknown)}")
    bounds = class_bounds(values.values())
    provinces = [
        Province(
            plate=plate,
            name=outline["name"],
            path=outline["path"],
            value=values.get(plate, 0),
            level=level_of(values.get(plate, 0), bounds),
            url=(links or {}).get(plate, ""),
        )
        for plate, outline in outlines["provinces"].items()
    ]
    return CountryMap(outlines["viewbox"], unit, provinces, _legend(bounds))


def class_bounds(values: Iterable[int]) -> list[int]:
    """The highest value of each class, at most five, so that each class holds about as many provinces."""
    positive = sorted(value for value in values if value > 0)
    distinct = sorted(set(positive))
    if len(distinct) <= CLASSES:
        return distinct
    picked = {positive[ceil(len(positive) * step / CLASSES) - 1] for step in range(1, CLASSES + 1)}
    return sorted(picked)


def level_of(value: int, bounds: list[int]) -> int:
    """0 for none; else the class, spread so that the highest class always has the darkest colour."""
    if value <= 0 or not bounds:
        return 0
    return bisect_left(bounds, value) + 1 + CLASSES - len(bounds)


def _legend(bounds: list[int]) -> list[Step]:
    steps = [Step(0, "yok")]
    low = 1
    for high in bounds:
        steps.append(Step(level_of(high, bounds), str(high) if low == high else f"{low}–{high}"))
        low = high + 1
    return steps


@cache
def _outlines() -> dict[str, Any]:
    read = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return {**read, "provinces": {int(plate): outline for plate, outline in read["provinces"].items()}}
