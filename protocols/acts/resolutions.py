"""Resolutions of advisory boards: written at the meeting, answered by the school directorate, which alone decides (okul/8/9)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F

from accounts.models import User
from protocols.choices.boards import ANSWERED, MeetingStatus, ResolutionStatus
from protocols.models import AgendaItem, BoardMeeting, Resolution
from protocols.permissions.boards import may_answer, may_keep_meeting
from protocols.rules.boards import fault_of_votes
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .boards import BASIS
from .meetings import MEETING

RESOLUTION = Lifecycle()
R = ResolutionStatus
HELD = MeetingStatus.HELD
ANSWERED_NOW = ("protocols.tasks.after_board_answer",)


@MEETING.act("Karar ekle", source=HELD, may=may_keep_meeting, cites=BASIS)
def write_resolution(
    meeting: BoardMeeting, /, *, by: User, on: date, text: str, in_favour: int, against: int, abstaining: int,
    item: AgendaItem | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Writes a resolution that the quorate meeting took, with its votes; it is advice to the school directorate."""
    if not meeting.quorate or meeting.present is None:
        raise Invalid("Yeter sayı sağlanmadığı için bu toplantıda karar alınamaz (Yönerge m. 8/9).")
    row = Resolution(
        meeting=meeting, number=meeting.resolutions.count() + 1, attending=meeting.present, state_since=on
    )
    _fill(meeting, row, text, item, (in_favour, against, abstaining))
    row.save()
    record_act(row, act="write_resolution", label="Karar yazıldı", by=by, on=on, after=row.status, cites=BASIS)
    return {"number": row.number}


@MEETING.act("Kararı düzelt", source=HELD, may=may_keep_meeting, cites=BASIS)
def change_resolution(
    meeting: BoardMeeting, /, *, by: User, on: date, resolution: Resolution, text: str, in_favour: int, against: int,
    abstaining: int, item: AgendaItem | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Puts a resolution right before the minutes are complete."""
    row = _locked(meeting, resolution)
    before = {"text": row.text, "votes": [row.in_favour, row.against, row.abstaining], "item": row.item}
    _fill(meeting, row, text, item, (in_favour, against, abstaining))
    row.revision += 1
    row.save()
    record_act(
        row, act="change_resolution", label="Karar düzeltildi", by=by, on=on, cites=BASIS, details={"before": before}
    )
    return {"before": before}


@MEETING.act("Kararı çıkar", source=HELD, may=may_keep_meeting, danger=True)
def remove_resolution(
    meeting: BoardMeeting, /, *, by: User, on: date, resolution: Resolution, reason: str
) -> dict[str, Any]:
    """Takes out a resolution that was written by mistake, before the minutes are complete; those after it move up."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    row = _locked(meeting, resolution)
    number, said = row.number, {"text": row.text, "votes": [row.in_favour, row.against, row.abstaining]}
    record_act(row, act="remove_resolution", label="Karar çıkarıldı", by=by, on=on, details=said)
    row.delete()
    meeting.resolutions.filter(number__gt=number).update(number=F("number") - 1)
    return {"removed": said}


def _locked(meeting: BoardMeeting, resolution: Resolution) -> Resolution:
    """The resolution of this meeting; the meeting's own lock keeps it from everybody else's writing."""
    row = meeting.resolutions.filter(pk=resolution.pk).first()
    if row is None:
        raise Invalid("Bu toplantının bir kararını seçin.", {"resolution": "Bu toplantının bir kararını seçin."})
    return row


def _fill(
    meeting: BoardMeeting, row: Resolution, text: str, item: AgendaItem | None, votes: tuple[int, int, int]
) -> None:
    faults = {}
    if not text.strip():
        faults["text"] = "Kararı yazın."
    if item is not None and item.meeting_id != meeting.pk:
        faults["item"] = "Bu toplantının gündeminden seçin."
    if sentence := fault_of_votes(*votes, row.attending):
        faults["in_favour"] = sentence
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    row.text, row.item = text.strip(), item
    row.in_favour, row.against, row.abstaining = votes


@RESOLUTION.act("Uyuldu", source=R.AWAITING, target=R.FOLLOWED, may=may_answer, cites=BASIS, then=ANSWERED_NOW)
def follow(resolution: Resolution, /, *, by: User, on: date, answer: str = "") -> None:
    """The school directorate follows the advice; the resolution itself stays as it was taken."""
    resolution.answered_on, resolution.answer = on, answer.strip()


@RESOLUTION.act("Kısmen uyuldu", source=R.AWAITING, target=R.PARTLY, may=may_answer, cites=BASIS, then=ANSWERED_NOW)
def follow_partly(resolution: Resolution, /, *, by: User, on: date, answer: str) -> None:
    """The school directorate follows a part of the advice, and says why not the rest."""
    _with_reason(resolution, on, answer)


@RESOLUTION.act("Uyulmadı", source=R.AWAITING, target=R.NOT_FOLLOWED, may=may_answer, cites=BASIS, then=ANSWERED_NOW)
def not_follow(resolution: Resolution, /, *, by: User, on: date, answer: str) -> None:
    """The school directorate does not follow the advice, and says why."""
    _with_reason(resolution, on, answer)


def _with_reason(resolution: Resolution, on: date, answer: str) -> None:
    if not answer.strip():
        raise Invalid("Gerekçesi yazılmalıdır.", {"answer": "Gerekçeyi yazın."})
    resolution.answered_on, resolution.answer = on, answer.strip()


@RESOLUTION.act("Yanıtı geri al", source=ANSWERED, target=R.AWAITING, may=may_answer, cites=BASIS, then=ANSWERED_NOW)
def take_answer_back(resolution: Resolution, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Takes an answer back that is to be given otherwise; the former one stays in the history."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    before = {"status": resolution.get_status_display(), "answer": resolution.answer}
    resolution.answered_on, resolution.answer = None, ""
    return {"before": before}
