"""Questions asked of centres; every list starts from ``visible_to``."""

from .activities import ActivityQuerySet, OfActivityQuerySet, OfParticipantQuerySet
from .centers import CenterQuerySet, OfCenterQuerySet
from .chain import ChainedQuerySet, ChainNoteQuerySet, ChainStepQuerySet
from .needs import NeedQuerySet
from .plans import OfPlanQuerySet, PlanQuerySet, ReportQuerySet, not_reported, owing_reports
from .programmes import ProgrammeQuerySet
from .tasks import AnswerQuerySet, TaskQuerySet
from .works import OfWorkQuerySet, WorkQuerySet

__all__ = [
    "ActivityQuerySet",
    "AnswerQuerySet",
    "CenterQuerySet",
    "ChainNoteQuerySet",
    "ChainStepQuerySet",
    "ChainedQuerySet",
    "NeedQuerySet",
    "OfActivityQuerySet",
    "OfCenterQuerySet",
    "OfParticipantQuerySet",
    "OfPlanQuerySet",
    "OfWorkQuerySet",
    "PlanQuerySet",
    "ProgrammeQuerySet",
    "ReportQuerySet",
    "TaskQuerySet",
    "WorkQuerySet",
    "not_reported",
    "owing_reports",
]
