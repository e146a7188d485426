"""Who may record, correct, close and merge stakeholders; who may see whom to ask for there. All of it is administrative procedure."""

from __future__ import annotations

from typing import Any

from accounts.choices import NATIONAL_ROLES, PROVINCE_ROLES, Role
from accounts.models import User
from workflow.lifecycle import explained

RECORDERS = (*PROVINCE_ROLES, Role.CLIENT)


def in_own_province(user: User, province: int | None) -> bool:
    return user.scope.everywhere or (province is not None and province in user.scope.provinces)


def _only_there(_user: User, _stakeholder: Any) -> str:
    return "Kuruluşu Genel Müdürlük veya kuruluşun bulunduğu ilin müdürlüğü kaydeder ve düzeltir (idari usul)."


@explained(_only_there)
def may_record(user: User, stakeholder: Any) -> bool:
    """The ministry every organisation, a province those that lie in it."""
    return user.is_ministry or (user.has_role(*RECORDERS) and in_own_province(user, stakeholder.province_id))


def may_record_some(user: User) -> bool:
    """Whether there is any organisation at all that the user may record."""
    return user.is_ministry or user.has_role(*RECORDERS)


def _ministry_merges(_user: User, _stakeholder: Any) -> str:
    return "Kayıtları Genel Müdürlük birleştirir (idari usul)."


@explained(_ministry_merges)
def may_merge(user: User, stakeholder: Any) -> bool:
    return user.is_ministry


def may_tell_apart(user: User, first: Any, second: Any) -> bool:
    """The ministry; a province where both lie in it."""
    return may_record(user, first) and may_record(user, second)


def may_see_representatives(user: User) -> bool:
    """Who acts for an organisation in this system: the General Directorate, auditors and administrators."""
    return user.has_role(*NATIONAL_ROLES)
