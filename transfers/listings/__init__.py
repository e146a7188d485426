"""The lists of transfers: filters, rows, order, and the columns of their files."""

from .rounds import ROUNDS

__all__ = ["ROUNDS"]
