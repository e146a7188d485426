"""What a yearly plan must have before it is sent, and how far an indicator came (smm/5/4). Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

HUNDRED, NOTHING = Decimal(100), Decimal(0)
CITED = "SMM Yönergesi m. 5/4"
MOST = Decimal(10) ** 11  # what a column of fourteen digits, three of them behind the comma, holds


@dataclass(frozen=True, slots=True)
class Target:
    """A target by its name, with how many indicators and activities it has."""

    title: str
    indicators: int
    activities: int


@dataclass(frozen=True, slots=True)
class Aim:
    title: str
    targets: tuple[Target, ...]


def faults_of_plan(aims: Sequence[Aim]) -> list[str]:
    """Why the plan cannot be sent, each fault naming its place; empty when it can.

    The directive asks for aims, targets, performance indicators, and the methods that lead to them.
    """
    if not aims:
        return [f"Planda en az bir amaç bulunur ({CITED})."]
    found = []
    for number, aim in enumerate(aims, start=1):
        if not aim.targets:
            found.append(f"{number}. amacın hedefi yok: “{aim.title}” ({CITED}).")
        for place, target in enumerate(aim.targets, start=1):
            found += _faults_of_target(f"{number}.{place}. hedefin", target)
    return found


def _faults_of_target(where: str, target: Target) -> list[str]:
    found = []
    if not target.indicators:
        found.append(f"{where} performans göstergesi yok: “{target.title}” ({CITED}).")
    if not target.activities:
        found.append(f"{where} izlenecek yöntemi (faaliyeti) yok: “{target.title}” ({CITED}).")
    return found


def fault_of_value(kind: str, value: Decimal) -> str:
    """Why a value cannot be one of this kind of indicator; empty when it can."""
    if abs(value) >= MOST:
        return "Değer en çok 11 basamaklı olabilir."
    if kind == "percentage" and not NOTHING <= value <= HUNDRED:
        return "Yüzde 0 ile 100 arasında olur."
    if kind == "yes_no" and value not in {NOTHING, Decimal(1)}:
        return "Evet için 1, hayır için 0 yazın."
    if kind == "number" and value < 0:
        return "Sayı sıfırdan küçük olamaz."
    return ""


def share_of(*, direction: str, baseline: Decimal | None, target: Decimal, realised: Decimal | None) -> Decimal | None:
    """How far a value came on its way from the baseline to the target, 0 to 100; ``None``: nothing is realised yet.

    Administrative: (realised - baseline) / (target - baseline), as strategic plans of public bodies reckon it. Without a
    baseline, or where it is the target itself, the value is measured against the target alone. What reaches it is whole.
    """
    if realised is None:
        return None
    if realised >= target if direction == "up" else realised <= target:
        return HUNDRED
    if baseline is not None and baseline != target:
        return _bounded(HUNDRED * (realised - baseline) / (target - baseline))
    over, under = (realised, target) if direction == "up" else (target, realised)
    return _bounded(HUNDRED * over / under) if under else NOTHING


def _bounded(share: Decimal) -> Decimal:
    return max(min(share, HUNDRED), NOTHING)


def fault_of_days(first: date, last: date, year: int) -> str:
    """An activity of a year's plan begins and ends in the year."""
    if last < first:
        return "Son gün ilk günden önce olamaz."
    if first.year != year or last.year != year:
        return f"Faaliyetin günleri {year} yılında olmalıdır."
    return ""


def fault_of_measuring(measured_on: date, year: int, on: date) -> str:
    """A value is of a day of the plan's year that has come."""
    if measured_on.year != year:
        return f"Değerin günü planın yılında ({year}) olmalıdır."
    return "İleri bir gün olamaz." if measured_on > on else ""
