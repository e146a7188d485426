"""The lists: filters, rows, order, and the columns of their files."""

from .obligations import DUTIES
from .places import PLACES
from .protocols import PROTOCOLS
from .sponsors import SPONSORS
from .stakeholders import STAKEHOLDERS
from .trainers import TRAINERS

__all__ = ["DUTIES", "PLACES", "PROTOCOLS", "SPONSORS", "STAKEHOLDERS", "TRAINERS"]
