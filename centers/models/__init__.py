"""The tables of the centres of excellence."""

from .activities import Activity, ActivitySession
from .calendar import CalendarAddress
from .calls import CalledPost, EvaluationMember, SelectionCall, SelectionCriterion
from .candidates import CandidateScore, PostApplication, ServiceRow
from .centers import Center, CenterField
from .chain import Chained, ChainNote, ChainStep
from .guides import GuideIndicator, GuideStatement, MonitoringGuide
from .monitoring import Assessment, Improvement, Monitoring, MonitoringFinding
from .needs import Need
from .participants import Attendance, Participant
from .plans import IndicatorValue, PlanActivity, PlanAim, PlanIndicator, PlanTarget, YearlyPlan
from .programmes import Programme
from .reopenings import PlanReopening
from .reports import ReportExtension, YearlyReport
from .staff import Post, StaffAssignment
from .tasks import CenterTask, TaskAnswer
from .works import Work, WorkOutput, WorkPartner

__all__ = [
    "Activity",
    "ActivitySession",
    "Assessment",
    "Attendance",
    "CalendarAddress",
    "CalledPost",
    "CandidateScore",
    "Center",
    "CenterField",
    "CenterTask",
    "ChainNote",
    "ChainStep",
    "Chained",
    "EvaluationMember",
    "GuideIndicator",
    "GuideStatement",
    "Improvement",
    "IndicatorValue",
    "Monitoring",
    "MonitoringFinding",
    "MonitoringGuide",
    "Need",
    "Participant",
    "PlanActivity",
    "PlanAim",
    "PlanIndicator",
    "PlanReopening",
    "PlanTarget",
    "Post",
    "PostApplication",
    "Programme",
    "ReportExtension",
    "SelectionCall",
    "SelectionCriterion",
    "ServiceRow",
    "StaffAssignment",
    "TaskAnswer",
    "Work",
    "WorkOutput",
    "WorkPartner",
    "YearlyPlan",
    "YearlyReport",
]
