"""The tables of transfers to grade 11."""

from .applications import Application, Preference
from .batches import ApplicationBatch
from .commissions import (
    ApplicationDecision,
    Commission,
    CommissionMember,
    CommissionRules,
    Sitting,
    SittingAttendance,
    SittingDecision,
)
from .criteria import CriteriaComponent, TransferCriteria
from .objections import Objection
from .placements import Placement, PlacementPart
from .quotas import Quota
from .rounds import TransferRound
from .runs import PlacementRun, RunProgramme
from .simulations import CriteriaSimulation

__all__ = [
    "Application",
    "ApplicationBatch",
    "ApplicationDecision",
    "Commission",
    "CommissionMember",
    "CommissionRules",
    "CriteriaComponent",
    "CriteriaSimulation",
    "Objection",
    "Placement",
    "PlacementPart",
    "PlacementRun",
    "Preference",
    "Quota",
    "RunProgramme",
    "Sitting",
    "SittingAttendance",
    "SittingDecision",
    "TransferCriteria",
    "TransferRound",
]
