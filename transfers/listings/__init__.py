"""The lists of transfers: filters, rows, order, and the columns of their files."""

from .quotas import QUOTAS
from .rounds import ROUNDS

__all__ = ["QUOTAS", "ROUNDS"]
