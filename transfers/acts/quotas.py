"""The acts on a quota: proposed by school or province, returned or approved by the General Directorate, changed, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from protocols.models import SpecialProvision
from schools.models import Branch, Field, School
from transfers.choices import GIVEN_UP, QuotaStatus, RoundStatus
from transfers.dossiers import facts_of_quota
from transfers.guards import beds_of, hold_dormitories, hold_dormitories_of
from transfers.models import Quota, TransferRound
from transfers.permissions import may_approve_quota, may_propose_quota, may_run, may_withdraw_quota
from transfers.rules.groups import groups_of, key_of, written
from transfers.rules.quotas import PLACES, RESERVED, AskedQuota, faults_of
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

QUOTA = Lifecycle()
S = QuotaStatus
BASIS = "okul/8/2"
TOLD = ("transfers.tasks.tell_of_quota",)
TAKEN = "Bu dönemde okulun bu alan ve dalında bir kontenjan var."
FIGURES = (*PLACES, *RESERVED, "holds_reserved")


@QUOTA.opening("Kontenjan öner", target=S.PROPOSED, may=may_propose_quota, cites=BASIS)
def propose_quota(
    school: School, /, *, by: User, on: date, round: TransferRound, field: Field, branch: Branch | None = None,
    grade: int = 11, provision: SpecialProvision | None = None, **figures: Any,
) -> Quota:  # fmt: skip
    """Proposes the places that a school opens at grade 11 in a field."""
    hold_dormitories(school)
    refuse_step(round, RoundStatus.ANNOUNCED)
    made = Quota(round=round, school=school, field=field, branch=branch, grade=grade, proposed_by=by)
    fill(made, provision, figures)
    School.objects.select_for_update().get(pk=school.pk)
    others = Quota.objects.filter(round=round, school=school, field=field, branch=branch)
    if others.exclude(status__in=GIVEN_UP).exists():
        raise Invalid(TAKEN, {"field": TAKEN})
    refuse(made, on)
    return made


@QUOTA.act(
    "Kontenjanı onayla",
    source=S.PROPOSED,
    target=S.APPROVED,
    may=may_approve_quota,
    cites=BASIS,
    holds=hold_dormitories_of,
    then=TOLD,
)
def approve_quota(quota: Quota, /, *, by: User, on: date) -> dict[str, Any]:
    """Opens the places for applications."""
    refuse_step(quota.round, RoundStatus.ANNOUNCED)
    refuse(quota, on)
    quota.decided_by, quota.decided_on = by, on
    return {name: getattr(quota, name) for name in FIGURES}


@QUOTA.act("Düzeltme için iade et", source=S.PROPOSED, target=S.RETURNED, may=may_run, then=TOLD)
def return_quota(quota: Quota, /, *, by: User, on: date, reason: str) -> None:
    """Gives the proposal back to the school's side with what to change."""
    quota.remark = given_reason(reason)


@QUOTA.act(
    "Öneriyi düzelt", source=(S.PROPOSED, S.RETURNED), target=S.PROPOSED, may=may_withdraw_quota, cites=BASIS,
    holds=hold_dormitories_of,
)  # fmt: skip
def change_quota(
    quota: Quota, /, *, by: User, on: date, provision: SpecialProvision | None = None, **figures: Any
) -> None:
    """Changes the places that are proposed, and sends a returned proposal again."""
    refuse_step(quota.round, RoundStatus.ANNOUNCED)
    fill(quota, provision, figures)
    quota.proposed_by, quota.remark = by, ""
    refuse(quota, on)


@QUOTA.act("Öneriden vazgeç", source=(S.PROPOSED, S.RETURNED), target=S.DROPPED, may=may_withdraw_quota, danger=True)
def drop_quota(quota: Quota, /, *, by: User, on: date, reason: str) -> None:
    """Gives the proposal up."""
    quota.remark = given_reason(reason)


def propose_quota_of(school: School, *, by: User, on: date, **values: Any) -> Quota:
    """The opening as doors call it: a programme that has a quota is told in words."""
    try:
        with transaction.atomic():
            made: Quota = propose_quota(school, by=by, on=on, **values)
    except IntegrityError as error:
        if "quota_one_for_a_programme" not in str(error):
            raise
        raise Invalid(TAKEN, {"field": TAKEN}) from error
    return made


def forget_change(quota: Quota) -> None:
    """Nobody waits for a change of places any more."""
    quota.asked = quota.asked_by = quota.asked_on = None
    quota.asked_reason = ""


def refuse_step(transfer_round: TransferRound, *states: str) -> None:
    """The round is locked with the quota, so that it does not go a step further meanwhile."""
    now = TransferRound.objects.select_for_update(of=("self",)).get(pk=transfer_round.pk)
    if now.status not in states:
        said = f"Bu işlem, dönem “{now.get_status_display()}” durumundayken yapılamaz."
        raise Invalid(said, {"round": said})


def fill(quota: Quota, provision: SpecialProvision | None, figures: dict[str, Any]) -> None:
    for name in FIGURES:
        setattr(quota, name, figures.get(name) or 0 if name != "holds_reserved" else bool(figures.get(name)))
    quota.provision = provision
    quota.reserved_for = _group(quota, provision.whom) if provision else ""


def _group(quota: Quota, whom: str) -> str:
    """The group as the round's other quotas write it already, so that one group has one name in a round."""
    others = Quota.objects.filter(round=quota.round_id).exclude(pk=quota.pk).exclude(reserved_for="")
    named = groups_of(others.order_by("pk").values_list("reserved_for", flat=True))
    return named.get(key_of(whom), written(whom))


def refuse(quota: Quota, on: date) -> None:
    """What the law and the school's facts bar; the school is locked, so that two quotas do not share what a provision gives."""
    School.objects.select_for_update().get(pk=quota.school_id)
    asked = AskedQuota(
        quota.grade,
        quota.field.code,
        {name: getattr(quota, name) for name in PLACES},
        {name: getattr(quota, name) for name in RESERVED},
        quota.branch.field.code if quota.branch else None,
        quota.provision_id is not None,
    )
    beds = beds_of(quota, on)
    if faults := faults_of(asked, facts_of_quota(quota, on, beds=beds.left, takers=beds.takers)):
        raise Invalid(" ".join(faults.values()), faults)


def given_reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    return reason.strip()
