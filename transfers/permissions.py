"""Who may put the criteria of transfers in force, who runs a round, and who proposes and approves quotas."""

from __future__ import annotations

from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from accounts.standing import people_of
from workflow.lifecycle import explained

from .choices import RunStatus
from .models import PlacementRun

SCHOOL_SIDE = (*PROVINCE_ROLES, Role.DISTRICT_OFFICER, Role.PRINCIPAL, Role.CLIENT)
DECIDERS = (Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)

NO_CHANGE = "Bu kontenjanda karar bekleyen bir yer değişikliği önerisi yok."


def may_publish(user: User, criteria: Any) -> bool:
    """Criteria are put in force by a head of department or the director general (okul/8/2)."""
    return user.has_role(*DECIDERS)


def may_run(user: User, transfer_round: Any) -> bool:
    """The General Directorate prepares a round and takes it from step to step."""
    return user.is_ministry


def may_announce(user: User, transfer_round: Any) -> bool:
    """What binds the whole country is announced, moved, cancelled and closed by who decides."""
    return user.has_role(*DECIDERS)


def may_follow_announcement(user: User, record: Any) -> bool:
    """What the announcement of a placement brings with it, while it is being announced; nobody does it alone."""
    rounds = getattr(record, "round_id", None) or record.pk
    runs = PlacementRun.objects.filter(round=rounds, status=RunStatus.VERIFIED)
    return may_announce(user, record) and runs.filter(announced_on__isnull=False).exists()


def may_propose_quota(user: User, school: Any) -> bool:
    """The school, its district or its province; the General Directorate too."""
    return user.is_ministry or (user.has_role(*SCHOOL_SIDE) and user.scope.covers(school))


def may_withdraw_quota(user: User, quota: Any) -> bool:
    return may_propose_quota(user, quota.school)


def _own_proposal(user: User, quota: Any) -> str:
    return "Kendi önerdiğiniz kontenjanı onaylayamazsınız." if quota.proposed_by_id in people_of(user) else ""


@explained(_own_proposal)
def may_approve_quota(user: User, quota: Any) -> bool:
    """A head of department or the director general who did not propose it."""
    return user.has_role(*DECIDERS) and quota.proposed_by_id not in people_of(user)


def _asked_by_oneself(user: User, quota: Any) -> str:
    if quota.asked is None:
        return NO_CHANGE
    return "Kendi önerdiğiniz değişikliği onaylayamazsınız." if quota.asked_by_id in people_of(user) else ""


def _none_asked(user: User, quota: Any) -> str:
    return NO_CHANGE if quota.asked is None else ""


@explained(_asked_by_oneself)
def may_approve_change(user: User, quota: Any) -> bool:
    """A head of department or the director general who did not ask for it."""
    return quota.asked is not None and user.has_role(*DECIDERS) and quota.asked_by_id not in people_of(user)


@explained(_none_asked)
def may_refuse_change(user: User, quota: Any) -> bool:
    return quota.asked is not None and user.is_ministry


@explained(_none_asked)
def may_withdraw_change(user: User, quota: Any) -> bool:
    return quota.asked is not None and may_withdraw_quota(user, quota)


def may_apply(user: User, school: Any) -> bool:
    """Students apply through their own school, its district or its province."""
    return user.has_role(*SCHOOL_SIDE) and user.scope.covers(school)


def may_apply_somewhere(user: User) -> bool:
    """Whoever enters applications for some school may bring a table of them."""
    return user.has_role(*SCHOOL_SIDE)


def may_change_application(user: User, application: Any) -> bool:
    return may_apply(user, application.school)


def may_register(user: User, application: Any) -> bool:
    """The student's own school or the one where the place is, their districts and provinces."""
    seat = application.seat if application.seat_id else None
    return may_apply(user, application.school) or bool(seat and may_apply(user, seat.quota.school))


def may_appoint(user: User, place: Any) -> bool:
    """The directorate appoints the commission of its province, the General Directorate the central one."""
    if place.province_id is None:
        return user.is_ministry
    return user.has_role(*PROVINCE_ROLES) and place.province_id in user.scope.provinces


def may_keep_sitting(user: User, sitting: Any) -> bool:
    """Whoever appoints a commission keeps its sittings and minutes."""
    return may_appoint(user, sitting.commission)


def may_decide_on_application(user: User, application: Any) -> bool:
    """What the commission of the student's province decided is recorded by that province's directorate."""
    return may_appoint(user, application.school)
