"""Centres in the ministry's admin."""

from .activities import ActivityAdmin, ParticipantAdmin
from .calendar import CalendarAddressAdmin
from .centers import CenterAdmin
from .chain import ChainNoteAdmin, ChainStepAdmin
from .monitoring import MonitoringAdmin
from .needs import NeedAdmin
from .plans import MonitoringGuideAdmin, PlanReopeningAdmin, ReportExtensionAdmin, YearlyPlanAdmin, YearlyReportAdmin
from .programmes import ProgrammeAdmin
from .selection import PostApplicationAdmin, SelectionCallAdmin
from .staff import StaffAssignmentAdmin
from .tasks import CenterTaskAdmin, TaskAnswerAdmin
from .works import WorkAdmin

__all__ = [
    "ActivityAdmin",
    "CalendarAddressAdmin",
    "CenterAdmin",
    "CenterTaskAdmin",
    "ChainNoteAdmin",
    "ChainStepAdmin",
    "MonitoringAdmin",
    "MonitoringGuideAdmin",
    "NeedAdmin",
    "ParticipantAdmin",
    "PlanReopeningAdmin",
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
