"""Months and amounts as Turkish writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

MONTHS = (
    "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık",
)  # fmt: skip
_POINTS = str.maketrans(",.", ".,")


def month_words(month: date) -> str:
    """As people say it: "Eylül 2026"."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def lira(amount: Decimal) -> str:
    """As Turks write it: "12.345,60 TL"."""
    return f"{amount:,.2f} TL".translate(_POINTS)
