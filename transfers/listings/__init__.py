"""The lists of transfers: filters, rows, order, and the columns of their files."""

from .applications import APPLICATIONS
from .quotas import QUOTAS
from .rounds import ROUNDS
from .runs import OFFERS, RUNS

__all__ = ["APPLICATIONS", "OFFERS", "QUOTAS", "ROUNDS", "RUNS"]
