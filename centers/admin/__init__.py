"""Centres in the ministry's admin."""

from .centers import CenterAdmin
from .chain import ChainNoteAdmin, ChainStepAdmin
from .monitoring import MonitoringAdmin
from .plans import MonitoringGuideAdmin, ReportExtensionAdmin, YearlyPlanAdmin, YearlyReportAdmin
from .tasks import CenterTaskAdmin, TaskAnswerAdmin

__all__ = [
    "CenterAdmin",
    "CenterTaskAdmin",
    "ChainNoteAdmin",
    "ChainStepAdmin",
    "MonitoringAdmin",
    "MonitoringGuideAdmin",
    "ReportExtensionAdmin",
    "TaskAnswerAdmin",
    "YearlyPlanAdmin",
    "YearlyReportAdmin",
]
