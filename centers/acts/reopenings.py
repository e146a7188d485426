"""A received plan is opened again: by the General Directorate, or on a request of the centre that travels the chain (smm/5/3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from centers.choices.chain import IN_THE_CENTRE, ChainLevel, ChainMove, ChainStatus
from centers.models import ChainStep, PlanReopening, YearlyPlan
from centers.models.reopenings import ONE_AT_A_TIME
from centers.permissions.chain import may_accept, may_write
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .chain import ChainSubject, about, chain_acts
from .plans import PLAN

REOPENING = Lifecycle()
BASIS = "smm/5/3"
PARTS = {"reason": "Neden"}
NOT_RECEIVED = "Yalnız Genel Müdürlükçe alınmış bir plan yeniden açılır."


def _said(reason: str) -> str:
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    return reason.strip()


@PLAN.act(
    "Planı yeniden aç", source=ChainStatus.RECEIVED, target=ChainStatus.RETURNED, may=may_accept,
    then=("centers.tasks.after_plan_step",),
)  # fmt: skip
def reopen_plan(plan: YearlyPlan, /, *, by: User, on: date, reason: str) -> None:
    """Gives a received plan back to the centre to be changed, with the reason; what was received stays in the history."""
    come = max(on, plan.state_since or on)
    ChainStep.objects.create(
        **about(plan), level=ChainLevel.DIRECTORATE, came_on=come, left_on=come, move=ChainMove.REOPENED, by=by,
        note=_said(reason),
    )  # fmt: skip
    ChainStep.objects.create(**about(plan), level="", came_on=come)


@REOPENING.opening("Planın yeniden açılmasını iste", target=ChainStatus.DRAFT, may=may_write, cites=BASIS)
def open_reopening(plan: YearlyPlan, /, *, by: User, on: date, reason: str) -> PlanReopening:
    """Writes why the received plan must be changed; it goes along the chain to the General Directorate."""
    plan = YearlyPlan._base_manager.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.status != ChainStatus.RECEIVED:
        raise Invalid(NOT_RECEIVED)
    if (
        PlanReopening.objects.filter(plan=plan)
        .exclude(status__in=[ChainStatus.RECEIVED, ChainStatus.DROPPED])
        .exists()
    ):
        raise Invalid(ONE_AT_A_TIME)
    made = PlanReopening(center=plan.center, plan=plan, reason=_said(reason), author=by, state_since=on)
    made.save()
    return made


def ask_reopening(plan: YearlyPlan, *, by: User, on: date, reason: str) -> PlanReopening:
    """The opening as doors call it: two who ask at once have one request, and the other is told."""
    try:
        with transaction.atomic():
            made: PlanReopening = open_reopening(plan, by=by, on=on, reason=reason)
    except IntegrityError as error:
        if "planreopening_one_at_a_time" not in str(error):
            raise
        raise Invalid(ONE_AT_A_TIME) from error
    return made


@REOPENING.act("Nedeni düzelt", source=IN_THE_CENTRE, may=may_write, cites=BASIS)
def write_reopening(record: PlanReopening, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Says in other words why the plan must be changed."""
    before = record.reason
    record.reason, record.author = _said(reason), by
    return {"before": before}


@REOPENING.act("İstekten vazgeç", source=IN_THE_CENTRE, target=ChainStatus.DROPPED, may=may_write, danger=True)
def drop_reopening(record: PlanReopening, /, *, by: User, on: date) -> None:
    """Gives the request up; the plan stays as it was received."""


def _refuse_settled(record: PlanReopening, by: User, on: date) -> None:
    if record.plan.status != ChainStatus.RECEIVED:
        raise Invalid(NOT_RECEIVED)


def _reopen(record: PlanReopening, by: User, on: date) -> None:
    """With the request the plan is open; one that was opened meanwhile without it stays so."""
    plan = YearlyPlan._base_manager.select_for_update(of=("self",)).get(pk=record.plan_id)
    if plan.status == ChainStatus.RECEIVED:
        PLAN.acts["reopen_plan"](plan, by=by, on=on, reason=record.reason)


chain_acts(
    REOPENING,
    PlanReopening,
    ChainSubject(
        parts=PARTS,
        tells="centers.tasks.after_reopening_step",
        check=_refuse_settled,
        received=_reopen,
        receives="Uygun gör, planı yeniden aç",
    ),
)
