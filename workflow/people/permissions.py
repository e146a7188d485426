"""Who may ask for accounts, who decides, and who gives and ends duties. All of it is administrative procedure."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.choices import MINISTRY_ROLES, PROVINCE_ROLES, SUBSTITUTED_ROLES, Role
from accounts.models import Province, User
from workflow.lifecycle import explained

from .institutions import place_of

DECIDERS = (Role.ADMINISTRATOR, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)


def may_request(user: User, province: Province) -> bool:
    """A director or an officer of the province, for its own people."""
    return user.is_province and province.pk in user.scope.provinces


def may_answer(user: User, request: Any) -> bool:
    """Mend or take back a request: the province that made it, whoever is on duty there now."""
    return user.is_province and request.province_id in user.scope.provinces


def _why_not_decide(user: User, request: Any) -> str:
    if user.has_role(*DECIDERS) and request.person_id == user.pk:
        return "Kendi hesabınızla ilgili isteği başka bir görevli karara bağlar (idari usul)."
    return "İsteği sistem yöneticisi, daire başkanı veya genel müdür karara bağlar (idari usul)."


@explained(_why_not_decide)
def may_decide(user: User, request: Any) -> bool:
    """The system administrator, a head of department or the director general; nobody about one's own account.

    Nor does a substitute decide, in the place of somebody, about that person's account.
    """
    concerned = {request.requested_by_id, request.person_id} - {None}
    deciding = [duty for duty in user.duties_today if duty.role in DECIDERS and duty.user_id not in concerned]
    return bool(deciding) and user.pk not in concerned


def may_keep_duties(user: User, person: Any) -> bool:
    """Give, prolong and end duties without a request: the system administrator, and never one's own."""
    return user.has_role(Role.ADMINISTRATOR) and user.pk != person.pk


def may_arrange(user: User, duty: Any) -> bool:
    """Name a substitute for a duty: its holder, whoever stands above it on its side, and the system administrator."""
    if duty.role not in SUBSTITUTED_ROLES:
        return False
    if duty.user_id == user.pk or user.has_role(Role.ADMINISTRATOR):
        return True
    if duty.role in MINISTRY_ROLES:
        return user.has_role(Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)
    below = PROVINCE_ROLES if user.has_role(Role.PROVINCE_DIRECTOR) else frozenset()
    if duty.role in below | {Role.DISTRICT_OFFICER, Role.PRINCIPAL} and user.is_province:
        return province_of(duty) in user.scope.provinces
    return False


def province_of(duty: Any) -> int | None:
    """The plate code of the province in which a duty lies; of a school's duty, as the register places the school."""
    if duty.province_id or not duty.institution_code:
        return duty.province_id  # type: ignore[no-any-return]
    place = place_of(duty.institution_code)
    return place.province if place else None


def may_substitute(candidate: User, duty: Any, on: date) -> bool:
    """Whether a person's own duties on the day put that person where the duty is: same side, same province.

    A school's duty may also be exercised from its district or province, a district's from its province.
    """
    own = [held for held in candidate.duties.all() if held.is_in_force(on)]
    if duty.role in MINISTRY_ROLES:
        return any(held.role in MINISTRY_ROLES for held in own)
    province = province_of(duty)
    if any(held.role in PROVINCE_ROLES and held.province_id == province for held in own):
        return True
    if duty.role == Role.DISTRICT_OFFICER:
        return any(held.role == Role.DISTRICT_OFFICER and held.district_id == duty.district_id for held in own)
    return duty.role == Role.PRINCIPAL and any(_beside_the_school(held, duty, province) for held in own)


def _beside_the_school(held: Any, duty: Any, province: int | None) -> bool:
    if held.role == Role.PRINCIPAL:
        return bool(held.institution_code == duty.institution_code)
    return bool(held.role == Role.DISTRICT_OFFICER and held.province_id == province)
