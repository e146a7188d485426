"""Transfers in the ministry's admin."""

from .applications import ApplicationAdmin
from .commissions import CommissionAdmin, SittingAdmin
from .criteria import TransferCriteriaAdmin
from .quotas import QuotaAdmin
from .rounds import TransferRoundAdmin
from .runs import PlacementRunAdmin

__all__ = [
    "ApplicationAdmin",
    "CommissionAdmin",
    "PlacementRunAdmin",
    "QuotaAdmin",
    "SittingAdmin",
    "TransferCriteriaAdmin",
    "TransferRoundAdmin",
]
