"""Transfers in the ministry's admin."""

from .applications import ApplicationAdmin
from .criteria import TransferCriteriaAdmin
from .quotas import QuotaAdmin
from .rounds import TransferRoundAdmin

__all__ = ["ApplicationAdmin", "QuotaAdmin", "TransferCriteriaAdmin", "TransferRoundAdmin"]
