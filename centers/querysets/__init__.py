"""Questions asked of centres; every list starts from ``visible_to``."""

from .centers import CenterQuerySet, OfCenterQuerySet
from .chain import ChainedQuerySet, ChainNoteQuerySet, ChainStepQuerySet
from .tasks import AnswerQuerySet, TaskQuerySet
from .works import OfWorkQuerySet, WorkQuerySet

__all__ = [
    "AnswerQuerySet",
    "CenterQuerySet",
    "ChainNoteQuerySet",
    "ChainStepQuerySet",
    "ChainedQuerySet",
    "OfCenterQuerySet",
    "OfWorkQuerySet",
    "TaskQuerySet",
    "WorkQuerySet",
]
