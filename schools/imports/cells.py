"""Cells as people type them: each kind of column reads its value, or says in Turkish why it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from documents.workbooks.columns import Column
from documents.workbooks.reading import ERRORS
from schools.turkish import fold

MOST = 100_000  # students or places; more is a slip of the pen
YES, NO = {"evet", "e", "var", "x", "true", "1"}, {"hayir", "h", "yok", "false", "0"}
MONTHS = [
    "ocak",
    "subat",
    "mart",
    "nisan",
    "mayis",
    "haziran",
    "temmuz",
    "agustos",
    "eylul",
    "ekim",
    "kasim",
    "aralik",
]
EMPTY: frozenset[Any] = frozenset({"", None})


class Slip(Exception):
    """What stands in a cell cannot be meant; the sentence says what to write."""


def read_cell(column: Column, value: Any) -> Any:
    """The value of a cell, ``None`` where it is empty; raises :class:`Slip`."""
    if isinstance(value, str) and value.upper() in ERRORS:
        raise Slip(f"Hücrede “{value}” hatası var; değeri yazın.")
    if value in EMPTY:
        if column.is_required:
            raise Slip("Boş bırakılamaz.")
        return None
    return READERS[column.kind](column, value)


def as_typed(value: Any) -> str:
    """A value as its author sees it: a whole number without the ".0" that a workbook gives it."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value)


def text(column: Column, value: Any) -> str:
    return as_typed(value).strip()


def code(column: Column, value: Any) -> str:
    given = text(column, value)
    if not re.fullmatch(r"[0-9]{6}", given):
        raise Slip(f"“{given}” bir kurum kodu değil; kurum kodu altı rakamdır.")
    return given


def count(column: Column, value: Any) -> int:
    if isinstance(value, bool | date):
        raise Slip("Sayı yazın.")
    number = _number(value)
    if number is None:
        raise Slip(f"“{as_typed(value)}” bir sayı değil; yalnız rakam yazın.")
    if number < 0:
        raise Slip("Eksi olamaz.")
    if number != int(number):
        raise Slip(f"“{as_typed(value)}” tam sayı değil; kesirsiz yazın.")
    if number > MOST:
        raise Slip(f"“{as_typed(value)}” çok büyük; denetleyin.")
    return int(number)


def area(column: Column, value: Any) -> Decimal:
    if isinstance(value, bool | date):
        raise Slip("Sayı yazın.")
    number = _number(value)
    if number is None:
        raise Slip(f"“{as_typed(value)}” bir sayı değil; örneğin 54 veya 54,5 yazın.")
    if not 0 < number < MOST:
        raise Slip("Sıfırdan büyük olmalıdır." if number <= 0 else f"“{as_typed(value)}” çok büyük; denetleyin.")
    return round(number, 2)


def _number(value: Any) -> Decimal | None:
    """A number as Excel holds it or as Turks write it: thousands by point, decimals by comma ("1.250,5")."""
    if isinstance(value, int | float):
        return Decimal(str(value))
    given = str(value).strip().replace(" ", "")
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", given):
        given = given.replace(".", "")
    try:
        return Decimal(given.replace(",", ".")) if re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", given) else None
    except InvalidOperation:
        return None


def figure(column: Column, value: Any) -> Decimal:
    """A number that is not negative, as exact as it is written."""
    number = None if isinstance(value, bool | date) else _number(value)
    if number is None:
        raise Slip(f"“{as_typed(value)}” bir sayı değil; örneğin 84,25 yazın.")
    if number < 0:
        raise Slip("Eksi olamaz.")
    return number


def money(column: Column, value: Any) -> Decimal:
    """Lira with kuruş."""
    number = None if isinstance(value, bool | date) else _number(value)
    if number is None:
        raise Slip(f"“{as_typed(value)}” bir tutar değil; örneğin 1.250,50 yazın.")
    if number < 0:
        raise Slip("Tutar eksi olamaz.")
    kurus = round(number, 2)
    if abs(number - kurus) > Decimal("0.000001"):  # what binary numbers add by themselves is not meant
        raise Slip(f"“{as_typed(value)}” kuruştan küçük bölüm içeriyor; en çok iki ondalık yazın.")
    return kurus


def month(column: Column, value: Any) -> date:
    """A month by its first day, written 2026-09, 09.2026 or Eylül 2026; a day of it that a workbook made of it."""
    if isinstance(value, date):
        return date(value.year, value.month, 1)
    given = fold(str(value))
    found = re.fullmatch(r"([0-9]{4})[-./]([0-9]{1,2})", given)
    turned = re.fullmatch(r"([0-9]{1,2})[-./ ]([0-9]{4})", given)
    named = re.fullmatch(r"([a-z]+) ([0-9]{4})", given)
    try:
        if found:
            return date(int(found[1]), int(found[2]), 1)
        if turned:
            return date(int(turned[2]), int(turned[1]), 1)
        if named:
            return date(int(named[2]), MONTHS.index(named[1]) + 1, 1)
    except ValueError:
        raise Slip(f"“{as_typed(value)}” takvimde yok.") from None
    raise Slip(f"“{as_typed(value)}” bir ay değil; 2026-09 biçiminde yazın.")


def choice(column: Column, value: Any) -> str:
    given = text(column, value)
    found = _keys(column.choices).get(fold(given))
    # A code with its name after it, whatever was typed there.
    found = found or _keys(column.choices).get(fold(given).partition(" – ")[0])
    if found is None:
        raise Slip(f"“{given}” seçeneklerde yok. Seçenekler: {_some(column.labels)}.")
    return found


@lru_cache(maxsize=64)
def _keys(choices: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The choices by folded label and by folded key; a label that is another's key does not count."""
    return {fold(label): key for key, label in choices} | {fold(key): key for key, _ in choices}


def _some(labels: tuple[str, ...]) -> str:
    return ", ".join(labels[:6]) + (" …" if len(labels) > len(labels[:6]) else "")


def fields(column: Column, value: Any) -> tuple[str, ...]:
    """Several of the choices, parted by semicolon or line."""
    parts = [part.strip() for part in re.split(r"[;\n]", text(column, value)) if part.strip()]
    return tuple(sorted({choice(column, part) for part in parts}))


def day(column: Column, value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", str(value).strip())
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", str(value).strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        raise Slip(f"“{as_typed(value)}” takvimde yok.") from None
    raise Slip(f"“{as_typed(value)}” bir gün değil; 15.09.2026 biçiminde yazın.")


def yes(column: Column, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    given = fold(text(column, value))
    if given in YES or given in NO:
        return given in YES
    raise Slip("Evet veya Hayır yazın.")


def year(column: Column, value: Any) -> int:
    """A school year by its first year, written 2025 or 2025-2026."""
    given = text(column, value)
    found = re.fullmatch(r"([0-9]{4})(?:\s*[-–/]\s*([0-9]{4}))?", given)
    if not found or (found[2] and int(found[2]) != int(found[1]) + 1) or not 1990 <= int(found[1]) <= 2100:  # noqa: PLR2004
        raise Slip(f"“{given}” bir öğretim yılı değil; 2026-2027 veya 2026 yazın.")
    return int(found[1])


READERS: dict[str, Callable[[Column, Any], Any]] = {
    "text": text,
    "code": code,
    "count": count,
    "area": area,
    "figure": figure,
    "money": money,
    "month": month,
    "choice": choice,
    "fields": fields,
    "day": day,
    "yes": yes,
    "year": year,
}
