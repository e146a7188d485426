"""Attendance by a session's code, as every door shows and takes it: the code made and read, who is meant, how often one may be wrong.

All of it is administrative practice. What is marked is marked by :func:`centers.acts.check_in.check_in`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate, localtime

from accounts.models import User
from documents.rendering import qr_svg
from workflow.refusals import Invalid, Refusal

from .acts.check_in import check_in
from .choices import ActivityState
from .models import Activity, ActivitySession, Attendance, Participant
from .rules.attendance import Known, meant, why_not_now, window_of

CODE, TICKET = signing.TimestampSigner(salt="centers.check-in"), signing.TimestampSigner(salt="centers.check-in.form")
SCREEN, PRINTED = "e", "b"
HOW = {SCREEN: "Ekrandaki karekod", PRINTED: "Basılı karekod"}
ANEW = 60  # seconds after which the screen shows another code
TICKET_SECONDS = 600  # from opening the page to sending the form
WRONG, OF_A_SESSION, WINDOW = 20, 60, 600  # wrong answers from one asker, and for one session, in so many seconds
INVALID = "Bu karekod geçerli değil. Salondaki karekodu yeniden okutun."
EXPIRED = "Bu karekodun süresi doldu. Ekrandaki yeni karekodu okutun."
NOBODY = "Bu soyad ve numarayla bu faaliyetin katılımcısı yok. Denetleyip yeniden yazın ya da koordinatöre söyleyin."
SEVERAL = "Aynı soyadda ve numarada birden çok katılımcı var; adınızı da yazın."
ABSENT = "Bu oturumda “gelmedi” yazılmışsınız. Koordinatöre söyleyin."


class CodeRefused(Refusal):
    """The code is none, or its time is over."""


class NotOpen(Refusal):
    """No attendance is taken for the session now."""


class Guessing(Refusal):
    """Too many were wrong; for a while nobody is asked further."""


class NotKnown(Invalid):
    """Nobody is meant, or several are. Whoever answers counts it, outside of a transaction that is taken back with it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a code says: the session, how it was shown, and by whom."""

    session: ActivitySession
    how: str
    code_of: User | None


@dataclass(frozen=True, slots=True)
class Marked:
    """Who was marked at a session, and whether that is new."""

    participant: Participant
    attendance: Attendance
    is_new: bool


def code_for(session: ActivitySession, user: User, how: str = SCREEN) -> str:
    return CODE.sign(f"{session.pk}.{how}.{user.pk}")


def address_of(code: str) -> str:
    """Where the code leads: the page for a participant's phone."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('centers:check_in', args=[code])}"


def shown_code(session: ActivitySession, user: User, how: str) -> dict[str, Any]:
    """What a page that shows the code tells, for ``centers/attendance/code_body.html``."""
    first, last = window(session)
    closed = why_closed(session)
    return {
        "session": session, "first": first, "last": last, "closed": closed,
        "is_printed": how == PRINTED, "minutes": settings.CENTRE_CHECK_IN_CODE_SECONDS // 60,
        "qr": "" if closed else mark_safe(qr_svg(address_of(code_for(session, user, how)))),  # noqa: S308 - our own drawing
        **counted(session),
    }  # fmt: skip


def counted(session: ActivitySession) -> dict[str, int]:
    """How many are marked as present, of how many."""
    people = Participant.objects.filter(activity=session.activity_id).count()
    return {"there": session.attendances.filter(present=True).count(), "people": people}


def window(session: ActivitySession) -> tuple[datetime, datetime]:
    """From when to when the code is taken, in local time."""
    margins = {"before": settings.CENTRE_CHECK_IN_BEFORE_MINUTES, "after": settings.CENTRE_CHECK_IN_AFTER_MINUTES}
    return window_of(session.day, session.starts_at, session.hours, **margins)


def why_closed(session: ActivitySession) -> str:
    """Why no code is shown at all; empty when one is."""
    if session.activity.status != ActivityState.HELD:
        return "Faaliyet başlatılmadan yoklama alınmaz."
    if session.attendance_on is not None:
        return "Bu oturumun yoklaması girildi; karekodla kimse eklenmez."
    return ""


