"""Transfers in the ministry's admin."""

from .criteria import TransferCriteriaAdmin
from .quotas import QuotaAdmin
from .rounds import TransferRoundAdmin

__all__ = ["QuotaAdmin", "TransferCriteriaAdmin", "TransferRoundAdmin"]
