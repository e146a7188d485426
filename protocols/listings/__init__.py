"""The lists: filters, rows, order, and the columns of their files."""

from .expense_totals import BY_PROVINCE, BY_SCHOOL, BY_STAKEHOLDER
from .expenses import EXPENSE_LINES, EXPENSES
from .obligations import DUTIES
from .protocols import PROTOCOLS
from .sponsors import SPONSORS

__all__ = [
    "BY_PROVINCE",
    "BY_SCHOOL",
    "BY_STAKEHOLDER",
    "DUTIES",
    "EXPENSES",
    "EXPENSE_LINES",
    "PROTOCOLS",
    "SPONSORS",
]
