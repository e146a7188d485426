"""Meetings of advisory boards: planned, invited to in time, quorate by the rules of the day, minuted, signed; duties fulfilled by them."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from documents.intake import FileRefused
from protocols.acts import BOARD, MEETING, keep_minutes, plan_meeting, read_minutes
from protocols.choices import ChangeKind as K
from protocols.choices.boards import MeetingStatus as S, QuorumKind, ResolutionStatus
from protocols.models import BoardMeeting, Resolution
from tests.factories import TODAY, make_upload, make_user
from tests.factories.boards import (
    AGENDA,
    FORMED_ON,
    MEETS_ON,
    make_board,
    make_board_meeting,
    make_board_member,
    make_board_rules,
    make_staffed_board,
    sign,
    write_resolution,
)
from tests.protocols.test_boards import amend
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/9")]
A = MEETING.acts
PLAN = {"meets_on": MEETS_ON, "starts_at": time(14), "place": "Okul", "agenda": AGENDA}


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


# Planned and invited to


def test_meetings_are_numbered_and_their_agenda_too():
    board = make_staffed_board()
    first, second = (make_board_meeting(board=board, meets_on=day) for day in (MEETS_ON, MEETS_ON + timedelta(1)))

    assert [first.number, second.number] == [1, 2]
    assert [(item.number, item.text) for item in first.agenda.all()] == list(enumerate(AGENDA, 1))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"meets_on": FORMED_ON - timedelta(1)}, "meets_on"),
        ({"meets_on": date(2029, 2, 2)}, "meets_on"),
        ({"agenda": ["  "]}, "agenda"),
        ({"agenda": ["x" * 301]}, "agenda"),
        ({"agenda": [f"Madde {number}" for number in range(41)]}, "agenda"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(expert, values, field):
    with pytest.raises(Invalid) as refused:
        plan_meeting(make_board(), by=expert, on=TODAY, **{**PLAN, **values})

    assert field in refused.value.faults
    assert not BoardMeeting.objects.exists()


def test_a_board_meets_once_a_day_and_a_meeting_given_up_leaves_its_day():
    meeting = make_board_meeting(S.CANCELLED)
    again = make_board_meeting(board=meeting.board)

    with pytest.raises(Invalid, match="o gün bir toplantısı var"):
        make_board_meeting(board=meeting.board)
    again.pk, again.number = None, 9
    with pytest.raises(IntegrityError, match="boardmeeting_one_a_day"), transaction.atomic():
        again.save(force_insert=True)


def test_a_plan_is_put_right_item_by_item_and_refuses_who_saw_another(expert):
    meeting = make_board_meeting()
    kept = meeting.agenda.first()
    values = {**PLAN, "agenda": ["Açılış", "Yeni madde"], "place": "Fabrika"}

    changed = A["replan"](meeting, by=expert, on=TODAY, revision=meeting.revision, **values)

    assert [item.text for item in changed.agenda.all()] == ["Açılış", "Yeni madde"]
    assert changed.agenda.first().pk == kept.pk
    assert JournalEntry.objects.of(meeting).last().details["before"]["agenda"] == AGENDA
    with pytest.raises(Stale):
        A["replan"](meeting, by=expert, on=TODAY, revision=meeting.revision, **values)


@pytest.mark.parametrize(("days_before", "works"), [(8, True), (7, True), (6, False), (0, False), (-1, False)])
def test_the_invitation_goes_out_at_least_seven_days_before(expert, days_before, works):
    meeting = make_board_meeting()
    values = {"by": expert, "on": TODAY, "invited_on": MEETS_ON - timedelta(days_before)}

    if works:
        assert A["invite"](meeting, **values).status == S.INVITED
    else:
        with pytest.raises(Invalid, match=r"en az 7 gün önce.*idari usul") as refused:
            A["invite"](meeting, **values)
        assert "invited_on" in refused.value.faults


def test_how_many_days_before_is_a_setting(expert, settings):
    settings.BOARD_INVITATION_DAYS = 15

    with pytest.raises(Invalid, match="en az 15 gün önce"):
        A["invite"](make_board_meeting(), by=expert, on=TODAY, invited_on=MEETS_ON - timedelta(14))


def test_nobody_is_invited_tomorrow_and_none_without_members_or_a_chair(expert):
    values = {"by": expert, "on": TODAY, "invited_on": MEETS_ON - timedelta(10)}

    with pytest.raises(Invalid, match="ileri bir tarih"):
        A["invite"](make_board_meeting(meets_on=date(2026, 12, 1)), **{**values, "invited_on": TODAY + timedelta(1)})
    empty = make_board()
    with pytest.raises(Invalid, match="üyesi yok"):
        A["invite"](make_board_meeting(board=empty), **values)
    make_board_member(empty)
    with pytest.raises(Invalid, match="başkanı yok"):
        A["invite"](empty.meetings.get(), **values)


def test_an_invitation_is_taken_back_postponed_or_given_up_with_a_reason(expert):
    meeting = make_board_meeting(S.INVITED)
    later = {"meets_on": MEETS_ON + timedelta(7), "starts_at": time(10)}

    for act, values in (("recall_invitation", {}), ("postpone", later), ("cancel_meeting", {})):
        with pytest.raises(Invalid) as refused:
            A[act](meeting, by=expert, on=TODAY, reason=" ", **values)
        assert "reason" in refused.value.faults
    with pytest.raises(Invalid, match="sonraki bir gün"):
        A["postpone"](meeting, by=expert, on=TODAY, reason="x", **{**later, "meets_on": MEETS_ON})

    moved = A["postpone"](meeting, by=expert, on=TODAY, reason="Bakım günü.", **later)
    assert (moved.status, moved.invited_on, moved.meets_on) == (S.PLANNED, None, MEETS_ON + timedelta(7))
    assert JournalEntry.objects.of(meeting).last().details["before"]["meets_on"] == "2026-09-15"


# Held


@pytest.mark.parametrize(("came", "quorate"), [(0, False), (1, False), (2, True), (3, True)])
def test_the_quorum_is_that_of_the_protocol(came, quorate):
    meeting = make_board_meeting(S.HELD, came=came)

    assert (meeting.seats, meeting.present, meeting.needed, meeting.quorate) == (3, came, 2, quorate)
    assert meeting.attendance.filter(came=True).count() == came
    assert meeting.attendance.count() == 3
    assert JournalEntry.objects.of(meeting).last().cites == "okul/8/9"


def test_the_rules_in_force_on_the_day_apply_and_not_those_of_today():
    board = make_staffed_board()
    amend(
        board.protocol, {"kind": K.CLAUSE_CHANGED, "clause": "3", "text": "Üç üyeyle."}, holds_from=date(2026, 9, 20)
    )
    make_board_rules(board.protocol, holds_from=date(2026, 9, 20), quorum_kind=QuorumKind.COUNT, quorum_count=3)

    before = make_board_meeting(S.HELD, board=board, came=2, meets_on=date(2026, 9, 19))
    after = make_board_meeting(S.HELD, board=board, came=2, meets_on=date(2026, 9, 20))

    assert (before.needed, before.quorate, after.needed, after.quorate) == (2, True, 3, False)
    assert before.rules != after.rules


def test_without_rules_in_the_text_of_the_day_the_quorum_is_not_known():
    meeting = make_board_meeting(S.INVITED, meets_on=TODAY)
    amend(meeting.board.protocol, {"kind": K.CLAUSE_REMOVED, "clause": "3"})

    with pytest.raises(Invalid, match=r"Bilgi eksik.*8/9"):
        A["hold"](meeting, by=make_user(Role.EXPERT), on=TODAY, attended=[], presided_by=None)


def test_a_substitute_fills_the_seat_of_the_member_who_did_not_come(expert):
    board = make_staffed_board()
    chair, other, _ = board.members.order_by("pk")
    substitute = make_board_member(board, "Ali Kaya", substitutes=chair)
    meeting = make_board_meeting(S.INVITED, board=board)

    held = A["hold"](meeting, by=expert, on=TODAY, attended=[substitute, other], presided_by=other)

    assert (held.seats, held.present, held.quorate) == (3, 2, True)


def test_a_meeting_is_not_held_before_its_day_nor_with_strangers(expert):
    board = make_staffed_board()
    first, *_ = board.members.order_by("pk")
    ahead = make_board_meeting(S.INVITED, board=board, meets_on=TODAY + timedelta(1))
    with pytest.raises(Invalid, match="henüz gelmedi"):
        A["hold"](ahead, by=expert, on=TODAY, attended=[first], presided_by=first)

    meeting, stranger = make_board_meeting(S.INVITED, board=board), make_board_member()
    for values, field in (
        ({"attended": [stranger], "presided_by": stranger}, "attended"),
        ({"attended": [first], "presided_by": None}, "presided_by"),
        ({"attended": [first], "presided_by": board.members.last()}, "presided_by"),
    ):
        with pytest.raises(Invalid) as refused:
            A["hold"](meeting, by=expert, on=TODAY, **values)
        assert field in refused.value.faults


def test_a_quorate_meeting_moves_the_next_day_and_one_without_a_quorum_does_not():
    board = make_staffed_board()

    make_board_meeting(S.HELD, board=board, came=1, meets_on=date(2026, 5, 4))
    board.refresh_from_db()
    assert board.due_on == date(2026, 6, 2)

    make_board_meeting(S.HELD, board=board)
    board.refresh_from_db()
    assert board.due_on == date(2026, 12, 15)


def test_what_was_entered_wrongly_is_taken_back_before_anything_was_resolved(expert):
    meeting = make_board_meeting(S.HELD)
    with_one = write_resolution(meeting, by=expert)
    with pytest.raises(Invalid, match="kararları çıkarın"):
        A["undo_hold"](with_one, by=expert, on=TODAY, reason="Yanlış kişi.")
    A["remove_resolution"](meeting, by=expert, on=TODAY, resolution=Resolution.objects.get(), reason="Yanlış.")

    back = A["undo_hold"](meeting, by=expert, on=TODAY, reason="Yanlış kişi.")

    assert (back.status, back.quorate, back.present) == (S.INVITED, None, None)
    assert not back.attendance.exists()
    back.board.refresh_from_db()
    assert back.board.due_on == date(2026, 6, 2)


def test_a_meeting_that_took_place_before_the_board_closed_is_still_recorded(expert):
    meeting = make_board_meeting(S.INVITED)
    board = meeting.board
    forgotten = BOARD.acts["close_board"](board, by=expert, on=TODAY, closed_on=MEETS_ON + timedelta(1), reason="x")

    held = A["hold"](meeting, by=expert, on=TODAY, attended=board.members.all(), presided_by=board.members.first())
    assert (held.quorate, held.board.due_on) == (True, None)
    with pytest.raises(Invalid, match="günü kapandı"):
        plan_meeting(forgotten, by=expert, on=TODAY, **{**PLAN, "meets_on": MEETS_ON + timedelta(1)})


# Minutes


def test_minutes_are_completed_once_there_are_any_and_opened_again_before_they_are_signed(expert):
    meeting = make_board_meeting(S.HELD)
    with pytest.raises(Invalid, match="görüşmeleri yazın"):
        A["complete_minutes"](meeting, by=expert, on=TODAY)

    minuted = make_board_meeting(S.MINUTED)
    with pytest.raises(OutOfState):
        A["write_minutes"](minuted, by=expert, on=TODAY, minutes="Başka.")
    keep_minutes(minuted, by=expert, on=TODAY, file=make_upload("t.png"))
    opened = A["reopen_minutes"](minuted, by=expert, on=TODAY, reason="Eksik yazılmış.")
    assert (opened.status, opened.document) == (S.HELD, None)


def test_two_who_write_the_minutes_at_once_do_not_overwrite_each_other(expert):
    meeting = make_board_meeting(S.HELD)
    A["write_minutes"](meeting, by=expert, on=TODAY, minutes="Bir.", revision=meeting.revision)

    with pytest.raises(Stale):
        A["write_minutes"](meeting, by=expert, on=TODAY, minutes="İki.", revision=meeting.revision)


def test_minutes_are_signed_on_paper_first(expert):
    meeting = make_board_meeting(S.MINUTED)

    with pytest.raises(Invalid, match=r"İmzalı tutanağı|imzalı tutanağı"):
        A["sign_minutes"](meeting, by=expert, on=TODAY, signed_on=TODAY)
    with pytest.raises(FileRefused):
        keep_minutes(meeting, by=expert, on=TODAY, file=make_upload("t.png", b"MZ kotu"))
    keep_minutes(meeting, by=expert, on=TODAY, file=make_upload("t.png"))
    for wrong in (MEETS_ON - timedelta(1), TODAY + timedelta(1)):
        with pytest.raises(Invalid) as refused:
            A["sign_minutes"](meeting, by=expert, on=TODAY, signed_on=wrong)
        assert "signed_on" in refused.value.faults

    signed = A["sign_minutes"](meeting, by=expert, on=TODAY, signed_on=MEETS_ON)
    assert signed.status == S.APPROVED
    with pytest.raises(OutOfState):
        keep_minutes(signed, by=expert, on=TODAY, file=make_upload("t.png"))
    with pytest.raises(OutOfState):
        A["reopen_minutes"](signed, by=expert, on=TODAY, reason="x")


def test_who_may_not_keep_the_board_keeps_no_minutes_and_who_reads_them_is_written_down(expert):
    meeting = make_board_meeting(S.MINUTED)
    elsewhere = make_user(Role.PROVINCE_OFFICER, province=34)
    with pytest.raises(NotPermitted):
        keep_minutes(meeting, by=elsewhere, on=TODAY, file=make_upload("t.png"))

    sign(meeting, by=expert)
    assert read_minutes(meeting, by=expert, on=TODAY).name == "tutanak.png"
    assert JournalEntry.objects.of(meeting).last().act == "read_minutes"


# What the database holds


def test_the_database_holds_what_the_acts_hold():
    held, planned = make_board_meeting(S.HELD), make_board_meeting()

    for meeting, values, name in (
        (held, {"quorate": False}, "boardmeeting_quorate_by_its_count"),
        (held, {"present": 9, "needed": 9}, "boardmeeting_no_more_than_seats"),
        (held, {"rules": None}, "boardmeeting_counted_exactly_when_held"),
        (held, {"status": S.APPROVED}, "boardmeeting_signed_on_a_day"),
        (planned, {"status": S.HELD}, "boardmeeting_"),
        (planned, {"status": S.INVITED}, "boardmeeting_invited_on_a_day"),
        (planned, {"status": S.CANCELLED}, "boardmeeting_cancelled_with_a_reason"),
        (planned, {"quorate": True}, "boardmeeting_counted_exactly_when_held"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            BoardMeeting.objects.filter(pk=meeting.pk).update(**values)


def test_resolutions_wait_for_an_answer_only_once_the_minutes_are_signed(expert):
    meeting = make_board_meeting(S.MINUTED)
    assert meeting.resolutions.get().status == ResolutionStatus.WRITTEN

    sign(meeting, by=expert)

    resolution = meeting.resolutions.get()
    assert (resolution.status, resolution.answer_by) == (ResolutionStatus.AWAITING, TODAY + timedelta(30))
