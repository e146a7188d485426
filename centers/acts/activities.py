"""The acts on in-service activities: proposed under an approved programme for the year's plan, approved, held, concluded
(smm/5/1/c, smm/5/2). Sessions and participants are in acts/sessions.py and acts/participants.py.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Sum

from accounts.models import User
from centers.choices.activities import ActivityState
from centers.choices.centers import STANDING
from centers.choices.chain import IN_THE_CENTRE, ChainStatus
from centers.models import Activity, Programme
from centers.permissions.activities import may_cancel, may_run
from centers.permissions.chain import may_write
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .chain import ChainSubject, chain_acts
from .needs import NOT_STANDING, refuse

ACTIVITY = Lifecycle()
S, A = ChainStatus, ActivityState
BASIS, HELD_BASIS = "smm/5/1/c", "smm/5/2"
PARTS = {
    "name": "Adı",
    "level": "Düzeyi ve yapılış biçimi",
    "place": "Yeri",
    "days": "Günleri",
    "hours": "Süresi",
    "quota": "Kontenjanı",
    "sessions": "Oturumlar",
}
NOT_APPROVED = (
    "Hizmet içi eğitim faaliyeti, Bakanlıkça onaylanan ve yürürlükte olan bir program doğrultusunda yürütülür "
    "(SMM Yönergesi m. 5/1-c)."
)
WRITTEN = (
    "name", "level", "delivery", "place", "starts_on", "ends_on", "hours", "quota", "least_attendance", "least_score",
)  # fmt: skip


@ACTIVITY.opening("Faaliyet hazırla", target=S.DRAFT, may=may_write, cites=BASIS)
def draft_activity(programme: Programme, /, *, by: User, on: date, **values: Any) -> Activity:
    """Prepares an activity under an approved programme, to be proposed for the in-service plan."""
    if not programme.is_in_force:
        raise Invalid(NOT_APPROVED)
    if programme.center.status not in STANDING:
        raise Invalid(NOT_STANDING)
    made = Activity(center=programme.center, programme=programme, author=by)
    _write(made, on, **values)
    return made


def _write(activity: Activity, on: date, **values: Any) -> None:
    for name in WRITTEN:
        setattr(activity, name, values.get(name))
    activity.name, activity.place = activity.name.strip(), activity.place.strip()
    least = activity.programme.hours or 0
    refuse({
        "name": "" if activity.name else "Faaliyetin adını yazın.",
        "place": "" if activity.place else "Yerini yazın; uzaktan eğitimde ortamı yazın.",
        "starts_on": "Faaliyet geçmiş bir gün için teklif edilmez." if activity.starts_on < on else "",
        "ends_on": _fault_of_end(activity),
        "hours": f"Programın süresi {least} ders saatidir; daha kısa olamaz (SMM Yönergesi m. 3/1-g, 5/1-c)."
        if activity.hours < least else "",
    })  # fmt: skip


def _fault_of_end(activity: Activity) -> str:
    if activity.ends_on < activity.starts_on:
        return "Son gün, ilk günden önce olamaz."
    if activity.ends_on.year != activity.starts_on.year:
        return "Plan yıllıktır; faaliyet aynı yıl içinde biter (SMM Yönergesi m. 3/1-f)."
    return ""


@ACTIVITY.act("Faaliyeti yaz", source=IN_THE_CENTRE, may=may_write, cites=BASIS)
def write_activity(activity: Activity, /, *, by: User, on: date, **values: Any) -> None:
    """Writes what is proposed: level, form, place, days, hours, places."""
    activity.author = by
    _write(activity, on, **values)
    outside = activity.sessions.exclude(day__range=(activity.starts_on, activity.ends_on)).first()
    if outside is not None:
        said = f"Bu günlerin dışında bir oturum var: {outside}."
        raise Invalid(said, {"starts_on": said})


@ACTIVITY.act("Tekliften vazgeç", source=IN_THE_CENTRE, target=S.DROPPED, may=may_write, danger=True)
def drop_activity(activity: Activity, /, *, by: User, on: date, reason: str) -> None:
    """Gives the proposal up, with the reason."""
    activity.end_reason = _said(reason)


def _said(reason: str) -> str:
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    return reason.strip()


def _refuse_proposal(activity: Activity, by: User, on: date) -> None:
    if not activity.programme.is_in_force:
        raise Invalid(NOT_APPROVED)
    if activity.starts_on < on:
        raise Invalid("Faaliyet geçmiş bir gün için teklif edilmez; günlerini düzeltin.")


chain_acts(
    ACTIVITY,
    Activity,
    ChainSubject(
        parts=PARTS, tells="centers.tasks.after_activity_step", cites=BASIS, asks_unit=True, check=_refuse_proposal
    ),
)


@ACTIVITY.act(
    "Faaliyeti başlat", source=S.APPROVED, target=A.HELD, may=may_run, cites=HELD_BASIS,
)  # fmt: skip
def start_activity(activity: Activity, /, *, by: User, on: date) -> None:
    """Begins the activity that the Ministry's unit approved; attendance is entered from now on."""
    if on < activity.starts_on:
        raise Invalid(f"Faaliyet {activity.starts_on:%d.%m.%Y} günü başlar.")
    planned = activity.sessions.aggregate(hours=Sum("hours"))["hours"] or 0
    if planned < activity.hours:
        raise Invalid(f"Oturumlar {planned} ders saati; faaliyetin süresi {activity.hours} ders saatidir.")
    if not activity.participants.exists():
        raise Invalid("Önce katılımcıları ekleyin.")


@ACTIVITY.act(
    "Faaliyeti iptal et", source=(S.APPROVED, A.HELD), target=A.CANCELLED, may=may_cancel, cites=HELD_BASIS, danger=True,
    then=("centers.tasks.after_activity_step",),
)  # fmt: skip
def cancel_activity(activity: Activity, /, *, by: User, on: date, reason: str) -> None:
    """Cancels an approved activity; whoever coordinates it does, with the reason."""
    activity.end_reason = _said(reason)
