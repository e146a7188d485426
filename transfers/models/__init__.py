"""The tables of transfers to grade 11."""

from .applications import Application, Preference
from .criteria import CriteriaComponent, TransferCriteria
from .quotas import Quota
from .rounds import TransferRound

__all__ = ["Application", "CriteriaComponent", "Preference", "Quota", "TransferCriteria", "TransferRound"]
