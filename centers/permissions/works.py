"""The works of a centre are written by its coordinators and its school's principal (smm/5/3, smm/8/1, smm/9/1)."""

from __future__ import annotations

from typing import Any

from accounts.choices import CENTRE_ROLES, Role
from accounts.models import User
from accounts.standing import people_of
from centers.choices.works import WorkKind
from workflow.lifecycle import explained


def may_plan_work(user: User, center: Any) -> bool:
    """A coordinator of the centre, or the principal of its school."""
    return center.school.code in user.codes_as(*CENTRE_ROLES, Role.PRINCIPAL)


def is_own(user: User, work: Any) -> bool:
    """Whether the user carries the work out, or wrote it down."""
    return not people_of(user).isdisjoint({work.responsible_id, work.recorded_by_id})


def _not_own(user: User, work: Any) -> str:
    if may_plan_work(user, work.center):
        return (
            "Mesleki gelişim koordinatörü kendi çalışmalarını düzenler; bu çalışmayı sorumlusu, genel koordinatör veya "
            "okul müdürü düzenler (SMM Yönergesi m. 8/1, 9/1; idari usul)."
        )
    return "Çalışmaları merkezin koordinatörleri ve okul müdürü yazar (SMM Yönergesi m. 8/1, 9/1)."


@explained(_not_own)
def may_keep_work(user: User, work: Any) -> bool:
    """The general coordinator and the principal each work of the centre; a development coordinator the own ones."""
    code = work.center.school.code
    if code in user.codes_as(Role.GENERAL_COORDINATOR, Role.PRINCIPAL):
        return True
    return code in user.codes_as(Role.DEVELOPMENT_COORDINATOR) and is_own(user, work)


@explained(_not_own)
def may_reopen_work(user: User, work: Any) -> bool:
    """Whoever answers for the centre's works (smm/8/1, smm/8/2)."""
    return work.center.school.code in user.codes_as(Role.GENERAL_COORDINATOR, Role.PRINCIPAL)


def _not_announced(user: User, work: Any) -> str:
    return (
        _not_own(user, work)
        if of_kind(work, WorkKind.EVENT)
        else "Yalnız etkinlik duyurulur (SMM Yönergesi m. 5/1-g)."
    )


@explained(_not_announced)
def may_announce(user: User, work: Any) -> bool:
    """Whoever keeps the event."""
    return of_kind(work, WorkKind.EVENT) and may_keep_work(user, work)


def _no_project(user: User, work: Any) -> str:
    return (
        _not_own(user, work)
        if of_kind(work, WorkKind.PROJECT)
        else "Yalnız projenin ortakları yazılır (SMM Yönergesi m. 5/1-e)."
    )


@explained(_no_project)
def may_keep_partners(user: User, work: Any) -> bool:
    """Whoever keeps the project."""
    return of_kind(work, WorkKind.PROJECT) and may_keep_work(user, work)


def of_kind(work: Any, kind: str) -> bool:
    """Whether the work is of this kind; asked of no work in particular (who may do what), it is."""
    return getattr(work, "kind", None) in {kind, None, ""}
