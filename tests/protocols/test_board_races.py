"""Two at once on an advisory board, on PostgreSQL: one board, one meeting a day, one chair, and nobody is told nothing."""

import threading
from datetime import date, time, timedelta

import pytest
from django.db import close_old_connections, connection

from accounts.choices import Role
from protocols.acts import BOARD, form_board, plan_meeting
from protocols.acts.boards import chair_on
from protocols.models import AdvisoryBoard, BoardMeeting
from tests.factories import TODAY, make_user
from tests.factories.boards import FORMED_ON, MEETS_ON, make_board_rules, make_sector_school, make_staffed_board
from tests.factories.protocols import make_signed
from workflow.refusals import Invalid

pytestmark = pytest.mark.provision("okul/8/9")


def together(*calls):
    """Runs the calls at once, each in a thread of its own; what each said."""
    gate, answers = threading.Barrier(len(calls)), []

    def go(call):
        close_old_connections()
        gate.wait()
        try:
            call()
            answers.append("done")
        except Invalid as refused:
            answers.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_of_two_who_plan_a_meeting_for_one_day_one_is_told():
    board, people = make_staffed_board(), [make_user(Role.EXPERT) for _ in range(4)]
    plan = {"meets_on": MEETS_ON, "starts_at": time(14), "place": "Okul", "agenda": ["Açılış"]}

    answers = together(*(lambda by=by: plan_meeting(board, by=by, on=TODAY, **plan) for by in people))

    assert answers.count("done") == 1
    assert sum("o gün bir toplantısı var" in answer for answer in answers) == 3
    assert BoardMeeting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_meetings_planned_at_once_for_different_days_get_different_numbers():
    board, people = make_staffed_board(), [make_user(Role.EXPERT) for _ in range(4)]
    plan = {"starts_at": time(14), "place": "Okul", "agenda": ["Açılış"]}

    answers = together(
        *(
            lambda by=by, day=day: plan_meeting(board, by=by, on=TODAY, meets_on=MEETS_ON + timedelta(day), **plan)
            for day, by in enumerate(people)
        )
    )

    assert answers == ["done"] * 4
    assert sorted(BoardMeeting.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_name_a_chair_for_one_day_there_is_one_chair_in_the_end():
    board = make_staffed_board()
    _, second, third = board.members.order_by("pk")
    people = [make_user(Role.EXPERT) for _ in range(2)]
    day = date(2026, 11, 1)

    together(
        *(
            lambda by=by, member=member: BOARD.acts["name_chair"](board, by=by, on=TODAY, member=member, starts_on=day)
            for by, member in zip(people, (second, third), strict=True)
        )
    )

    assert chair_on(board, day).member in {second, third}
    assert board.chairs.filter(starts_on=day).count() == 1
    assert board.chairs.filter(ends_on=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_form_the_board_of_a_school_one_is_told():
    school = make_sector_school()
    protocol = make_signed(school)
    make_board_rules(protocol)
    people = [make_user(Role.EXPERT) for _ in range(4)]

    answers = together(
        *(lambda by=by: form_board(school, by=by, on=TODAY, protocol=protocol, formed_on=FORMED_ON) for by in people)
    )

    assert answers.count("done") == 1
    assert AdvisoryBoard.objects.count() == 1
