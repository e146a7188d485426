"""Transfers in the ministry's admin."""

from .applications import ApplicationAdmin
from .batches import ApplicationBatchAdmin
from .commissions import CommissionAdmin, SittingAdmin
from .criteria import TransferCriteriaAdmin
from .objections import ObjectionAdmin
from .quotas import QuotaAdmin
from .rounds import TransferRoundAdmin
from .runs import PlacementRunAdmin

__all__ = [
    "ApplicationAdmin",
    "ApplicationBatchAdmin",
    "CommissionAdmin",
    "ObjectionAdmin",
    "PlacementRunAdmin",
    "QuotaAdmin",
    "SittingAdmin",
    "TransferCriteriaAdmin",
    "TransferRoundAdmin",
]
