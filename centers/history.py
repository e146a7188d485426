"""What is kept of centres: the centre with its fields, the tasks with the answers, the works with partners and outputs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from workflow.history.kinds import Kept, Part

from .choices import LIVE, SETTLED, ActivityState, ChainStatus, MonitoringStatus, NeedStatus, TaskStatus
from .choices.selection import CallStatus
from .choices.staff import StaffStatus
from .choices.works import AT_WORK
from .models import (
    Activity,
    ActivitySession,
    Assessment,
    CalledPost,
    Center,
    CenterField,
    CenterTask,
    EvaluationMember,
    GuideIndicator,
    GuideStatement,
    Improvement,
    IndicatorValue,
    Monitoring,
    MonitoringFinding,
    MonitoringGuide,
    Need,
    PlanActivity,
    PlanAim,
    PlanIndicator,
    PlanReopening,
    PlanTarget,
    Post,
    Programme,
    ReportExtension,
    SelectionCall,
    SelectionCriterion,
    StaffAssignment,
    TaskAnswer,
    Work,
    WorkOutput,
    WorkPartner,
    YearlyPlan,
    YearlyReport,
)


def _standing(center: Any, on: date) -> str:
    """What the directive says of the centre on a day."""
    founded = center.founded_on is not None and center.founded_on <= on
    stands = founded and (center.closed_on is None or center.closed_on > on)
    return f"Bu merkez {on:%d.%m.%Y} günü {'faaliyetteydi' if stands else 'faaliyette değildi'}."


CENTER = Kept(
    Center,
    slug="merkez",
    page="centers:center",
    parts=(
        Part(CenterField, "center", valid=lambda row, day: row.holds_on(day)),
        Part(ReportExtension, "center"),
        Part(Post, "center", valid=lambda row, day: row.holds_on(day)),
    ),
    standing=_standing,
    at_work=Q(status__in=LIVE),
    named_by="school",
)
TASK = Kept(CenterTask, slug="merkez-gorevi", page="centers:task", at_work=Q(status=TaskStatus.GIVEN))
ANSWER = Kept(
    TaskAnswer,
    slug="merkez-gorev-yaniti",
    page="centers:answer",
    at_work=~Q(status__in=SETTLED),
    named_by="center",
)
PLAN = Kept(
    YearlyPlan,
    slug="merkez-plani",
    page="centers:plan",
    parts=(
        Part(PlanAim, "plan"),
        Part(PlanTarget, "plan"),
        Part(PlanIndicator, "plan"),
        Part(IndicatorValue, "plan"),
        Part(PlanActivity, "plan"),
    ),
    at_work=~Q(status__in=SETTLED),
    named_by="center",
)
REOPENING = Kept(
    PlanReopening,
    slug="plan-yeniden-acma",
    page="centers:reopening",
    at_work=~Q(status__in=SETTLED),
    named_by="center",
)
REPORT = Kept(
    YearlyReport, slug="merkez-raporu", page="centers:report", at_work=~Q(status__in=SETTLED), named_by="center"
)
MONITORING = Kept(
    Monitoring,
    slug="merkez-izleme",
    page="centers:monitoring",
    parts=(Part(Assessment, "monitoring"), Part(MonitoringFinding, "monitoring"), Part(Improvement, "monitoring")),
    at_work=Q(status=MonitoringStatus.OPEN),
    named_by="center",
)
GUIDE = Kept(
    MonitoringGuide,
    slug="izleme-kilavuzu",
    page="centers:guide",
    parts=(Part(GuideIndicator, "guide"), Part(GuideStatement, "guide")),
    open_to_all=True,
)
WORK = Kept(
    Work,
    slug="merkez-calismasi",
    page="centers:work",
    parts=(Part(WorkPartner, "work"), Part(WorkOutput, "work")),
    many=("fields",),
    at_work=Q(status__in=AT_WORK),
)
NEED = Kept(Need, slug="merkez-ihtiyaci", page="centers:need", at_work=Q(status=NeedStatus.OPEN), named_by="center")
PROGRAMME = Kept(
    Programme,
    slug="hizmet-ici-egitim-programi",
    page="centers:programme",
    many=("needs",),
    at_work=~Q(status__in=SETTLED),
    named_by="center",
)
ACTIVITY = Kept(
    Activity,
    slug="hizmet-ici-egitim-faaliyeti",
    page="centers:activity",
    parts=(Part(ActivitySession, "activity"),),
    at_work=~Q(status__in=[ActivityState.CONCLUDED, ActivityState.CANCELLED, ChainStatus.DROPPED]),
    named_by="center",
)


def _serving(assignment: Any, on: date) -> str:
    return f"{assignment.name} {on:%d.%m.%Y} günü {'görevliydi' if assignment.serves_on(on) else 'görevli değildi'}."


STAFF = Kept(
    StaffAssignment,
    slug="merkez-gorevlendirmesi",
    page="centers:assignment",
    standing=_serving,
    left_out=("identity_number",),
    at_work=Q(status__in=[StaffStatus.PREPARED, StaffStatus.PROPOSED]),
    named_by="center",
)
CALL = Kept(
    SelectionCall,
    slug="koordinator-cagrisi",
    page="centers:call",
    parts=(Part(CalledPost, "call"), Part(SelectionCriterion, "call"), Part(EvaluationMember, "call")),
    at_work=~Q(status__in=[CallStatus.CLOSED, CallStatus.CANCELLED]),
    named_by="center",
)
KEPT = (CENTER, TASK, ANSWER, PLAN, REOPENING, REPORT, GUIDE, WORK, NEED, PROGRAMME, ACTIVITY, MONITORING, STAFF, CALL)
