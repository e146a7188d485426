"""Centres in the ministry's admin."""

from .centers import CenterAdmin
from .chain import ChainNoteAdmin, ChainStepAdmin
from .plans import MonitoringGuideAdmin, ReportExtensionAdmin, YearlyPlanAdmin, YearlyReportAdmin
from .tasks import CenterTaskAdmin, TaskAnswerAdmin
from .works import WorkAdmin

__all__ = [
    "CenterAdmin",
    "CenterTaskAdmin",
    "ChainNoteAdmin",
    "ChainStepAdmin",
    "MonitoringGuideAdmin",
    "ReportExtensionAdmin",
    "TaskAnswerAdmin",
    "WorkAdmin",
    "YearlyPlanAdmin",
    "YearlyReportAdmin",
]
