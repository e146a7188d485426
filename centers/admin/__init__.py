"""Centres in the ministry's admin."""

from .activities import ActivityAdmin, ParticipantAdmin
from .centers import CenterAdmin
from .chain import ChainNoteAdmin, ChainStepAdmin
from .monitoring import MonitoringAdmin
from .needs import NeedAdmin
from .plans import MonitoringGuideAdmin, ReportExtensionAdmin, YearlyPlanAdmin, YearlyReportAdmin
from .programmes import ProgrammeAdmin
from .selection import PostApplicationAdmin, SelectionCallAdmin
from .staff import StaffAssignmentAdmin
from .tasks import CenterTaskAdmin, TaskAnswerAdmin
from .works import WorkAdmin

__all__ = [
    "ActivityAdmin",
    "CenterAdmin",
    "CenterTaskAdmin",
    "ChainNoteAdmin",
    "ChainStepAdmin",
    "MonitoringAdmin",
    "MonitoringGuideAdmin",
    "NeedAdmin",
    "ParticipantAdmin",
    "PostApplicationAdmin",
    "ProgrammeAdmin",
    "ReportExtensionAdmin",
    "SelectionCallAdmin",
    "StaffAssignmentAdmin",
    "TaskAnswerAdmin",
    "WorkAdmin",
    "YearlyPlanAdmin",
    "YearlyReportAdmin",
]
