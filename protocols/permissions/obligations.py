"""Who may write obligations, and who may say of a duty that it was done, moved or waived."""

from __future__ import annotations

from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from protocols.choices import ProtocolStatus
from protocols.choices.obligations import Owner
from protocols.models import Stakeholder

HERE = (*PROVINCE_ROLES, Role.CLIENT)
SCHOOL_SIDE = (Role.PRINCIPAL, Role.DISTRICT_OFFICER)
# Whoever may say that it was done, beside the ministry; a stakeholder tells it itself, or to the school or the province.
SAYS: dict[str, tuple[str, ...]] = {
    Owner.SCHOOL: (*HERE, *SCHOOL_SIDE),
    Owner.STAKEHOLDER: (*HERE, *SCHOOL_SIDE),
    Owner.PROVINCE: HERE,
    Owner.DIRECTORATE: (),
}


def may_oblige(user: User, protocol: Any) -> bool:
    """The General Directorate, which is party, reads obligations out of the text that was agreed on."""
    return user.is_ministry and protocol.status in {ProtocolStatus.AGREED, ProtocolStatus.SIGNED}


def may_fulfil(user: User, duty: Any) -> bool:
    """The ministry, whose work it is in the school's place, and who represents the organisation that owes it."""
    if user.is_ministry:
        return True
    if user.is_representative:
        return duty.obligation.owner == Owner.STAKEHOLDER and represents(user, duty.obligation.stakeholder_id)
    return user.has_role(*SAYS[duty.obligation.owner]) and user.scope.covers(duty.school)


def represents(user: User, stakeholder: int | None) -> bool:
    """Whether a duty of the user names the organisation, or a record that was merged into it."""
    codes = user.scope.stakeholder_codes
    if not stakeholder or not codes:
        return False
    return f"P{stakeholder}" in codes or Stakeholder.objects.of_codes(codes).filter(pk=stakeholder).exists()


def may_review(user: User, duty: Any) -> bool:
    """Returns what was said to be done, or moves its day: the ministry, and the province for what others owe."""
    if user.is_ministry:
        return True
    own = duty.obligation.owner in {Owner.PROVINCE, Owner.DIRECTORATE}
    return not own and user.has_role(*HERE) and user.scope.covers(duty.school)


def may_waive(user: User, duty: Any) -> bool:
    """What the parties agreed on is waived by the one that is party to every protocol."""
    return user.is_ministry
