"""The lists of transfers: filters, rows, order, and the columns of their files."""

from .applications import APPLICATIONS
from .commissions import COMMISSIONS
from .figures import FILLED_BY_FIELD, FILLED_BY_PROVINCE, ORIGINS
from .flows import FLOWS
from .objections import OBJECTIONS
from .quotas import QUOTAS
from .rounds import ROUNDS
from .runs import OFFERS, RUNS

__all__ = [
    "APPLICATIONS",
    "COMMISSIONS",
    "FILLED_BY_FIELD",
    "FILLED_BY_PROVINCE",
    "FLOWS",
    "OBJECTIONS",
    "OFFERS",
    "ORIGINS",
    "QUOTAS",
    "ROUNDS",
    "RUNS",
]
