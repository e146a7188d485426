"""How good the register's data about a school are: what is missing, stale or contradictory. Pure Python."""

from .average import against_average
from .checks import Check, Fault, Item, configured, examine, score_of
from .contradictions import CONTRADICTIONS
from .missing import MISSING
from .records import (
    DormitoryRow,
    EnrolmentRow,
    FieldRow,
    NeedRow,
    Record,
    SiteRow,
    SpaceRow,
    months_between,
    school_year,
)
from .stale import STALE

# In the order in which a school's record is read.
CHECKS: tuple[Check, ...] = (*MISSING, *STALE, *CONTRADICTIONS)
TITLES = {check.id: check.title for check in CHECKS}

__all__ = [
    "CHECKS",
    "TITLES",
    "Check",
    "DormitoryRow",
    "EnrolmentRow",
    "Fault",
    "FieldRow",
    "Item",
    "NeedRow",
    "Record",
    "SiteRow",
    "SpaceRow",
    "against_average",
    "configured",
    "examine",
    "months_between",
    "school_year",
    "score_of",
]
