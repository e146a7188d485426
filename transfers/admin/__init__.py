"""Transfers in the ministry's admin."""

from .applications import ApplicationAdmin
from .criteria import TransferCriteriaAdmin
from .quotas import QuotaAdmin
from .rounds import TransferRoundAdmin
from .runs import PlacementRunAdmin

__all__ = ["ApplicationAdmin", "PlacementRunAdmin", "QuotaAdmin", "TransferCriteriaAdmin", "TransferRoundAdmin"]
