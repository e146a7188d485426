"""The tables of transfers to grade 11."""

from .applications import Application, Preference
from .criteria import CriteriaComponent, TransferCriteria
from .quotas import Quota
from .rounds import TransferRound
from .runs import Placement, PlacementRun, RunProgramme
from .simulations import CriteriaSimulation

__all__ = [
    "Application",
    "CriteriaComponent",
    "CriteriaSimulation",
    "Placement",
    "PlacementRun",
    "Preference",
    "Quota",
    "RunProgramme",
    "TransferCriteria",
    "TransferRound",
]
