"""Placement by student-proposing deferred acceptance with reserved places (okul/8/2, okul/8/3): pure Python and NumPy.

No database, no clock, no chance but the published seed. The outcome is stable, the best for every student among the stable
ones, and no student gains by ranking insincerely.
"""

from .engine import VERSION, place
from .lottery import draw, hexadecimal
from .market import Market, Programme, Wish, market_of
from .results import Cutoff, Explanation, Outcome, explain, outcome_of

__all__ = [
    "VERSION",
    "Cutoff",
    "Explanation",
    "Market",
    "Outcome",
    "Programme",
    "Wish",
    "draw",
    "explain",
    "hexadecimal",
    "market_of",
    "outcome_of",
    "place",
]
