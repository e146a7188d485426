"""A meeting of an advisory board fulfils a duty of the protocol, with its signed minutes as evidence."""

from datetime import date

import pytest

from accounts.choices import Role
from protocols.acts import DUTY, MEETING
from protocols.choices.boards import MeetingStatus as S
from protocols.choices.obligations import DutyStatus, Every, ObligationKind, Owner
from protocols.models import BoardMeeting, ProtocolDuty
from tests.factories import TODAY, make_user
from tests.factories.boards import MEETS_ON, make_board_meeting, make_staffed_board
from tests.factories.obligations import make_obligation, make_protocol_duty
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/9")]
A = MEETING.acts


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


def duty_of(meeting, **values):
    values = {
        "kind": ObligationKind.BOARD, "clause": "3", "owner": Owner.SCHOOL, "evidence": "Toplantı tutanağı",
        "first_due_on": date(2026, 6, 30), "every": Every.QUARTER, **values,
    }  # fmt: skip
    return list(make_obligation(meeting.board.protocol, **values).duties.order_by("due_on"))


def test_a_meeting_fulfils_a_duty_by_an_act_of_its_own_with_the_signed_minutes_as_evidence(expert):
    meeting = make_board_meeting(S.APPROVED)
    _june, september, december = duty_of(meeting)[:3]
    assert not ProtocolDuty.objects.filter(status=DutyStatus.FULFILLED).exists()

    done = A["fulfil_duty"](meeting, by=expert, on=TODAY, duty=september)

    september.refresh_from_db()
    assert (september.status, september.fulfilled_on) == (DutyStatus.FULFILLED, MEETS_ON)
    assert september.proof == done.document
    assert JournalEntry.objects.of(september).last().act == "fulfil"
    with pytest.raises(Invalid, match="zaten yerine getirildi"):
        A["fulfil_duty"](done, by=expert, on=TODAY, duty=december)


def test_a_duty_that_was_returned_is_fulfilled_again_by_the_same_meeting_or_by_another(expert):
    board = make_staffed_board()
    first = make_board_meeting(S.APPROVED, board=board)
    second = make_board_meeting(S.APPROVED, board=board, meets_on=date(2026, 9, 22))
    september = duty_of(first)[1]
    for meeting in (first, first, second):
        A["fulfil_duty"](meeting, by=expert, on=TODAY, duty=september)
        DUTY.acts["return_duty"](september, by=expert, on=TODAY, reason="İmza eksik.")

    assert set(BoardMeeting.objects.filter(duty=september)) == {second}


def test_no_duty_of_another_kind_school_or_time_is_fulfilled_by_it(expert):
    meeting = make_board_meeting(S.APPROVED)
    _june, september, december = duty_of(meeting)[:3]
    expenses = make_protocol_duty(meeting.board.protocol)
    elsewhere = duty_of(make_board_meeting(S.APPROVED))[1]
    DUTY.acts["waive"](september, by=expert, on=TODAY, reason="Vazgeçildi.")

    for duty, said in (
        (expenses, "danışma kurulu yükümlülüğünü"),
        (elsewhere, "danışma kurulu yükümlülüğünü"),
        (september, "beklemiyor"),
        (december, "o güne sayılır"),
    ):
        with pytest.raises(Invalid, match=said):
            A["fulfil_duty"](meeting, by=expert, on=TODAY, duty=duty)


def test_a_meeting_without_a_quorum_fulfils_nothing(expert):
    meeting = make_board_meeting(S.APPROVED, came=1)

    with pytest.raises(Invalid, match="Yeter sayı sağlanmayan"):
        A["fulfil_duty"](meeting, by=expert, on=TODAY, duty=duty_of(meeting)[1])


def test_who_may_not_say_that_a_duty_was_done_may_not_by_way_of_a_meeting_either():
    meeting = make_board_meeting(S.APPROVED)
    of_the_province = duty_of(meeting, owner=Owner.PROVINCE)[1]

    with pytest.raises(NotPermitted):
        A["fulfil_duty"](
            meeting, by=make_user(Role.PRINCIPAL, school=meeting.board.school), on=TODAY, duty=of_the_province
        )
    of_the_province.refresh_from_db()
    assert of_the_province.proof is None
