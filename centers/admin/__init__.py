"""Centres in the ministry's admin."""

from .centers import CenterAdmin
from .chain import ChainNoteAdmin, ChainStepAdmin
from .needs import NeedAdmin
from .plans import MonitoringGuideAdmin, ReportExtensionAdmin, YearlyPlanAdmin, YearlyReportAdmin
from .programmes import ProgrammeAdmin
from .staff import StaffAssignmentAdmin
from .tasks import CenterTaskAdmin, TaskAnswerAdmin
from .works import WorkAdmin

__all__ = [
    "CenterAdmin",
    "CenterTaskAdmin",
    "ChainNoteAdmin",
    "ChainStepAdmin",
    "MonitoringGuideAdmin",
    "NeedAdmin",
    "ProgrammeAdmin",
    "ReportExtensionAdmin",
    "StaffAssignmentAdmin",
    "TaskAnswerAdmin",
    "WorkAdmin",
    "YearlyPlanAdmin",
    "YearlyReportAdmin",
]
