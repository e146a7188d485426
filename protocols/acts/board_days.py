"""What a new day brings to advisory boards: they end with their protocol, members with their party. Done again, it does nothing."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from protocols.choices.boards import BoardSide, BoardStatus, MeetingStatus
from protocols.models import AdvisoryBoard, BoardMeeting, BoardMember, Protocol
from workflow.journal import record_act

from .boards import BASIS, end_with_substitutes, held_board, reckon

LEFT = "Okul protokolden çıktı."
OVER = "Protokol sona erdi."


def follow_protocols(*, on: date) -> int:
    """Close the boards whose protocol is over or no longer names the school; returns how many."""
    working = AdvisoryBoard.objects.at_work(on).values("pk")
    over = AdvisoryBoard.objects.open().exclude(pk__in=working).filter(formed_on__lte=on)
    closed = sum(_close(key, on) for key in list(over.values_list("pk", flat=True)))
    for key in list(AdvisoryBoard.objects.open().order_by("pk").values_list("pk", flat=True)):
        _follow_parties(key, on)
    idle = BoardMeeting.objects.to_come().filter(board__status=BoardStatus.CLOSED)
    for key in list(idle.values_list("pk", flat=True)):
        _drop(key, on)
    return closed


@transaction.atomic
def _close(key: int, on: date) -> int:
    board = held_board(key)
    if board.status != BoardStatus.OPEN or AdvisoryBoard.objects.at_work(on).filter(pk=key).exists():
        return 0
    day, reason = _end_of(board.protocol, on)
    board.closed_on, board.close_reason = max(day, board.formed_on), reason
    board.status, board.state_since, board.due_on = BoardStatus.CLOSED, on, None
    board.revision += 1
    board.save()
    record_act(
        board, act="close_with_protocol", label="Protokolle birlikte kapandı", by=None, on=on, before=BoardStatus.OPEN,
        after=BoardStatus.CLOSED, cites=BASIS, details={"closed_on": board.closed_on, "reason": reason},
    )  # fmt: skip
    return 1


def _end_of(protocol: Protocol, on: date) -> tuple[date, str]:
    """The first day without a board, and why."""
    if protocol.ended_on is not None and protocol.ended_on <= on:
        return protocol.ended_on, OVER
    if protocol.ends_on is not None and protocol.ends_on < on:
        return protocol.ends_on + timedelta(days=1), OVER
    return on, LEFT


@transaction.atomic
def _follow_parties(key: int, on: date) -> None:
    """Members of a party that left the protocol sit no more; and the day of the next meeting is reckoned again."""
    board = held_board(key)
    parties = board.protocol.stakeholders.values("pk")
    sitting = board.members.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), side=BoardSide.STAKEHOLDER)
    for member in list(sitting.filter(substitutes=None).exclude(stakeholder__in=parties)):
        _end_member(board, member, on)
    reckon(board, label="Toplantı günü yeniden hesaplandı", by=None, on=on)


def _end_member(board: AdvisoryBoard, member: BoardMember, on: date) -> None:
    end_with_substitutes(member, on - timedelta(days=1))
    board.revision += 1
    board.save()
    details = {"member": member, "reason": "Paydaş protokolden ayrıldı."}
    record_act(
        board, act="end_with_party", label="Üyelik, paydaşla birlikte sona erdi", by=None, on=on, details=details
    )


@transaction.atomic
def _drop(key: int, on: date) -> None:
    """A meeting that was planned for a day on which the board is closed."""
    meeting = BoardMeeting.objects.select_for_update(of=("self",)).select_related("board").get(pk=key)
    board, before = meeting.board, meeting.status
    still = before in {MeetingStatus.PLANNED, MeetingStatus.INVITED}
    if not still or board.closed_on is None or meeting.meets_on < board.closed_on:
        return
    meeting.status, meeting.state_since, meeting.reason = MeetingStatus.CANCELLED, on, "Kurul kapandı."
    meeting.revision += 1
    meeting.save()
    record_act(
        meeting, act="cancel_with_board", label="Kurulla birlikte düştü", by=None, on=on, before=before,
        after=meeting.status, details={"reason": meeting.reason},
    )  # fmt: skip
