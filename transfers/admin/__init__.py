"""Transfers in the ministry's admin."""

from .criteria import TransferCriteriaAdmin
from .rounds import TransferRoundAdmin

__all__ = ["TransferCriteriaAdmin", "TransferRoundAdmin"]