def refuse_closed(session: ActivitySession) -> None:
    """Refuses where the code is not taken now."""
    if said := why_closed(session) or why_not_now(localtime().replace(tzinfo=None), *window(session)):
        raise NotOpen(said)


def ticket_of(code: str) -> str:
    """What a page that was opened in time carries, so that it may be sent a little later."""
    return TICKET.sign(code[-20:])


def is_ticket(ticket: str, code: str) -> bool:
    try:
        return TICKET.unsign(ticket, max_age=TICKET_SECONDS) == code[-20:]
    except signing.BadSignature:
        return False


def read_code(code: str, *, has_ticket: bool = False) -> Shown:
    """What the code says; :class:`CodeRefused` says why it is none."""
    try:
        key, how, user = CODE.unsign(code).split(".")
        if how not in HOW:
            raise CodeRefused(INVALID)
        CODE.unsign(code, max_age=None if how == PRINTED or has_ticket else settings.CENTRE_CHECK_IN_CODE_SECONDS)
    except signing.SignatureExpired:
        raise CodeRefused(EXPIRED) from None
    except (signing.BadSignature, ValueError):
        raise CodeRefused(INVALID) from None
    session = ActivitySession.objects.select_related("activity__center").filter(pk=key).first()
    if session is None:
        raise CodeRefused(INVALID)
    return Shown(session, how, User.objects.filter(pk=user).first())


def mark(shown: Shown, asked: dict[str, str], *, through: User | None = None) -> Marked:
    """Marks whoever gives this surname and number; :class:`NotKnown` at its field where it is not one of the activity.

    ``through``: whose program told it, where it was no page.
    """
    session = shown.session
    rows = {one.pk: one for one in Participant.objects.filter(activity=session.activity_id)}
    people = [Known(one.pk, one.first_name, one.last_name, one.identity_number) for one in rows.values()]
    found = meant(people, last_name=asked["last_name"], number=asked["number"], first_name=asked["first_name"])
    if len(found) != 1:
        said, name = (SEVERAL, "first_name") if found else (NOBODY, "number")
        raise NotKnown(said, {name: said})
    person = rows[found[0].key]
    there, is_new = check_in(
        session, person, on=localdate(), how=HOW[shown.how], code_of=shown.code_of, through=through
    )
    if not there.present:
        raise NotOpen(ABSENT)
    return Marked(person, there, is_new)


def refuse_guessing(asker: str, session: ActivitySession) -> None:
    """Only what is wrong counts: a whole class may come from one address, or by one program."""
    if any(cache.get(key, 0) >= most for key, most in _counters(asker, session).items()):
        raise Guessing("Çok sayıda yanlış deneme yapıldı. Bir süre sonra yeniden deneyin ya da koordinatöre söyleyin.")


def count_wrong(asker: str, session: ActivitySession) -> None:
    for key in _counters(asker, session):
        cache.add(key, 0, WINDOW)
        cache.incr(key)


def _counters(asker: str, session: ActivitySession) -> dict[str, int]:
    """The session's own limit is one for all doors."""
    return {f"check-in:{asker}": WRONG, f"check-in-of:{session.pk}": OF_A_SESSION}


def attendance_initial(activity: Activity, key: str) -> dict[str, Any]:
    """With what the attendance of a session begins: what was entered or marked by its code; else everybody was there.

    ``key``: of the session, as an address has it; empty: the first one that still waits for its attendance.
    """
    sessions = activity.sessions
    if key:
        session = sessions.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 16 else None  # noqa: PLR2004 - fits a key
    else:
        session = sessions.filter(attendance_on=None).first()
    if session is None:
        return {}
    known = session.attendance_on is not None or session.attendances.exists()
    there = session.attendances.filter(present=True).values_list("participant", flat=True)
    everybody = activity.participants.values_list("pk", flat=True)
    return {"session": session.pk, "present": list(there if known else everybody)}
