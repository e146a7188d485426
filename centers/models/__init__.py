"""The tables of the centres of excellence."""

from .centers import Center, CenterField
from .chain import Chained, ChainNote, ChainStep
from .guides import GuideIndicator, GuideStatement, MonitoringGuide
from .monitoring import Assessment, Improvement, Monitoring, MonitoringFinding
from .plans import IndicatorValue, PlanActivity, PlanAim, PlanIndicator, PlanTarget, YearlyPlan
from .reports import ReportExtension, YearlyReport
from .tasks import CenterTask, TaskAnswer

__all__ = [
    "Assessment",
    "Center",
    "CenterField",
    "CenterTask",
    "ChainNote",
    "ChainStep",
    "Chained",
    "GuideIndicator",
    "GuideStatement",
    "Improvement",
    "IndicatorValue",
    "Monitoring",
    "MonitoringFinding",
    "MonitoringGuide",
    "PlanActivity",
    "PlanAim",
    "PlanIndicator",
    "PlanTarget",
    "ReportExtension",
    "TaskAnswer",
    "YearlyPlan",
    "YearlyReport",
]
