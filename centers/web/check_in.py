"""A session's code as the coordinator shows or prints it, and the page that it leads to on a participant's phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate, localtime

from accounts.models import User
from centers.acts.check_in import check_in
from centers.choices import ActivityState
from centers.forms.check_in import CheckInForm
from centers.models import Activity, ActivitySession, Participant
from centers.permissions.activities import may_run
from centers.rules.attendance import Known, meant, why_not_now, window_of
from documents.rendering import qr_svg
from workflow.refusals import Refusal

from .sending import sent

CODE, TICKET = signing.TimestampSigner(salt="centers.check-in"), signing.TimestampSigner(salt="centers.check-in.form")
SCREEN, PRINTED = "e", "b"
HOW = {SCREEN: "Ekrandaki karekod", PRINTED: "Basılı karekod"}
ANEW = 60  # seconds after which the screen shows another code
TICKET_SECONDS = 600  # from opening the page to sending the form
WRONG, OF_A_SESSION, WINDOW = 20, 60, 600  # wrong answers from one address, and for one session, in so many seconds
UNSHARED = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin"}
INVALID = "Bu karekod geçerli değil. Salondaki karekodu yeniden okutun."
EXPIRED = "Bu karekodun süresi doldu. Ekrandaki yeni karekodu okutun."
NOBODY = "Bu soyad ve numarayla bu faaliyetin katılımcısı yok. Denetleyip yeniden yazın ya da koordinatöre söyleyin."
SEVERAL = "Aynı soyadda ve numarada birden çok katılımcı var; adınızı da yazın."


@dataclass(frozen=True, slots=True)
class Shown:
    """What a code says: the session, how it was shown, and by whom."""

    session: ActivitySession
    how: str
    code_of: User | None


def code(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """The code of a session for the screen, anew each minute, or for paper."""
    rows = Activity.objects.visible_to(request.user).select_related("center__school")
    activity = get_object_or_404(rows, pk=pk)
    session = get_object_or_404(activity.sessions.all(), pk=key)
    if not may_run(request.user, activity):
        raise PermissionDenied("Karekodu, faaliyeti yürüten merkez gösterir.")
    how = PRINTED if "basili" in request.GET else SCREEN
    address = reverse("centers:check_in", args=[CODE.sign(f"{session.pk}.{how}.{request.user.pk}")])
    first, last = _window(session)
    context = {
        "record": activity, "session": session, "first": first, "last": last,
        "is_printed": how == PRINTED,
        "minutes": settings.CENTRE_CHECK_IN_CODE_SECONDS // 60,
        "closed": _why_closed(session, activity),
        "qr": mark_safe(qr_svg(f"{settings.SITE_URL.rstrip('/')}{address}")),  # noqa: S308 - our own drawing
        "there": session.attendances.filter(present=True).count(), "people": activity.participants.count(),
        "back": reverse("centers:activity", args=[pk]),
    }  # fmt: skip
    answer = _private(render(request, "centers/attendance/code.html", context))
    if how == SCREEN and not context["closed"]:
        answer["Refresh"] = str(ANEW)
    return answer


def _window(session: ActivitySession) -> tuple[Any, Any]:
    margins = {"before": settings.CENTRE_CHECK_IN_BEFORE_MINUTES, "after": settings.CENTRE_CHECK_IN_AFTER_MINUTES}
    return window_of(session.day, session.starts_at, session.hours, **margins)


def _why_closed(session: ActivitySession, activity: Activity) -> str:
    if activity.status != ActivityState.HELD:
        return "Faaliyet başlatılmadan yoklama alınmaz."
    if session.attendance_on is not None:
        return "Bu oturumun yoklaması girildi; karekodla kimse eklenmez."
    return ""


@login_not_required
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """Where the code leads: who is there says so, without an account."""
    ticket = request.POST.get("ticket", "")
    shown = _shown_by(token, has_ticket=bool(ticket) and _is_ticket(ticket, token))
    if isinstance(shown, str):
        return _answer(request, "Yoklama alınamadı", shown, status=410)
    session = shown.session
    if said := _why_closed(session, session.activity) or why_not_now(
        localtime().replace(tzinfo=None), *_window(session)
    ):
        return _answer(request, "Yoklama kapalı", said, session=session, status=409)
    form = CheckInForm(sent(request), initial={"ticket": TICKET.sign(token[-20:])})
    if request.method == "POST":
        if _is_guessing(request, session):
            return render(request, "429.html", status=429)
        if form.is_valid() and (answer := _marked(request, shown, form)):
            return answer
    context = {"form": form, "session": session, "activity": session.activity}
    return _private(render(request, "centers/attendance/arrive.html", context))


def _shown_by(token: str, *, has_ticket: bool) -> Shown | str:
    """What the code says, or why it is none. A page that was opened in time may be sent a little later."""
    try:
        text = CODE.unsign(token)
        key, how, user = text.split(".")
        age = None if how == PRINTED or has_ticket else settings.CENTRE_CHECK_IN_CODE_SECONDS
        CODE.unsign(token, max_age=age)
    except signing.SignatureExpired:
        return EXPIRED
    except (signing.BadSignature, ValueError):
        return INVALID
    session = ActivitySession.objects.select_related("activity__center").filter(pk=key).first()
    return Shown(session, how, User.objects.filter(pk=user).first()) if session is not None else INVALID


def _is_ticket(ticket: str, token: str) -> bool:
    try:
        return TICKET.unsign(ticket, max_age=TICKET_SECONDS) == token[-20:]
    except signing.BadSignature:
        return False


def _marked(request: HttpRequest, shown: Shown, form: CheckInForm) -> HttpResponse | None:
    """The answer to somebody who is known; of anybody else the fault stands in the form."""
    session, asked = shown.session, form.cleaned_data
    rows = {one.pk: one for one in Participant.objects.filter(activity=session.activity_id)}
    people = [Known(one.pk, one.first_name, one.last_name, one.identity_number) for one in rows.values()]
    found = meant(people, last_name=asked["last_name"], number=asked["number"], first_name=asked["first_name"])
    if len(found) != 1:
        _count_wrong(request, session)
        form.add_error("first_name" if found else "number", SEVERAL if found else NOBODY)
        return None
    person = rows[found[0].key]
    try:
        there, is_new = check_in(session, person, on=localdate(), how=HOW[shown.how], code_of=shown.code_of)
    except Refusal as refusal:
        return _answer(request, "Yoklama kapalı", str(refusal), session=session, status=409)
    if not there.present:
        said = "Bu oturumda “gelmedi” yazılmışsınız. Koordinatöre söyleyin."
        return _answer(request, "Yoklama alınamadı", said, session=session, status=409)
    if is_new:
        return _answer(
            request,
            "Katılımınız yazıldı",
            f"Sayın {person.full_name}, bu oturumda katıldı yazıldınız.",
            session=session,
        )
    said = f"Sayın {person.full_name}, bu oturumda zaten katıldı yazılmışsınız; bir şey yapmanız gerekmez."
    return _answer(request, "Zaten yazılmışsınız", said, session=session)


def _keys(request: HttpRequest, session: ActivitySession) -> dict[str, int]:
    return {f"check-in:{request.META.get('REMOTE_ADDR', '')}": WRONG, f"check-in-of:{session.pk}": OF_A_SESSION}


def _is_guessing(request: HttpRequest, session: ActivitySession) -> bool:
    """Only what is wrong counts: a whole class may come from one address."""
    return any(cache.get(key, 0) >= most for key, most in _keys(request, session).items())


def _count_wrong(request: HttpRequest, session: ActivitySession) -> None:
    for key in _keys(request, session):
        cache.add(key, 0, WINDOW)
        cache.incr(key)


def _answer(
    request: HttpRequest, title: str, text: str, *, session: ActivitySession | None = None, status: int = 200
) -> HttpResponse:
    context = {"title": title, "text": text, "session": session, "is_good": status == 200}  # noqa: PLR2004 - HTTP
    return _private(render(request, "centers/attendance/answer.html", context, status=status))


def _private(answer: HttpResponse) -> HttpResponse:
    for name, value in UNSHARED.items():
        answer[name] = value
    return answer
