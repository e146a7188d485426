"""A province's place, told against the country's average alone: never whose score is better."""

from __future__ import annotations

from decimal import Decimal


def against_average(score: Decimal, average: Decimal) -> str:
    """``72.4`` against ``70``: "ülke ortalamasının 2,4 puan üstünde"."""
    gap = score - average
    if not gap:
        return "ülke ortalamasında"
    words = f"{abs(gap):.1f}".replace(".", ",")
    return f"ülke ortalamasının {words} puan {'üstünde' if gap > 0 else 'altında'}"
