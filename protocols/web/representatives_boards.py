"""What a stakeholder's representative sees of the advisory boards of its organisation's protocols (okul/8/9)."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from documents.choices import PaperStatus
from documents.models import Paper
from protocols.choices.boards import WRITTEN_DOWN
from protocols.models import AdvisoryBoard, BoardMeeting
from workflow.web.lists import page_of

from .boards import people_of, rules_of
from .meetings import contents_of, send_calendar, send_copy, send_paper
from .representatives import only_representatives


def boards(request: HttpRequest) -> HttpResponse:
    """The boards of the protocols to which the organisations of the user's duties are party."""
    only_representatives(request)
    rows = AdvisoryBoard.objects.visible_to(request.user).select_related("school__province", "protocol")
    return render(request, "protocols/boards/mine.html", page_of(request, rows.order_by("status", "due_on", "pk")))


def board(request: HttpRequest, pk: int) -> HttpResponse:
    only_representatives(request)
    rows = AdvisoryBoard.objects.visible_to(request.user).select_related("school__province", "protocol")
    record = get_object_or_404(rows, pk=pk)
    context = {
        "board": record,
        **people_of(record),
        **rules_of(record.protocol),
        "meetings": BoardMeeting.objects.announced_to(request.user).filter(board=record),
    }
    return render(request, "protocols/boards/mine_board.html", context)


def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting to which the members are invited; minutes and resolutions once they are complete."""
    record = _meeting(request, pk)
    is_written = record.status in WRITTEN_DOWN
    contents = contents_of(record)
    if not is_written:
        record.minutes, contents["resolutions"] = "", record.resolutions.none()
    context = {"meeting": record, "board": record.board, "papers": _papers(record).order_by("created_at"), **contents}
    return render(request, "protocols/boards/mine_meeting.html", context)


def _meeting(request: HttpRequest, pk: int) -> BoardMeeting:
    only_representatives(request)
    rows = BoardMeeting.objects.announced_to(request.user)
    wanted = rows.select_related("board__school__province", "board__protocol", "presided_by", "document", "rules")
    return get_object_or_404(wanted, pk=pk)


def _papers(record: BoardMeeting) -> Any:
    """Without those that are void: they invite to what is not so, or say what was opened again."""
    return Paper.objects.of(record).exclude(status=PaperStatus.WITHDRAWN)


def paper(request: HttpRequest, pk: int, key: int) -> FileResponse:
    return send_paper(_papers(_meeting(request, pk)), key)


def signed_copy(request: HttpRequest, pk: int) -> FileResponse:
    return send_copy(request, _meeting(request, pk))


def ics(request: HttpRequest, pk: int) -> HttpResponse:
    return send_calendar(_meeting(request, pk), "representatives:board_meeting")
