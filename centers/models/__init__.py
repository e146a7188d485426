"""The tables of the centres of excellence."""

from .activities import Activity, ActivitySession
from .centers import Center, CenterField
from .chain import Chained, ChainNote, ChainStep
from .needs import Need
from .participants import Attendance, Participant
from .programmes import Programme
from .tasks import CenterTask, TaskAnswer

__all__ = [
    "Activity",
    "ActivitySession",
    "Attendance",
    "Center",
    "CenterField",
    "CenterTask",
    "ChainNote",
    "ChainStep",
    "Chained",
    "Need",
    "Participant",
    "Programme",
    "TaskAnswer",
]
