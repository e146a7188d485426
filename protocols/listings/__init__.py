"""The lists: filters, rows, order, and the columns of their files."""

from .protocols import PROTOCOLS

__all__ = ["PROTOCOLS"]
