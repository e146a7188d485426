"""The lists of centres: filters, rows, order, and the columns of their files."""

from .centers import CENTERS
from .plans import INDICATORS, NOT_REPORTED, PLANS, REPORTS
from .tasks import ANSWERS, TASKS
from .works import EVENTS, WORKS

__all__ = [
    "ANSWERS",
    "CENTERS",
    "EVENTS",
    "INDICATORS",
    "NOT_REPORTED",
    "PLANS",
    "REPORTS",
    "TASKS",
    "WORKS",
]
