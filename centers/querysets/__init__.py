"""Questions asked of centres; every list starts from ``visible_to``."""

from .centers import CenterQuerySet, OfCenterQuerySet
from .chain import ChainedQuerySet, ChainNoteQuerySet, ChainStepQuerySet
from .plans import OfPlanQuerySet, PlanQuerySet, ReportQuerySet, not_reported
from .tasks import AnswerQuerySet, TaskQuerySet
from .works import OfWorkQuerySet, WorkQuerySet

__all__ = [
    "AnswerQuerySet",
    "CenterQuerySet",
    "ChainNoteQuerySet",
    "ChainStepQuerySet",
    "ChainedQuerySet",
    "OfCenterQuerySet",
    "OfPlanQuerySet",
    "OfWorkQuerySet",
    "PlanQuerySet",
    "ReportQuerySet",
    "TaskQuerySet",
    "WorkQuerySet",
    "not_reported",
]
