"""Reads facts given as JSON: every fault is collected, with its path and a Turkish sentence. Pure Python."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from .provisions import IN_FORCE_SINCE

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_ITEMS = 1000  # far above any school; bounds the work that one request can ask for
SCHOOL_CODE = re.compile(r"[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at one place: ``path`` as in ``facts.dormitories[0].occupied``."""

    path: str
    message: str


@dataclass
class Reader:
    """Reads values one by one and keeps the faults; an unreadable value is read as unknown."""

    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: str, message: str) -> None:
        self.faults.append(Fault(path, message))

    def object(self, value: Any, path: str) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fault(path, "Bir nesne ({…}) olmalıdır.")
            return {}
        return value

    def items(self, value: Any, path: str) -> list[tuple[Any, str]] | None:
        """The items of a list with their paths; ``None`` for an unknown list."""
        if value is None:
            return None
        if not isinstance(value, list):
            self.fault(path, "Bir liste ([…]) olmalıdır.")
            return None
        if len(value) > MOST_ITEMS:
            self.fault(path, f"En çok {MOST_ITEMS} öğe verilebilir.")
            return None
        return [(item, f"{path}[{position}]") for position, item in enumerate(value)]

    def each(self, value: Any, path: str, read: Callable[[dict[str, Any], str], Any]) -> tuple[Any, ...] | None:
        """A list of objects, each read by ``read(object, path)``."""
        items = self.items(value, path)
        if items is None:
            return None
        return tuple(read(self.required_object(item, where), where) for item, where in items)

    def required_object(self, value: Any, path: str) -> dict[str, Any]:
        if value is None:
            self.fault(path, "Bir nesne ({…}) olmalıdır.")
        return self.object(value, path)

    def text(self, value: Any, path: str) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fault(path, "Boş olmayan bir metin olmalıdır.")
            return None
        return value.strip()

    def texts(self, value: Any, path: str) -> tuple[str, ...] | None:
        items = self.items(value, path)
        if items is None:
            return None
        found = []
        for item, where in items:
            if item is None:
                self.fault(where, "Boş olmayan bir metin olmalıdır.")
            text = self.text(item, where)
            if text is not None:
                found.append(text)
        return tuple(found)

    def one_of(self, value: Any, path: str, allowed: tuple[str, ...]) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str) or value not in allowed:
            self.fault(path, f"Şunlardan biri olmalıdır: {', '.join(allowed)}.")
            return None
        return value

    def yes_no(self, value: Any, path: str) -> bool | None:
        if value is not None and not isinstance(value, bool):
            self.fault(path, "true, false veya null olmalıdır.")
            return None
        return value

    def amount(self, value: Any, path: str) -> Decimal | None:
        """A finite number that is not negative; exact, so that 0.1 is a tenth."""
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
            self.fault(path, "Bir sayı olmalıdır.")
            return None
        if value < 0:
            self.fault(path, "Negatif olamaz.")
            return None
        return Decimal(str(value))

    def count(self, value: Any, path: str) -> int | None:
        """A whole number that is not negative."""
        amount = self.amount(value, path)
        if amount is None:
            return None
        if amount != amount.to_integral_value():
            self.fault(path, "Tam sayı olmalıdır.")
            return None
        return int(amount)

    def day(self, value: Any, path: str) -> date | None:
        if value is None:
            return None
        day = _calendar_day(value) if isinstance(value, str) and ISO_DAY.fullmatch(value) else None
        if day is None:
            self.fault(path, "Takvimde var olan bir gün olmalıdır (YYYY-AA-GG).")
        return day


def _calendar_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # 31 February
        return None


def _is_finite(value: float) -> bool:
    return isinstance(value, int) or math.isfinite(value)


def read_day(reader: Reader, value: Any, path: str, *, since: date = IN_FORCE_SINCE) -> date | None:
    """A day on which the directive was in force (okul/9, smm/12); a fault before it."""
    day = reader.day(value, path)
    if day is not None and day < since:
        reader.fault(path, f"Yönerge {since:%d.%m.%Y} günü yürürlüğe girdi; daha önceki bir gün için sorulamaz.")
        return None
    return day


def read_school_code(reader: Reader, value: Any, path: str) -> str | None:
    if not isinstance(value, str) or not SCHOOL_CODE.fullmatch(value):
        reader.fault(path, "Kurum kodu altı rakamdan oluşan bir metin olmalıdır.")
        return None
    return value
