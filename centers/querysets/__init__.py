"""Questions asked of centres; every list starts from ``visible_to``."""

from .activities import ActivityQuerySet, OfActivityQuerySet, OfParticipantQuerySet
from .centers import CenterQuerySet, OfCenterQuerySet
from .chain import ChainedQuerySet, ChainNoteQuerySet, ChainStepQuerySet
from .needs import NeedQuerySet
from .programmes import ProgrammeQuerySet
from .tasks import AnswerQuerySet, TaskQuerySet

__all__ = [
    "ActivityQuerySet",
    "NeedQuerySet",
    "OfActivityQuerySet",
    "OfParticipantQuerySet",
    "ProgrammeQuerySet",
    "AnswerQuerySet",
    "CenterQuerySet",
    "ChainNoteQuerySet",
    "ChainStepQuerySet",
    "ChainedQuerySet",
    "OfCenterQuerySet",
    "TaskQuerySet",
]
