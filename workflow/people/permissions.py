"""Who may ask for accounts, who decides, and who gives and ends duties. All of it is administrative procedure."""

from __future__ import annotations

from typing import Any

from accounts.choices import Role
from accounts.models import Province, User
from workflow.lifecycle import explained

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
    """The system administrator, a head of department or the director general; nobody about one's own account."""
    return user.has_role(*DECIDERS) and user.pk not in {request.requested_by_id, request.person_id}


def may_keep_duties(user: User, person: Any) -> bool:
    """Give, prolong and end duties without a request: the system administrator, and never one's own."""
    return user.has_role(Role.ADMINISTRATOR) and user.pk != person.pk
