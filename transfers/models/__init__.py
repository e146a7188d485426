"""The tables of transfers to grade 11."""

from .criteria import CriteriaComponent, TransferCriteria
from .rounds import TransferRound

__all__ = ["CriteriaComponent", "TransferCriteria", "TransferRound"]
