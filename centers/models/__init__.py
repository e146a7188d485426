"""The tables of the centres of excellence."""

from .centers import Center, CenterField
from .chain import Chained, ChainNote, ChainStep
from .guides import GuideIndicator, GuideStatement, MonitoringGuide
from .plans import IndicatorValue, PlanActivity, PlanAim, PlanIndicator, PlanTarget, YearlyPlan
from .reports import ReportExtension, YearlyReport
from .tasks import CenterTask, TaskAnswer
from .works import Work, WorkOutput, WorkPartner

__all__ = [
    "Center",
    "CenterField",
    "CenterTask",
    "ChainNote",
    "ChainStep",
    "Chained",
    "GuideIndicator",
    "GuideStatement",
    "IndicatorValue",
    "MonitoringGuide",
    "PlanActivity",
    "PlanAim",
    "PlanIndicator",
    "PlanTarget",
    "ReportExtension",
    "TaskAnswer",
    "Work",
    "WorkOutput",
    "WorkPartner",
    "YearlyPlan",
    "YearlyReport",
]
