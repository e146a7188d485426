"""The lists of centres: filters, rows, order, and the columns of their files."""

from .activities import ACTIVITIES
from .centers import CENTERS
from .monitoring import MONITORINGS
from .needs import NEEDS
from .plans import INDICATORS, NOT_REPORTED, PLANS, REOPENINGS, REPORTS
from .programmes import PROGRAMMES
from .selection import CALLS, CANDIDATES
from .staff import STAFF
from .tasks import ANSWERS, TASKS
from .works import EVENTS, WORKS

__all__ = [
    "ACTIVITIES",
    "ANSWERS",
    "CALLS",
    "CANDIDATES",
    "CENTERS",
    "EVENTS",
    "INDICATORS",
    "MONITORINGS",
    "NEEDS",
    "NOT_REPORTED",
    "PLANS",
    "PROGRAMMES",
    "REOPENINGS",
    "REPORTS",
    "STAFF",
    "TASKS",
    "WORKS",
]
