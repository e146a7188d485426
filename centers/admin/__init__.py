"""Centres in the ministry's admin."""

from .activities import ActivityAdmin, ParticipantAdmin
from .centers import CenterAdmin
from .chain import ChainNoteAdmin, ChainStepAdmin
from .monitoring import MonitoringAdmin
from .needs import NeedAdmin
from .plans import MonitoringGuideAdmin, PlanReopeningAdmin, ReportExtensionAdmin, YearlyPlanAdmin, YearlyReportAdmin
from .programmes import ProgrammeAdmin
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
    "PlanReopeningAdmin",
    "ParticipantAdmin",
    "ProgrammeAdmin",
    "ReportExtensionAdmin",
    "StaffAssignmentAdmin",
    "TaskAnswerAdmin",
    "WorkAdmin",
    "YearlyPlanAdmin",
    "YearlyReportAdmin",
]
