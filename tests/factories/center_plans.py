"""Yearly plans and reports of centres, and guides, brought to any state by the acts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.choices import Role
from accounts.models import User
from centers.acts import (
    GUIDE,
    PLAN,
    REOPENING,
    REPORT,
    ask_reopening,
    keep_guide_file,
    prepare_plan,
    prepare_report,
)
from centers.choices import ChainStatus
from centers.models import (
    Center,
    GuideIndicator,
    MonitoringGuide,
    PlanActivity,
    PlanIndicator,
    PlanReopening,
    YearlyPlan,
    YearlyReport,
)

from . import TODAY, make_upload, make_user
from .centers import ORDER, make_center, people_of_chain

YEAR = TODAY.year
END = date(YEAR, 12, 31)
INDICATOR = {
    "name": "Eğitim alan öğretmen sayısı", "kind": "number", "unit": "öğretmen", "direction": "up",
    "baseline": Decimal(20), "target_value": Decimal(120),
}  # fmt: skip
ACTIVITY = {
    "title": "CNC programlama eğitimi", "method": "Firmada üç günlük yüz yüze eğitim.", "responsible": "Ayşe Yılmaz",
    "first_day": date(YEAR, 3, 1), "last_day": date(YEAR, 6, 30), "period": "quarterly",
}  # fmt: skip


def make_guide(
    *, status: str = "published", valid_from: date = date(2025, 1, 1), codes: tuple[str, ...] = ("G1",)
) -> MonitoringGuide:
    """A guide with an indicator for each code."""
    guide = MonitoringGuide.objects.create(name=f"İzleme kılavuzu {valid_from.year}", state_since=TODAY)
    for code in codes:
        GuideIndicator.objects.create(guide=guide, code=code, name=f"Eğitim alan öğretmen ({code})", unit="öğretmen")
    if status == "draft":
        return guide
    return GUIDE.acts["publish_guide"](guide, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=valid_from)


def make_guide_with_file() -> MonitoringGuide:
    """A draft with the guide itself."""
    guide = make_guide(status="draft")
    keep_guide_file(guide, by=make_user(Role.EXPERT), on=TODAY, file=make_upload("kilavuz.png"))
    return MonitoringGuide.objects.get(pk=guide.pk)


def write_parts(plan: YearlyPlan, by: User, *, on: date = TODAY, **indicator: Any) -> YearlyPlan:
    """An aim with a target, an indicator and an activity."""
    acts = PLAN.acts
    acts["write_aim"](plan, by=by, on=on, title="Öğretmenlerin mesleki gelişimini sağlamak")
    acts["write_target"](plan, by=by, on=on, aim=plan.aims.last(), title="120 öğretmene eğitim vermek")
    target = plan.targets.last()
    acts["write_indicator"](plan, by=by, on=on, target=target, **{**INDICATOR, **indicator})
    days = {name: ACTIVITY[name].replace(year=plan.year) for name in ("first_day", "last_day")}
    return acts["write_activity"](plan, by=by, on=on, target=target, **{**ACTIVITY, **days})


def make_plan(
    state: str = ChainStatus.DRAFT, *, center: Center | None = None, year: int = YEAR, on: date = TODAY,
    people: dict[str, User] | None = None,
) -> YearlyPlan:  # fmt: skip
    """A plan with one aim, target, indicator and activity in this state."""
    center = center or make_center(on=min(on, TODAY))
    people = people or people_of_chain(center)
    plan = prepare_plan(center, by=people["writer"], on=on, year=year)
    plan = write_parts(plan, people["writer"], on=on)
    return plan if state == ChainStatus.DRAFT else send(PLAN, plan, state, people=people, on=on)


def send(lifecycle: Any, record: Any, state: str, *, people: dict[str, User], on: date) -> Any:
    """Along the chain to a state, each step by who has it."""
    acts = lifecycle.acts
    record = acts["hand_in"](record, by=people["writer"], on=on)
    for level, reached in zip(("coordinator", "school", "district", "province"), ORDER[:-1], strict=True):
        if state == reached:
            return record
        if state == ChainStatus.RETURNED and level == "province":
            part = {"yearlyplan": "aims", "yearlyreport": "works", "planreopening": "reason"}[record._meta.model_name]
            return acts["return_to_centre"](
                record, by=people["province"], on=on, reason="Eksik.", notes={part: "Ayrıntılandırın."}
            )
        record = acts["pass_on"](record, by=people[level], on=on)
    if state == ChainStatus.AT_DIRECTORATE:
        return record
    return acts["receive"](record, by=people["directorate"], on=on)


def realise(plan: YearlyPlan, value: Decimal = Decimal(100), *, by: User, on: date = TODAY) -> PlanIndicator:
    """Writes what was realised of the plan's only indicator."""
    PLAN.acts["record_value"](
        plan, by=by, on=on, indicator=plan.indicators.get(), value=value, measured_on=on, evidence="Katılımcı listesi"
    )
    return plan.indicators.get()


def finish_activity(plan: YearlyPlan, *, by: User, on: date = TODAY) -> PlanActivity:
    activity = plan.activities.get()
    PLAN.acts["record_activity"](plan, by=by, on=on, activity=activity, outcome="İki grup eğitildi.", done_on=on)
    return plan.activities.get()


def make_report(
    state: str = ChainStatus.DRAFT,
    *,
    center: Center | None = None,
    on: date = END,
    people: dict[str, User] | None = None,
) -> YearlyReport:
    """A report that rests on a sent plan whose indicator was realised."""
    center = center or make_center()
    people = people or people_of_chain(center)
    plan = make_plan(ChainStatus.RECEIVED, center=center, people=people)
    realise(plan, by=people["writer"])
    finish_activity(plan, by=people["writer"])
    report = prepare_report(center, by=people["writer"], on=on, year=YEAR)
    if state == ChainStatus.DRAFT:
        return report
    words = {"works": report.works, "gains": report.gains, "proposals": "Simülatörle eğitim önerilir."}
    report = REPORT.acts["write_report"](report, by=people["writer"], on=on, **words)
    return send(REPORT, report, state, people=people, on=on)


def make_reopening(
    state: str = ChainStatus.DRAFT, *, plan: YearlyPlan | None = None, people: dict[str, User] | None = None,
    on: date = TODAY, reason: str = "Firma eğitimi gelecek yıla erteledi.",
) -> PlanReopening:  # fmt: skip
    """A request to open a received plan again, in this state."""
    plan = plan or make_plan(ChainStatus.RECEIVED, people=people)
    people = people or people_of_chain(plan.center)
    made = ask_reopening(plan, by=people["writer"], on=on, reason=reason)
    if state == ChainStatus.DRAFT:
        return made
    if state == ChainStatus.DROPPED:
        return REOPENING.acts["drop_reopening"](made, by=people["writer"], on=on)
    return send(REOPENING, made, state, people=people, on=on)


def make_owing_center() -> Center:
    """A centre that was open last year and has sent no report of it."""
    return make_center(on=TODAY - timedelta(days=500))
