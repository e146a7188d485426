"""Members of advisory boards and their chairs: for a party, once, one chair at a time, unchanged once a meeting was held."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from protocols.acts import BOARD
from protocols.acts.boards import chair_on, members_on
from protocols.choices.boards import BoardSide, MeetingStatus
from protocols.models import BoardChair, BoardMember
from tests.factories import TODAY, make_stakeholder, make_user
from tests.factories.boards import (
    FORMED_ON,
    MEETS_ON,
    make_board,
    make_board_chair,
    make_board_meeting,
    make_board_member,
    make_staffed_board,
)
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/9")]
A = BOARD.acts


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " . "}, "name"),
        ({"side": BoardSide.STAKEHOLDER}, "stakeholder"),
        ({"starts_on": FORMED_ON - timedelta(1)}, "starts_on"),
        ({"starts_on": date(2029, 2, 2)}, "starts_on"),
        ({"ends_on": FORMED_ON - timedelta(1)}, "ends_on"),
    ],
)
def test_a_member_that_cannot_be_is_refused_at_its_field(values, field):
    with pytest.raises(Invalid) as refused:
        make_board_member(**values)

    assert field in refused.value.faults
    assert not BoardMember.objects.exists()


def test_a_stakeholders_member_is_of_a_party_to_the_protocol_and_nobody_else_names_one():
    board = make_board()

    with pytest.raises(Invalid, match="tarafı olan bir paydaş"):
        make_board_member(board, side=BoardSide.STAKEHOLDER, stakeholder=make_stakeholder())
    with pytest.raises(Invalid, match="yalnız paydaşın"):
        make_board_member(board, stakeholder=board.protocol.stakeholders.get())


def test_a_person_sits_once_for_a_party_however_the_name_is_typed_and_may_sit_for_another():
    board = make_board()
    member = make_board_member(board, "Ayşe Işık", ends_on=date(2026, 6, 30))

    with pytest.raises(Invalid, match="zaten üye"):
        make_board_member(board, "ayse  ISIK", starts_on=date(2026, 6, 30))
    make_board_member(board, "Ayşe Işık", starts_on=date(2026, 7, 1))
    make_board_member(board, "Ayşe Işık", side=BoardSide.PROVINCE)

    member.pk, member.starts_on = None, date(2026, 4, 1)
    with pytest.raises(IntegrityError, match="boardmember_sits_once_for_a_party"), transaction.atomic():
        member.save(force_insert=True)


def test_a_substitute_comes_for_a_full_member_of_the_same_party():
    board = make_staffed_board()
    ours, theirs, _ = board.members.order_by("pk")

    substitute = make_board_member(board, "Ali Kaya", substitutes=ours)
    for whom in (theirs, substitute, make_board_member()):
        with pytest.raises(Invalid) as refused:
            make_board_member(board, "Can Er", substitutes=whom)
        assert "substitutes" in refused.value.faults


def test_chairs_follow_each_other_without_a_day_between_them():
    board = make_staffed_board()
    first, second, _ = board.members.order_by("pk")

    make_board_chair(second, starts_on=date(2026, 6, 1))

    assert chair_on(board, date(2026, 5, 31)).member == first
    assert chair_on(board, date(2026, 6, 1)).member == second
    assert [(chair.starts_on, chair.ends_on) for chair in board.chairs.all()] == [
        (FORMED_ON, date(2026, 5, 31)),
        (date(2026, 6, 1), None),
    ]
    with pytest.raises(IntegrityError, match="boardchair_one_at_a_time"), transaction.atomic():
        BoardChair.objects.create(board=board, member=first, starts_on=date(2026, 7, 1))


@pytest.mark.parametrize("whom", ["again", "substitute", "of another board", "not yet", "before the other"])
def test_a_chair_that_cannot_be_is_refused(whom):
    board = make_staffed_board()
    first, second, _ = board.members.order_by("pk")
    values = {"starts_on": date(2026, 7, 1)}
    member = {
        "again": lambda: first,
        "substitute": lambda: make_board_member(board, "Ali Kaya", substitutes=first),
        "of another board": make_board_member,
        "not yet": lambda: make_board_member(board, "Ali Kaya", starts_on=date(2026, 8, 1)),
        "before the other": lambda: make_board_chair(second, starts_on=date(2026, 8, 1)).member,
    }[whom]()

    with pytest.raises(Invalid):
        A["name_chair"](board, by=make_user(Role.EXPERT), on=TODAY, member=member, **values)


def test_a_membership_ends_with_its_chair_and_its_substitutes(expert):
    board = make_staffed_board()
    first = board.members.order_by("pk")[0]
    substitute = make_board_member(board, "Ali Kaya", substitutes=first)
    last = date(2026, 6, 30)

    A["end_member"](board, by=expert, on=TODAY, member=first, ends_on=last, reason="Görevi değişti.")

    substitute.refresh_from_db()
    assert substitute.ends_on == last
    assert chair_on(board, last).member == first
    assert chair_on(board, last + timedelta(1)) is None
    assert first in members_on(board, last)
    assert first not in members_on(board, last + timedelta(1))


def test_who_sat_at_a_meeting_that_was_held_does_not_change(expert):
    board = make_staffed_board()
    first = board.members.order_by("pk")[0]
    make_board_meeting(MeetingStatus.HELD, board=board)

    for act, values in (
        ("end_member", {"member": first, "ends_on": MEETS_ON - timedelta(1), "reason": "x"}),
        ("name_chair", {"member": board.members.last(), "starts_on": MEETS_ON}),
        ("add_member", {"side": "school", "name": "Ali", "title": "x", "starts_on": MEETS_ON}),
    ):
        with pytest.raises(Invalid, match=r"15\.09\.2026"):
            A[act](board, by=expert, on=TODAY, **values)
    A["end_member"](board, by=expert, on=TODAY, member=first, ends_on=MEETS_ON, reason="Görevi değişti.")
