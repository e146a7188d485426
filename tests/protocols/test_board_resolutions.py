"""Resolutions of advisory boards: taken with a quorum and votes that add up, answered by the principal alone, never changed by it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from protocols.acts import MEETING, RESOLUTION
from protocols.choices.boards import MeetingStatus, ResolutionStatus as R
from protocols.models import AdvisoryBoard, Resolution
from tests.factories import TODAY, make_user
from tests.factories.boards import make_board_meeting, make_resolution, write_resolution
from tests.workflow.people import EVERYBODY, everybody
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/9")]
M, A = MEETING.acts, RESOLUTION.acts


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


def principal_of(resolution):
    return make_user(Role.PRINCIPAL, school=resolution.meeting.board.school)


def test_a_meeting_without_a_quorum_takes_no_resolution(expert):
    with pytest.raises(Invalid, match="Yeter sayı sağlanmadığı"):
        write_resolution(make_board_meeting(MeetingStatus.HELD, came=1), by=expert)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"in_favour": 3, "against": 1}, "in_favour"),
        ({"in_favour": 0, "abstaining": 2}, "in_favour"),
        ({"in_favour": 1, "against": 2}, "in_favour"),
        ({"text": "  "}, "text"),
    ],
)
def test_a_resolution_that_cannot_be_is_refused_at_its_field(expert, values, field):
    meeting = make_board_meeting(MeetingStatus.HELD)

    with pytest.raises(Invalid) as refused:
        write_resolution(meeting, by=expert, **values)

    assert field in refused.value.faults
    assert not Resolution.objects.exists()


def test_an_item_of_another_meetings_agenda_is_refused(expert):
    other = make_board_meeting().agenda.first()

    with pytest.raises(Invalid) as refused:
        write_resolution(make_board_meeting(MeetingStatus.HELD), by=expert, item=other)
    assert "item" in refused.value.faults


def test_resolutions_are_numbered_put_right_and_taken_out_while_minutes_are_written(expert):
    meeting = make_board_meeting(MeetingStatus.HELD)
    for text in ("Bir", "İki", "Üç"):
        write_resolution(meeting, by=expert, text=text)
    first, second, third = meeting.resolutions.order_by("number")

    votes = {"in_favour": 3, "against": 0, "abstaining": 0}
    M["change_resolution"](meeting, by=expert, on=TODAY, resolution=second, text="İki, düzeltilmiş", **votes)
    M["remove_resolution"](meeting, by=expert, on=TODAY, resolution=first, reason="İki kez yazılmış.")

    rows = meeting.resolutions.order_by("number").values_list("number", "text")
    assert list(rows) == [(1, "İki, düzeltilmiş"), (2, "Üç")]
    assert JournalEntry.objects.filter(record_id=str(first.pk), act="remove_resolution").get().details["text"] == "Bir"
    assert third.number_words.endswith("/3")


def test_nothing_of_completed_minutes_is_changed(expert):
    meeting = make_board_meeting(MeetingStatus.MINUTED)

    for act, values in (
        ("write_resolution", {"text": "x", "in_favour": 1, "against": 0, "abstaining": 0}),
        ("remove_resolution", {"resolution": meeting.resolutions.get(), "reason": "x"}),
    ):
        with pytest.raises(OutOfState):
            M[act](meeting, by=expert, on=TODAY, **values)


def test_a_resolution_of_another_meeting_is_out_of_reach(expert):
    other = make_resolution()

    with pytest.raises(Invalid, match="Bu toplantının"):
        M["remove_resolution"](
            make_board_meeting(MeetingStatus.HELD), by=expert, on=TODAY, resolution=other, reason="x"
        )


@pytest.mark.parametrize(
    ("act", "state"), [("follow", R.FOLLOWED), ("follow_partly", R.PARTLY), ("not_follow", R.NOT_FOLLOWED)]
)
def test_the_principal_answers_and_the_resolution_stays_as_it_was_taken(act, state):
    resolution = make_resolution()
    before = {name: getattr(resolution, name) for name in ("text", "in_favour", "against", "abstaining", "number")}

    answered = A[act](resolution, by=principal_of(resolution), on=TODAY, answer="Ödenek yetmiyor.")

    assert (answered.status, answered.answered_on, answered.answer) == (state, TODAY, "Ödenek yetmiyor.")
    assert {name: getattr(answered, name) for name in before} == before
    assert JournalEntry.objects.of(resolution).last().cites == "okul/8/9"


def test_who_does_not_follow_says_why_and_who_follows_need_not():
    resolution = make_resolution()
    principal = principal_of(resolution)

    for act in ("follow_partly", "not_follow"):
        with pytest.raises(Invalid) as refused:
            A[act](resolution, by=principal, on=TODAY, answer=" ")
        assert "answer" in refused.value.faults
    assert A["follow"](resolution, by=principal, on=TODAY, answer="").status == R.FOLLOWED


def test_an_answer_is_taken_back_and_stays_in_the_history():
    resolution = make_resolution()
    principal = principal_of(resolution)
    A["not_follow"](resolution, by=principal, on=TODAY, answer="Ödenek yok.")
    with pytest.raises(OutOfState):
        A["follow"](resolution, by=principal, on=TODAY, answer="")

    back = A["take_answer_back"](resolution, by=principal, on=TODAY, reason="Ödenek geldi.")

    assert (back.status, back.answer, back.answered_on) == (R.AWAITING, "", None)
    details = JournalEntry.objects.of(resolution).last().details
    assert details["before"] == {"status": "Uyulmadı", "answer": "Ödenek yok."}


@pytest.mark.parametrize("act", ["follow", "follow_partly", "not_follow"])
def test_nobody_answers_for_the_school_directorate(act):
    """Teaching, education and management stay with it: neither the province nor the ministry, and no program."""
    resolution = make_resolution()
    people = everybody(resolution.meeting.board.school)

    assert {name for name in EVERYBODY if A[act].open_to(people[name], resolution)} == {"principal"}
    with pytest.raises(NotPermitted, match="okul müdürlüğü yanıtlar"):
        A[act](resolution, by=people["director_general"], on=TODAY, answer="x")


def test_what_waits_too_long_is_late_and_its_board_unanswered():
    resolution = make_resolution()
    board = resolution.meeting.board

    assert set(Resolution.objects.late(resolution.answer_by)) == set()
    assert set(Resolution.objects.late(resolution.answer_by + timedelta(1))) == {resolution}
    assert set(AdvisoryBoard.objects.unanswered()) == {board}
    A["follow"](resolution, by=principal_of(resolution), on=TODAY, answer="")
    assert set(AdvisoryBoard.objects.unanswered()) == set()
    assert set(Resolution.objects.late(resolution.answer_by + timedelta(1))) == set()


def test_the_database_holds_what_the_acts_hold():
    resolution = make_resolution()

    for values, name in (
        ({"in_favour": 9}, "resolution_no_more_votes_than_attending"),
        ({"in_favour": 0}, "resolution_was_taken"),
        ({"in_favour": 1, "against": 2}, "resolution_was_taken"),
        ({"status": R.FOLLOWED}, "resolution_answered_on_a_day"),
        ({"status": R.NOT_FOLLOWED, "answered_on": TODAY}, "resolution_not_followed_with_a_reason"),
        ({"answer": "x"}, "resolution_answered_on_a_day"),
        ({"answer_by": None}, "resolution_to_be_answered_by_a_day"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Resolution.objects.filter(pk=resolution.pk).update(**values)
