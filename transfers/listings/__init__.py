"""The lists of transfers: filters, rows, order, and the columns of their files."""

from .applications import APPLICATIONS
from .quotas import QUOTAS
from .rounds import ROUNDS

__all__ = ["APPLICATIONS", "QUOTAS", "ROUNDS"]
