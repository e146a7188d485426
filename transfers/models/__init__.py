"""The tables of transfers to grade 11."""

from .criteria import CriteriaComponent, TransferCriteria
from .quotas import Quota
from .rounds import TransferRound

__all__ = ["CriteriaComponent", "Quota", "TransferCriteria", "TransferRound"]
