"""Two editors of one record: the second sees field by field what the first saved, and nothing that was typed is lost."""

from .offers import Offer
from .picture import CHOICE, Difference, Overtaken, Picture
from .sheets import BEGAN, REVISION, Sheet, Taken, seal, unseal
from .typed import typed_since
from .who import last_change

__all__ = [
    "BEGAN",
    "CHOICE",
    "REVISION",
    "Difference",
    "Offer",
    "Overtaken",
    "Picture",
    "Sheet",
    "Taken",
    "last_change",
    "seal",
    "typed_since",
    "unseal",
]
