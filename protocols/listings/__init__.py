"""The lists: filters, rows, order, and the columns of their files."""

from .boards import BOARDS, RESOLUTIONS
from .obligations import DUTIES
from .places import PLACES
from .protocols import PROTOCOLS
from .sponsors import SPONSORS
from .stakeholders import STAKEHOLDERS
from .trainers import TRAINERS

__all__ = ["BOARDS", "DUTIES", "PLACES", "PROTOCOLS", "RESOLUTIONS", "SPONSORS", "STAKEHOLDERS", "TRAINERS"]
