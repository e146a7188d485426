"""Centres in the ministry's admin."""

from .centers import CenterAdmin
from .chain import ChainNoteAdmin, ChainStepAdmin
from .tasks import CenterTaskAdmin, TaskAnswerAdmin
from .works import WorkAdmin

__all__ = ["CenterAdmin", "CenterTaskAdmin", "ChainNoteAdmin", "ChainStepAdmin", "TaskAnswerAdmin", "WorkAdmin"]
