"""Sector concentration by three stars (okul/4/2/b, okul/5/2/b): size, dominance and specialisation of a sector in a province.

With e_ij the employment of sector i in province j: size = e_ij / E_i, dominance = e_ij / e_j, specialisation (location
quotient) = (e_ij / e_j) / (E_i / E). The directive names no measure; this one is administrative (docs/adr/0001).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

PROVINCES = 81
TOP_TENTH = PROVINCES // 10  # the eight largest; equals of the eighth count too

Sector = str
Province = int


@dataclass(frozen=True, slots=True)
class Concentration:
    """One sector in one province: employees, the three measures, and which of them earned a star."""

    employees: int
    size: float
    dominance: float
    specialisation: float
    size_star: bool
    dominance_star: bool
    specialisation_star: bool

    @property
    def stars(self) -> int:
        return self.size_star + self.dominance_star + self.specialisation_star


def concentrations(
    employment: Mapping[tuple[Province, Sector], int], *, min_employment: int, specialisation_min: Decimal | float
) -> dict[tuple[Province, Sector], Concentration]:
    """The standing of every sector in every province that the statistics name.

    ``employment``: employees (≥ 0) by province and NACE division. No star below ``min_employment`` employees.
    """
    of_province: dict[Province, int] = defaultdict(int)
    of_sector: dict[Sector, int] = defaultdict(int)
    for (province, sector), employees in employment.items():
        of_province[province] += employees
        of_sector[sector] += employees
    everyone = sum(of_sector.values())
    size = {key: _share(employees, of_sector[key[1]]) for key, employees in employment.items()}
    dominance = {key: _share(employees, of_province[key[0]]) for key, employees in employment.items()}
    least_size, least_dominance = _least_of_top(size), _least_of_top(dominance)
    # Whole numbers decide about the threshold: a quotient of exactly 1.25 must not fall short by a rounding.
    least_quotient = Fraction(str(specialisation_min))
    found = {}
    for key, employees in employment.items():
        province, sector = key
        base = of_province[province] * of_sector[sector]
        weighed = employees * everyone
        enough = employees >= max(min_employment, 1)
        found[key] = Concentration(
            employees=employees,
            size=size[key],
            dominance=dominance[key],
            specialisation=_share(weighed, base),
            size_star=enough and size[key] >= least_size[sector],
            dominance_star=enough and dominance[key] >= least_dominance[sector],
            specialisation_star=enough and weighed * least_quotient.denominator >= base * least_quotient.numerator,
        )
    return found


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _least_of_top(measure: Mapping[tuple[Province, Sector], float]) -> dict[Sector, float]:
    """For each sector, the value that a province must reach to be in the top tenth of the 81 provinces."""
    by_sector: dict[Sector, list[float]] = defaultdict(list)
    for (_, sector), value in measure.items():
        by_sector[sector].append(value)
    return {sector: sorted(values, reverse=True)[:TOP_TENTH][-1] for sector, values in by_sector.items()}
