"""Meetings of advisory boards and their resolutions as pages (okul/8/9)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate, now

from documents.intake import FileRefused
from documents.models import Paper
from protocols.acts import MEETING, RESOLUTION, keep_minutes, read_minutes
from protocols.acts.boards import chair_on, members_on
from protocols.choices.boards import MeetingStatus, ResolutionStatus
from protocols.choices.obligations import DutyStatus
from protocols.forms.meetings import FORM_OF_ACT, FORM_OF_ANSWER, open_duties
from protocols.listings import RESOLUTIONS
from protocols.models import BoardMeeting, Resolution
from protocols.permissions.boards import may_keep_meeting
from workflow.history.contexts import latest
from workflow.icalendar import Event, calendar
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .text import CLOSED, sent

AT_A_ROW = {"change_resolution", "remove_resolution"}  # offered beside each resolution
LASTS = timedelta(hours=2)  # how long a calendar keeps free; nobody plans an end
CALENDAR = "text/calendar; charset=utf-8"


class MinutesForm(forms.Form):
    file = forms.FileField(label="İmzalı tutanak", help_text="PDF ya da taranmış görüntü; özeti (SHA-256) saklanır.")


def resolutions(request: HttpRequest) -> HttpResponse:
    context = list_context(request, RESOLUTIONS)
    return render(request, "protocols/boards/resolutions.html", {**context, "today": localdate()})


@with_past("kurul-toplantisi")
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: what is planned, who came, what was said and resolved, its papers, and the acts on it."""
    record = _meeting(request, pk)
    open_acts = MEETING.open_to(request.user, record)
    duties = open_duties(record) if record.status == MeetingStatus.APPROVED else None
    hidden = AT_A_ROW | (set() if duties and _counts_for_a_duty(record) else {"fulfil_duty"})
    hidden |= {"write_resolution"} if record.quorate is False else set()
    context = {
        "meeting": record,
        "board": record.board,
        "acts": [
            {"act": act, "url": reverse("protocols:board_meeting_act", args=[pk, act.name])}
            for act in _in_order(open_acts, record)
            if act.name not in hidden
        ],
        "may_change_resolutions": any(act.name in AT_A_ROW for act in open_acts),
        "may_bring": record.status == MeetingStatus.MINUTED and may_keep_meeting(request.user, record),
        "is_behind": BoardMeeting.objects.behind(localdate()).filter(pk=pk).exists(),
        **contents_of(record),
        "papers": Paper.objects.of(record).order_by("created_at"),
        **latest(record),
    }
    return render(request, "protocols/boards/meeting.html", all_read(context))


def _in_order(acts: list[Any], record: BoardMeeting) -> list[Any]:
    """What is next to be done stands first, as the primary act; what takes something back stands last."""
    talks = ("write_resolution", "complete_minutes", "write_minutes")
    talks = talks if record.minutes else ("write_minutes", "write_resolution", "complete_minutes")
    first = ("invite", "hold", *(talks if record.quorate else ("complete_minutes",)), "sign_minutes", "fulfil_duty")
    rank = {name: number for number, name in enumerate(first)}
    return sorted(acts, key=lambda act: (act.danger, rank.get(act.name, len(rank))))


def _counts_for_a_duty(record: BoardMeeting) -> bool:
    done = record.duty is not None and record.duty.status == DutyStatus.FULFILLED
    return bool(record.quorate) and not done


def _meeting(request: HttpRequest, pk: int) -> BoardMeeting:
    rows = BoardMeeting.objects.visible_to(request.user)
    wanted = rows.select_related(
        "board__school__province", "board__protocol", "presided_by", "document", "rules", "duty"
    )
    return get_object_or_404(wanted, pk=pk)


def contents_of(record: BoardMeeting) -> dict[str, Any]:
    """Agenda, attendance (without substitutes whom nobody needed) or who is to come, and resolutions."""
    attendance = record.attendance.filter(Q(came=True) | Q(member__substitutes=None))
    chair = chair_on(record.board, record.meets_on)
    return {
        "agenda": record.agenda.order_by("number"),
        "attendance": attendance.select_related("member__stakeholder", "member__substitutes").order_by("pk"),
        "expected": members_on(record.board, record.meets_on),
        "chair": chair.member if chair else None,
        "resolutions": record.resolutions.select_related("item", "meeting").order_by("number"),
    }


