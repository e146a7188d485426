"""The map of the 81 provinces: values by plate number become classes, words and outlines, which a template draws as SVG."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

# Outlines after turkey-map-react and svg-turkiye-haritasi (MIT, reference/LICENSE-turkey_map.txt).
OUTLINES = Path(__file__).parent / "reference" / "turkey_map.json"
CLASSES = 5
UNKNOWN, OUTSIDE = -1, -2  # levels of provinces without a value
WITHOUT = {UNKNOWN: "bilgi eksik", OUTSIDE: "görev alanınız dışında"}


@dataclass(frozen=True, slots=True)
class Province:
    """One province on the map; ``level`` 0 (none) to 5 (most), or that nothing is known or shown, names its CSS class."""

    plate: int
    name: str
    path: str
    value: float | None
    level: int
    url: str

    @property
    def words(self) -> str:
        """The value as people read it, with a decimal comma."""
        return WITHOUT[self.level] if self.value is None else in_words(self.value)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the legend: ``level`` and the values that it stands for, in words."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class CountryMap:
    """``is_share``: the values are shares, which have no sum."""

    viewbox: str
    unit: str
    provinces: list[Province]
    legend: list[Step]
    is_share: bool = False

    @property
    def ranked(self) -> list[Province]:
        """For the table behind the map: the most first, then in the order of plate numbers; the unknown last."""
        return sorted(
            self.provinces,
            key=lambda province: (province.value is None, -(province.value or 0), province.plate),
        )

    @property
    def total(self) -> float:
        return sum(province.value or 0 for province in self.provinces)

    @property
    def covered(self) -> int:
        """In how many provinces there is any."""
        return sum((province.value or 0) > 0 for province in self.provinces)


def in_words(value: float) -> str:
    """``1234`` as 1.234, ``12.5`` as 12,5."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    whole, _, part = f"{value:,.1f}".partition(".")
    return f"{whole.replace(',', '.')},{part}"


def country_map(
    values: Mapping[int, float | None],
    *,
    unit: str,
    links: Mapping[int, str] | None = None,
    is_share: bool = False,
    within: Collection[int] | None = None,
) -> CountryMap:
    """``values``: by plate number, a province left out has none, ``None`` is unknown; ``unit``: what is counted.

    ``within``: the provinces of the user's scope; of the others nothing is told, which is not none.
    """
    outlines = _outlines()
    unknown = values.keys() - outlines["provinces"].keys()
    if unknown:
        raise ValueError(f"no such plate numbers: {sorted(unknown)}")
    bounds = class_bounds(value for value in values.values() if value is not None)
    inside = outlines["provinces"].keys() if within is None else within
    provinces = [
        _province(plate, outline, values.get(plate, 0) if plate in inside else None, bounds, plate in inside, links)
        for plate, outline in outlines["provinces"].items()
    ]
    levels = {province.level for province in provinces}
    legend = [*_legend(bounds), *(Step(level, words) for level, words in WITHOUT.items() if level in levels)]
    return CountryMap(outlines["viewbox"], unit, provinces, legend, is_share)


def _province(
    plate: int, outline: Any, value: float | None, bounds: list[float], inside: bool, links: Mapping[int, str] | None
) -> Province:
    level = level_of(value, bounds) if value is not None else UNKNOWN if inside else OUTSIDE
    return Province(plate, outline["name"], outline["path"], value, level, (links or {}).get(plate, ""))


def class_bounds(values: Iterable[float]) -> list[float]:
    """The highest value of each class, at most five, so that each class holds about as many provinces."""
    positive = sorted(value for value in values if value > 0)
    distinct = sorted(set(positive))
    if len(distinct) <= CLASSES:
        return distinct
    picked = {positive[ceil(len(positive) * step / CLASSES) - 1] for step in range(1, CLASSES + 1)}
    return sorted(picked)


def level_of(value: float, bounds: list[float]) -> int:
    """0 for none; else the class, spread so that the highest class always has the darkest colour."""
    if value <= 0 or not bounds:
        return 0
    return bisect_left(bounds, value) + 1 + CLASSES - len(bounds)


def _legend(bounds: list[float]) -> list[Step]:
    steps = [Step(0, "yok")]
    low: float = 1
    for high in bounds:
        if isinstance(high, int):
            words = in_words(high) if low == high else f"{in_words(low)}–{in_words(high)}"
            low = high + 1
        else:
            low = 0 if len(steps) == 1 else low
            words = f"{in_words(high)} ve altı" if not low else f"{in_words(low)}–{in_words(high)}"
            low = round(high + 0.1, 1)
        steps.append(Step(level_of(high, bounds), words))
    return steps


@cache
def _outlines() -> dict[str, Any]:
    read = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return {**read, "provinces": {int(plate): outline for plate, outline in read["provinces"].items()}}
