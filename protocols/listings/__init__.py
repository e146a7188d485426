"""The lists: filters, rows, order, and the columns of their files."""

from .boards import BOARDS, RESOLUTIONS
from .expense_totals import BY_PROVINCE, BY_SCHOOL, BY_STAKEHOLDER
from .expenses import EXPENSE_LINES, EXPENSES
from .obligations import DUTIES
from .places import PLACES
from .protocols import PROTOCOLS
from .sponsors import SPONSORS
from .stakeholders import STAKEHOLDERS
from .trainers import TRAINERS

__all__ = [
    "BOARDS",
    "BY_PROVINCE",
    "BY_SCHOOL",
    "BY_STAKEHOLDER",
    "DUTIES",
    "EXPENSES",
    "EXPENSE_LINES",
    "PLACES",
    "PROTOCOLS",
    "RESOLUTIONS",
    "SPONSORS",
    "STAKEHOLDERS",
    "TRAINERS",
]
