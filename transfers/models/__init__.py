"""The tables of transfers to grade 11."""

from .applications import Application, Preference
from .batches import ApplicationBatch
from .criteria import CriteriaComponent, TransferCriteria
from .quotas import Quota
from .rounds import TransferRound
from .runs import Placement, PlacementRun, RunProgramme

__all__ = [
    "Application",
    "ApplicationBatch",
    "CriteriaComponent",
    "Placement",
    "PlacementRun",
    "Preference",
    "Quota",
    "RunProgramme",
    "TransferCriteria",
    "TransferRound",
]
