"""What follows for a student from an announced placement: registered, declined, or given up while waiting."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from transfers.choices import ApplicationStatus
from transfers.models import Application
from transfers.permissions import may_register
from workflow.refusals import Invalid

from .applications import APPLICATION

S = ApplicationStatus


@APPLICATION.act("Kaydı onayla", source=S.PLACED, target=S.REGISTERED, may=may_register, cites="okul/8/2")
def confirm_registration(application: Application, /, *, by: User, on: date) -> dict[str, Any]:
    """The student is registered at the place, by the last day of registrations at the latest."""
    _refuse_day(application, on)
    return {"seat": application.seat_id}


@APPLICATION.act(
    "Yerden vazgeç", source=(S.PLACED, S.REGISTERED, S.WAITING), target=S.DECLINED, may=may_register, danger=True
)
def decline_registration(application: Application, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """The student gives the place up, or waits for none any more; the place falls to those who wait."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    if on > application.round.waiting_until:
        raise Invalid(f"Dönemin takvimi {application.round.waiting_until:%d.%m.%Y} günü bitti.")
    noted = {"seat": application.seat_id}
    application.seat, application.register_until = None, None
    application.remark = reason.strip()
    return noted


def _refuse_day(application: Application, on: date) -> None:
    last = application.register_until
    if last is None or on > last:
        raise Invalid(f"Kayıt süresi {last:%d.%m.%Y} gününde bitti." if last else "Kayıt süresi belirlenmemiş.")
