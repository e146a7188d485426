"""Plans that centres wrote in the portal that went before, taken over by the General Directorate (administrative practice)."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from centers.choices.centers import STANDING
from centers.choices.chain import ChainLevel, ChainMove, ChainStatus
from centers.models import (
    Center,
    ChainStep,
    IndicatorValue,
    MonitoringGuide,
    PlanActivity,
    PlanAim,
    PlanIndicator,
    PlanTarget,
    YearlyPlan,
)
from centers.models.plans import ONE_A_YEAR
from centers.permissions.plans import may_take_over
from centers.rules.taken import TakenActivity, TakenAim, TakenIndicator, TakenPlan, TakenTarget, faults_of
from workflow.refusals import Invalid

from .plans import BASIS, PLAN, refuse_year

NOTE = "Önceki portaldan alındı; zincirdeki adımları portaldadır."
NO_EVIDENCE = "Önceki portaldan alındı."


@PLAN.opening("Önceki portaldaki taslağı al", target=ChainStatus.DRAFT, may=may_take_over, cites=BASIS)
def take_over_draft(center: Center, /, *, by: User, on: date, year: int, taken: TakenPlan) -> YearlyPlan:
    """Takes over a plan that was not sent; the centre goes on with it."""
    return _take_over(center, by=by, on=on, year=year, taken=taken)


@PLAN.opening("Önceki portala gönderilmiş planı al", target=ChainStatus.RECEIVED, may=may_take_over, cites=BASIS)
def take_over_sent(center: Center, /, *, by: User, on: date, year: int, taken: TakenPlan) -> YearlyPlan:
    """Takes over a plan that was sent, with what was realised of it."""
    return _take_over(center, by=by, on=on, year=year, taken=taken)


def take_over(center: Center, *, by: User, on: date, year: int, taken: TakenPlan) -> YearlyPlan:
    """The opening that fits the plan."""
    opening = take_over_draft if taken.sent_on is None else take_over_sent
    made: YearlyPlan = opening(center, by=by, on=on, year=year, taken=taken)
    if taken.sent_on is not None:
        ChainStep.objects.create(
            center=center, record_kind=made._meta.label_lower, record_id=made.pk, record_label=str(made)[:300],
            level=ChainLevel.DIRECTORATE, came_on=taken.sent_on, left_on=on, move=ChainMove.RECEIVED, by=by, note=NOTE,
        )  # fmt: skip
    return made


def _take_over(center: Center, *, by: User, on: date, year: int, taken: TakenPlan) -> YearlyPlan:
    Center.objects.select_for_update(of=("self",)).get(pk=center.pk)
    refuse_year(year, on)
    if center.status not in STANDING:
        raise Invalid("Faaliyette olmayan bir merkezin planı alınmaz (SMM Yönergesi m. 5/4).")
    if YearlyPlan.objects.filter(center=center, year=year).exclude(status=ChainStatus.DROPPED).exists():
        raise Invalid(ONE_A_YEAR, {"year": ONE_A_YEAR})
    if faults := faults_of(taken, year=year, on=on):
        raise Invalid(" ".join(faults))
    guide = MonitoringGuide.objects.in_force(max(date(year, 1, 1), min(on, date(year, 12, 31))))
    made = YearlyPlan(center=center, year=year, guide=guide, state_since=on, handed_in_on=taken.sent_on)
    made.save()
    for aim in taken.aims:
        _write_aim(made, aim, by)
    return made


def _write_aim(plan: YearlyPlan, aim: TakenAim, by: User) -> None:
    row = PlanAim.objects.create(plan=plan, title=aim.title)
    for target in aim.targets:
        _write_target(plan, PlanTarget.objects.create(plan=plan, aim=row, title=target.title), target, by)


def _write_target(plan: YearlyPlan, row: PlanTarget, target: TakenTarget, by: User) -> None:
    made = PlanIndicator.objects.bulk_create(_indicator(plan, row, one) for one in target.indicators)
    values = zip(made, target.indicators, strict=True)
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            plan=plan, indicator=indicator, value=one.realised, measured_on=indicator.realised_on,
            evidence=one.evidence or NO_EVIDENCE, written_by=by,
        )
        for indicator, one in values
        if one.realised is not None
    )  # fmt: skip
    PlanActivity.objects.bulk_create(_activity(plan, row, one) for one in target.activities)


def _indicator(plan: YearlyPlan, target: PlanTarget, one: TakenIndicator) -> PlanIndicator:
    names = ("name", "kind", "unit", "direction", "baseline", "target_value", "realised")
    values: dict[str, Any] = {name: getattr(one, name) for name in names}
    realised_on = one.realised_on if one.realised is not None else None
    return PlanIndicator(plan=plan, target=target, field_id=one.field, realised_on=realised_on, **values)


def _activity(plan: YearlyPlan, target: PlanTarget, one: TakenActivity) -> PlanActivity:
    values = {name: getattr(one, name) for name in TakenActivity.__slots__}
    return PlanActivity(plan=plan, target=target, **values)


def as_taken(plan: YearlyPlan) -> TakenPlan:
    """A record in the shape of one that is brought, to see how the two differ; in four queries."""
    indicators: dict[int, list[TakenIndicator]] = {}
    for row in plan.indicators.order_by("pk"):
        made = TakenIndicator(
            row.name, row.kind, row.unit, row.direction, row.field_id, row.baseline, row.target_value, row.realised
        )
        indicators.setdefault(row.target_id, []).append(made)
    activities: dict[int, list[TakenActivity]] = {}
    for one in plan.activities.order_by("pk"):
        said = TakenActivity(*(getattr(one, name) for name in TakenActivity.__slots__))
        activities.setdefault(one.target_id, []).append(said)
    targets: dict[int, list[TakenTarget]] = {}
    for target in plan.targets.order_by("pk"):
        parts = tuple(indicators.get(target.pk, ())), tuple(activities.get(target.pk, ()))
        targets.setdefault(target.aim_id, []).append(TakenTarget(target.title, *parts))
    aims = tuple(TakenAim(aim.title, tuple(targets.get(aim.pk, ()))) for aim in plan.aims.order_by("pk"))
    return TakenPlan(aims, plan.handed_in_on)