def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed minutes, kept as a file."""
    record = _meeting(request, pk)
    form = MinutesForm(sent(request), request.FILES or None)
    back = reverse("protocols:board_meeting", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            keep_minutes(record, by=request.user, on=localdate(), file=form.cleaned_data["file"])
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "İmzalı tutanak eklendi. Şimdi imzalandığını kaydedin.")
            return redirect(back)
    is_open = record.status == MeetingStatus.MINUTED and may_keep_meeting(request.user, record)
    context = {
        "board": record.board,
        "meeting": record,
        "form": form,
        "title": "İmzalı tutanağı ekle",
        "lead": "Katılanların imzaladığı tutanağın taranmış hâli veya e-imzalı PDF’i.",
        "back": back,
        "submit": "Ekle",
        "empty": "" if is_open else CLOSED,
    }
    return render(request, "protocols/boards/part.html", context)


def signed_copy(request: HttpRequest, pk: int) -> HttpResponse:
    return send_copy(request, _meeting(request, pk))


def send_copy(request: HttpRequest, record: BoardMeeting) -> FileResponse:
    """The signed minutes; they carry names and signatures, so that who reads them is written down."""
    kept = read_minutes(record, by=request.user, on=localdate())
    if kept is None:
        raise Http404("İmzalı tutanak eklenmedi.")
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


def paper(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """A printed paper of the meeting."""
    return send_paper(Paper.objects.of(_meeting(request, pk)), key)


def send_paper(papers: Any, key: int) -> FileResponse:
    found = get_object_or_404(papers, pk=key)
    if not found.file:
        raise Http404("Belge henüz basılmadı.")
    name = f"{found.kind}-{found.code}.pdf"
    return FileResponse(found.file.open("rb"), content_type="application/pdf", filename=name)


def ics(request: HttpRequest, pk: int) -> HttpResponse:
    return send_calendar(_meeting(request, pk), "protocols:board_meeting")


def send_calendar(record: BoardMeeting, page: str) -> HttpResponse:
    """The meeting for a calendar."""
    agenda = "\n".join(str(item) for item in record.agenda.order_by("number"))
    event = Event(
        uid=f"kurul-{record.pk}@{settings.SITE_URL.split('//')[-1].split('/')[0]}",
        begins=datetime.combine(record.meets_on, record.starts_at, get_current_timezone()),
        lasts=LASTS,
        summary=f"Danışma kurulu: {record.board.school.name}",
        place=f"Çevrim içi: {record.place}" if record.is_online else record.place,
        description=agenda,
        url=f"{settings.SITE_URL.rstrip('/')}{reverse(page, args=[record.pk])}",
        sequence=record.revision,
        cancelled=record.status == MeetingStatus.CANCELLED,
    )
    response = HttpResponse(calendar(event, made_at=now()), content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="kurul-toplantisi-{record.pk}.ics"'
    return response


class MeetingAct(ActPage):
    lifecycle = MEETING
    forms_of_acts = FORM_OF_ACT
    queryset = BoardMeeting.objects.select_related("board__school", "board__protocol")

    def get_initial(self) -> dict[str, Any]:
        """Today where a day is asked; the resolution beside which the act was asked for."""
        asked = self.request.GET.get("karar", "")
        row = self.record.resolutions.filter(pk=int(asked)).first() if asked.isdecimal() else None
        names = ("item", "text", "in_favour", "against", "abstaining")
        of_row = {"resolution": row.pk, **{name: getattr(row, name) for name in names}} if row else {}
        return {**super().get_initial(), **of_row, **self._days()}

    def _days(self) -> dict[str, Any]:
        today = localdate()
        days: dict[str, dict[str, Any]] = {
            "invite": {"invited_on": today},
            "sign_minutes": {"signed_on": today},
            "postpone": {"starts_at": self.record.starts_at},
        }
        return days.get(self.act.name, {}) if self.act else {}

    def record_url(self) -> str:
        return reverse("protocols:board_meeting", args=[self.record.pk])


@with_past("kurul-karari")
def resolution(request: HttpRequest, pk: int) -> HttpResponse:
    """One resolution, what the school directorate answered, and the acts on it."""
    rows = Resolution.objects.visible_to(request.user)
    record = get_object_or_404(rows.select_related("meeting__board__school", "item"), pk=pk)
    is_awaited = record.status == ResolutionStatus.AWAITING
    context = {
        "resolution": record,
        "meeting": record.meeting,
        "board": record.meeting.board,
        "is_late": is_awaited and record.answer_by is not None and record.answer_by < localdate(),
        "acts": [
            {"act": act, "url": reverse("protocols:board_resolution_act", args=[pk, act.name])}
            for act in RESOLUTION.open_to(request.user, record)
        ],
        **latest(record),
    }
    return render(request, "protocols/boards/resolution.html", context)


class ResolutionAct(ActPage):
    lifecycle = RESOLUTION
    forms_of_acts = FORM_OF_ANSWER
    queryset = Resolution.objects.select_related("meeting__board__school")

    def record_url(self) -> str:
        return reverse("protocols:board_resolution", args=[self.record.pk])
