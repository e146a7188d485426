"""Who calls for coordinators, who applies, who evaluates (smm/10/1 to 10/4).

The General Directorate sets calendar, procedure and criteria; the commission is that of the centre's province, whose directorate
enters what it decides.
"""

from __future__ import annotations

from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from accounts.standing import people_of
from workflow.lifecycle import explained

from .centers import DECIDERS


def may_prepare_call(user: User, record: Any) -> bool:
    """Anybody of the General Directorate prepares what somebody else announces (smm/10/1)."""
    return user.is_ministry


def _own_call(user: User, call: Any) -> str:
    if call.prepared_by_id in people_of(user):
        return "Kendi hazırladığınız çağrıyı siz ilan edemezsiniz; bir başkası ilan eder (idari usul)."
    return ""


@explained(_own_call)
def may_announce_call(user: User, call: Any) -> bool:
    """A head of department or the director general who did not prepare it."""
    return user.has_role(*DECIDERS) and call.prepared_by_id not in people_of(user)


def may_govern_call(user: User, call: Any) -> bool:
    """What was announced to all is moved or cancelled by who decides."""
    return user.has_role(*DECIDERS)


def may_close_call(user: User, call: Any) -> bool:
    return user.is_ministry


def of_its_province(user: User, center: Any) -> bool:
    return user.has_role(*PROVINCE_ROLES) and center.school.province_id in user.scope.provinces


def may_evaluate(user: User, call: Any) -> bool:
    """The directorate of the centre's province keeps the commission and enters what it decides (smm/10/2, 10/3)."""
    return of_its_province(user, call.center)


def may_examine(user: User, call: Any) -> bool:
    """The province, and the General Directorate: nothing is decided here that the record does not say."""
    return user.is_ministry or of_its_province(user, call.center)


def may_evaluate_candidate(user: User, application: Any) -> bool:
    return may_evaluate(user, application.called.call)


def may_apply(user: User, called: Any) -> bool:
    """A teacher for oneself, by the own sign-in; the directorate of the centre's province for somebody who applied on paper."""
    return user.has_role(Role.TEACHER) or of_its_province(user, called.call.center)


def may_keep_application(user: User, application: Any) -> bool:
    """The applicant; what the province entered, the province."""
    if application.account_id:
        return application.account_id == user.pk and user.has_role(Role.TEACHER)
    return of_its_province(user, application.called.call.center)


def may_propose_candidate(user: User, application: Any) -> bool:
    """The proposal (inha) is the General Directorate's (smm/10/4)."""
    return user.is_ministry
