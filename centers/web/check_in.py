"""A session's code as the coordinator shows or prints it, and the page that it leads to on a participant's phone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from centers import attending
from centers.attending import ANEW, PRINTED, SCREEN, CodeRefused, Guessing, NotKnown, NotOpen, Shown
from centers.forms.check_in import CheckInForm
from centers.models import Activity, ActivitySession
from centers.permissions.activities import may_run
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal

from .sending import sent

UNSHARED = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin"}
GONE, CONFLICT, TOO_MANY = 410, 409, 429


def code(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """The code of a session for the screen, anew each minute, or for paper."""
    rows = Activity.objects.visible_to(request.user).select_related("center__school")
    activity = get_object_or_404(rows, pk=pk)
    session = get_object_or_404(activity.sessions.select_related("activity"), pk=key)
    if not may_run(request.user, activity):
        raise PermissionDenied("Karekodu, faaliyeti yürüten merkez gösterir.")
    how = PRINTED if "basili" in request.GET else SCREEN
    entry = f"{reverse('centers:activity_act', args=[pk, 'take_attendance'])}?oturum={session.pk}"
    context = {
        "record": activity, "attendance_url": entry, "back": reverse("centers:activity", args=[pk]),
        **attending.shown_code(session, request.user, how),
    }  # fmt: skip
    answer = _private(render(request, "centers/attendance/code.html", context))
    if how == SCREEN and not context["closed"]:
        answer["Refresh"] = str(ANEW)
    return answer


@login_not_required
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """Where the code leads: who is there says so, without an account."""
    ticket = request.POST.get("ticket", "")
    try:
        shown = attending.read_code(token, has_ticket=bool(ticket) and attending.is_ticket(ticket, token))
    except CodeRefused as refusal:
        return _answer(request, "Yoklama alınamadı", str(refusal), status=GONE)
    session = shown.session
    try:
        attending.refuse_closed(session)
    except NotOpen as refusal:
        return _answer(request, "Yoklama kapalı", str(refusal), session=session, status=CONFLICT)
    form = CheckInForm(sent(request), initial={"ticket": attending.ticket_of(token)})
    if request.method == "POST":
        try:
            attending.refuse_guessing(_asker(request), session)
        except Guessing:
            return render(request, "429.html", status=TOO_MANY)
        if form.is_valid() and (answer := _marked(request, shown, form)):
            return answer
    context = {"form": form, "session": session, "activity": session.activity}
    return _private(render(request, "centers/attendance/arrive.html", context))


def _asker(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _marked(request: HttpRequest, shown: Shown, form: CheckInForm) -> HttpResponse | None:
    """The answer to somebody who is known; of anybody else the fault stands in the form."""
    session = shown.session
    try:
        marked = attending.mark(shown, form.cleaned_data)
    except NotKnown as refusal:
        attending.count_wrong(_asker(request), session)
        show_refusal(form, refusal)
        return None
    except Refusal as refusal:
        is_absent = str(refusal) == attending.ABSENT
        title = "Yoklama alınamadı" if is_absent else "Yoklama kapalı"
        return _answer(request, title, str(refusal), session=session, status=CONFLICT)
    name = marked.participant.full_name
    if marked.is_new:
        said = f"Sayın {name}, bu oturumda katıldı yazıldınız."
        return _answer(request, "Katılımınız yazıldı", said, session=session)
    said = f"Sayın {name}, bu oturumda zaten katıldı yazılmışsınız; bir şey yapmanız gerekmez."
    return _answer(request, "Zaten yazılmışsınız", said, session=session)


def _answer(
    request: HttpRequest, title: str, text: str, *, session: ActivitySession | None = None, status: int = 200
) -> HttpResponse:
    context = {"title": title, "text": text, "session": session, "is_good": status == 200}  # noqa: PLR2004 - HTTP
    return _private(render(request, "centers/attendance/answer.html", context, status=status))


def _private(answer: HttpResponse) -> HttpResponse:
    for name, value in UNSHARED.items():
        answer[name] = value
    return answer
