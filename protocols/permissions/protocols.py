"""Who may do what to a protocol."""

from __future__ import annotations

from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from workflow.lifecycle import explained

DECIDERS = (Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)


def may_open(user: User, subject: Any) -> bool:
    """The General Directorate is party to every protocol; a province may prepare a draft."""
    return user.is_ministry or user.has_role(*PROVINCE_ROLES, Role.CLIENT)


def may_edit(user: User, protocol: Any) -> bool:
    """A draft is edited by the ministry, or by a province for its own schools."""
    if user.is_ministry:
        return True
    schools = list(protocol.schools.all())
    return user.has_role(*PROVINCE_ROLES, Role.CLIENT) and all(user.scope.covers(school) for school in schools)


def may_sign(user: User, protocol: Any) -> bool:
    """The signature is entered by the ministry, which is the party (okul/3/1 f)."""
    return user.is_ministry


def may_bring_signed(user: User) -> bool:
    """Who enters signatures brings the table of what was signed elsewhere too."""
    return may_sign(user, None)


def may_end(user: User, protocol: Any) -> bool:
    return user.has_role(*DECIDERS)


def _not_renewed(_user: User, _protocol: Any) -> str:
    return "Bu protokolü yenileyen, imzalanmış bir protokol yok."


@explained(_not_renewed)
def may_mark_renewed(user: User, protocol: Any) -> bool:
    """Only where a protocol that renews it was signed."""
    return may_sign(user, protocol) and protocol.renewals.filter(signed_on__isnull=False).exists()


def may_publish(user: User, template: Any) -> bool:
    """Templates are put in force by a head of department or the director general."""
    return user.has_role(*DECIDERS)


def may_amend(user: User, subject: Any) -> bool:
    """An amendment is drafted by those who may draft the protocol that it changes."""
    return may_edit(user, getattr(subject, "protocol", subject))
