"""The lists: filters, rows, order, and the columns of their files."""

from .obligations import DUTIES
from .protocols import PROTOCOLS
from .sponsors import SPONSORS

__all__ = ["DUTIES", "PROTOCOLS", "SPONSORS"]
