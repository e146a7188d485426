"""Centres in the ministry's admin."""

from .centers import CenterAdmin
from .chain import ChainNoteAdmin, ChainStepAdmin
from .needs import NeedAdmin
from .programmes import ProgrammeAdmin
from .tasks import CenterTaskAdmin, TaskAnswerAdmin

__all__ = [
    "CenterAdmin",
    "CenterTaskAdmin",
    "ChainNoteAdmin",
    "ChainStepAdmin",
    "NeedAdmin",
    "ProgrammeAdmin",
    "TaskAnswerAdmin",
]
