"""The tables of the centres of excellence."""

from .centers import Center, CenterField
from .chain import Chained, ChainNote, ChainStep
from .tasks import CenterTask, TaskAnswer
from .works import Work, WorkOutput, WorkPartner

__all__ = [
    "Center",
    "CenterField",
    "CenterTask",
    "ChainNote",
    "ChainStep",
    "Chained",
    "TaskAnswer",
    "Work",
    "WorkOutput",
    "WorkPartner",
]
