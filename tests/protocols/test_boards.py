"""Advisory boards: formed where the law and the protocol call for one, with members and one chair, closed with the protocol."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from protocols.acts import BOARD, end, form_board, save_change, set_board_rules, sign_amendment
from protocols.acts.days import open_the_day
from protocols.choices import ChangeKind as K, ProtocolStatus
from protocols.choices.boards import BoardStatus as S, MeetingStatus, QuorumKind
from protocols.models import AdvisoryBoard, AmendmentChange, BoardRules, Protocol
from protocols.snapshots import board_rules_of, outdated_by
from tests.factories import TODAY, make_school, make_stakeholder, make_user
from tests.factories.boards import (
    FORMED_ON,
    MEETS_ON,
    make_board,
    make_board_meeting,
    make_board_rules,
    make_sector_school,
    make_staffed_board,
)
from tests.factories.protocols import make_amendment, make_draft, make_signed, make_signed_amendment
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/9")]
A = BOARD.acts
RULES = {"clause": "3", "holds_from": date(2026, 2, 1), "every_months": 3, "quorum_kind": QuorumKind.MAJORITY}


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


def amend(protocol, *changes, holds_from=TODAY):
    expert = make_user(Role.EXPERT)
    amendment = make_amendment(protocol)
    for change in changes:
        save_change(amendment, AmendmentChange(**change), by=expert, on=TODAY)
    return sign_amendment(amendment, by=expert, on=TODAY, signed_on=TODAY, holds_from=holds_from)


# Working rules


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"clause": "77"}, "clause"),
        ({"holds_from": date(2026, 1, 31)}, "holds_from"),
        ({"holds_from": date(2029, 2, 2)}, "holds_from"),
        ({"every_months": 0}, "every_months"),
        ({"every_months": 61}, "every_months"),
        ({"quorum_kind": QuorumKind.COUNT}, "quorum_count"),
        ({"quorum_count": 4}, "quorum_count"),
        ({"quorum_kind": QuorumKind.SHARE}, "quorum_share"),
        ({"quorum_kind": QuorumKind.SHARE, "share_numerator": 3, "share_denominator": 2}, "quorum_share"),
        ({"share_numerator": 2, "share_denominator": 3}, "quorum_share"),
    ],
)
def test_rules_that_the_protocol_cannot_have_are_refused_at_their_field(expert, values, field):
    protocol = make_signed(make_sector_school())

    with pytest.raises(Invalid) as refused:
        set_board_rules(protocol, by=expert, on=TODAY, **{**RULES, **values})

    assert field in refused.value.faults
    assert not BoardRules.objects.exists()


def test_rules_are_read_out_of_a_signed_text_by_the_ministry_who_saw_the_last_of_it(expert):
    protocol = make_signed(make_sector_school())
    officer = make_user(Role.PROVINCE_OFFICER, province=6)

    with pytest.raises(OutOfState):
        set_board_rules(make_draft(), by=expert, on=TODAY, **RULES)
    with pytest.raises(NotPermitted, match="Genel Müdürlük"):
        set_board_rules(protocol, by=officer, on=TODAY, **RULES)
    with pytest.raises(Stale):
        set_board_rules(protocol, by=expert, on=TODAY, revision=protocol.revision + 1, **RULES)

    set_board_rules(protocol, by=expert, on=TODAY, revision=protocol.revision, **RULES)
    entry = JournalEntry.objects.of(protocol).last()
    assert (entry.act, entry.cites, entry.details["after"]["every_months"]) == ("set_board_rules", "okul/8/9", "3")


def test_the_clause_must_stand_in_the_text_of_the_day_from_which_the_rules_hold(expert):
    protocol = make_signed(make_sector_school())
    amend(
        protocol,
        {"kind": K.CLAUSE_ADDED, "clause": "9", "text": "Kurul her ay toplanır."},
        holds_from=date(2027, 1, 1),
    )

    with pytest.raises(Invalid) as refused:
        set_board_rules(protocol, by=expert, on=TODAY, **{**RULES, "clause": "9"})
    assert "clause" in refused.value.faults

    made = set_board_rules(
        protocol, by=expert, on=TODAY, **{**RULES, "clause": "9", "holds_from": date(2027, 1, 1), "every_months": 1}
    )
    assert made.seen == 1


def test_a_version_of_the_same_day_is_put_right_until_a_meeting_was_held_by_it(expert):
    board = make_staffed_board()
    first = board.protocol.board_rules.get()

    again = make_board_rules(board.protocol, every_months=6)
    assert (again.pk, again.every_months) == (first.pk, 6)
    board.refresh_from_db()
    assert board.due_on == date(2026, 9, 2)

    make_board_meeting(MeetingStatus.HELD, board=board)
    for day in (first.holds_from, MEETS_ON):
        with pytest.raises(Invalid, match=r"15\.09\.2026"):
            make_board_rules(board.protocol, holds_from=day, every_months=1)
    make_board_rules(board.protocol, holds_from=MEETS_ON + timedelta(1), every_months=1)


def test_rules_follow_an_amendment_from_its_day_and_are_said_to_be_outdated_until_they_are_read_again():
    board = make_board()
    rules = board.protocol.board_rules.get()
    assert outdated_by(rules) == 0

    make_signed_amendment(board.protocol, clause="3", text="Kurul her ay toplanır.", holds_from=TODAY)
    assert outdated_by(rules) == 1

    newer = make_board_rules(board.protocol, holds_from=TODAY, every_months=1)
    assert outdated_by(newer) == 0
    assert [one.every_months for one in board_rules_of(board.protocol)] == [3, 1]


def test_what_a_removed_clause_said_is_not_known_any_more():
    board = make_board(formed_on=date(2026, 8, 3))
    assert board.due_on == date(2026, 11, 3)

    amend(board.protocol, {"kind": K.CLAUSE_REMOVED, "clause": "3"}, holds_from=TODAY)

    board.refresh_from_db()
    assert board.due_on is None
    assert board_rules_of(board.protocol)[0].gone_from == TODAY


# Formed


def test_a_board_is_formed_under_a_protocol_of_a_sector_school_that_sets_its_rules():
    board = make_board()

    assert (board.status, board.due_on) == (S.OPEN, date(2026, 6, 2))
    entry = JournalEntry.objects.of(board).get()
    assert (entry.act, entry.cites) == ("form_board", "okul/8/9")


def test_a_school_that_is_not_of_the_sector_gets_none():
    with pytest.raises(Invalid, match="sektöre entegre"):
        make_board(make_school())


def test_without_working_rules_it_is_not_known_how_the_board_works():
    school = make_sector_school()
    protocol = make_signed(school)

    with pytest.raises(Invalid, match=r"Bilgi eksik.*8/9"):
        form_board(school, by=make_user(Role.EXPERT), on=TODAY, protocol=protocol, formed_on=FORMED_ON)


@pytest.mark.parametrize("formed_on", [TODAY + timedelta(1), date(2026, 1, 31)])
def test_the_day_lies_in_the_protocols_term_and_not_ahead(formed_on):
    with pytest.raises(Invalid) as refused:
        make_board(formed_on=formed_on)

    assert "formed_on" in refused.value.faults


def test_neither_a_protocol_that_ended_nor_another_school_carries_a_board():
    school = make_sector_school()
    protocol = make_signed(school)
    make_board_rules(protocol)
    head = make_user(Role.DEPARTMENT_HEAD)

    with pytest.raises(Invalid, match="saymıyor"):
        form_board(make_sector_school(), by=head, on=TODAY, protocol=protocol, formed_on=FORMED_ON)
    end(protocol, by=head, on=TODAY, ended_on=TODAY, reason="Anlaşıldı.")
    with pytest.raises(Invalid, match="yürürlükte değil"):
        form_board(school, by=head, on=TODAY, protocol=protocol, formed_on=FORMED_ON)


def test_one_board_at_a_time_for_a_school_under_a_protocol():
    board = make_board()

    with pytest.raises(Invalid, match="görevde bir danışma kurulu"):
        make_board(board.school, protocol=board.protocol)
    with pytest.raises(IntegrityError, match="advisoryboard_one_open"), transaction.atomic():
        AdvisoryBoard.objects.create(protocol=board.protocol, school=board.school, formed_on=TODAY)

    A["close_board"](board, by=make_user(Role.EXPERT), on=TODAY, closed_on=TODAY, reason="Yeniden kurulacak.")
    assert make_board(board.school, protocol=board.protocol, formed_on=TODAY).status == S.OPEN


# Closed


def test_a_board_ends_by_days_with_its_protocol_and_the_night_writes_it_once():
    board = make_board_meeting(MeetingStatus.INVITED, meets_on=date(2026, 12, 1)).board
    protocol = board.protocol
    ended_on = date(2026, 11, 1)
    end(protocol, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, ended_on=ended_on, reason="Anlaşıldı.")

    assert AdvisoryBoard.objects.at_work(ended_on - timedelta(1)).filter(pk=board.pk).exists()
    assert not AdvisoryBoard.objects.at_work(ended_on).filter(pk=board.pk).exists()
    assert not AdvisoryBoard.objects.overdue(ended_on).exists()

    for _ in range(2):
        open_the_day(on=date(2026, 11, 5))

    board.refresh_from_db()
    assert (board.status, board.closed_on, board.due_on) == (S.CLOSED, ended_on, None)
    assert JournalEntry.objects.of(board).filter(act="close_with_protocol").count() == 1
    assert board.meetings.get().status == MeetingStatus.CANCELLED


def test_a_board_whose_term_is_over_closes_on_the_day_after_it():
    board = make_board()

    open_the_day(on=date(2029, 2, 2))

    board.refresh_from_db()
    assert (board.closed_on, board.close_reason) == (date(2029, 2, 2), "Protokol sona erdi.")


def test_a_school_that_leaves_the_protocol_takes_its_board_with_it():
    school, other = make_sector_school(), make_sector_school()
    protocol = make_signed(school, other)
    board, theirs = make_board(school, protocol=protocol), make_board(other, protocol=protocol)
    amend(protocol, {"kind": K.SCHOOL_REMOVED, "school": school})

    open_the_day(on=TODAY)

    board.refresh_from_db()
    theirs.refresh_from_db()
    assert (board.status, board.close_reason, theirs.status) == (S.CLOSED, "Okul protokolden çıktı.", S.OPEN)


def test_members_of_a_party_that_left_sit_no_more():
    board = make_staffed_board()
    leaving = board.protocol.stakeholders.get()
    amend(
        board.protocol,
        {"kind": K.PARTY_ADDED, "stakeholder": make_stakeholder()},
        {"kind": K.PARTY_REMOVED, "stakeholder": leaving},
    )

    for _ in range(2):
        open_the_day(on=TODAY)

    member = board.members.get(stakeholder=leaving)
    assert member.ends_on == TODAY - timedelta(1)
    assert JournalEntry.objects.of(board).filter(act="end_with_party").count() == 1


def test_a_board_is_closed_early_by_province_or_ministry_with_a_reason_and_nothing_planned():
    meeting = make_board_meeting(meets_on=date(2026, 10, 1))
    board, principal = meeting.board, make_user(Role.PRINCIPAL, school=meeting.board.school)
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    values = {"closed_on": TODAY, "reason": "Okul yeniden kurulacak kurulu bekliyor."}

    with pytest.raises(NotPermitted):
        A["close_board"](board, by=principal, on=TODAY, **values)
    with pytest.raises(Invalid, match="vazgeçin"):
        A["close_board"](board, by=officer, on=TODAY, **values)
    for wrong in ({"reason": " "}, {"closed_on": TODAY + timedelta(1)}, {"closed_on": FORMED_ON - timedelta(1)}):
        with pytest.raises(Invalid):
            A["close_board"](board, by=officer, on=TODAY, **{**values, **wrong})


def test_the_database_holds_what_the_acts_hold():
    board = make_board()

    for values, name in (
        ({"closed_on": TODAY}, "advisoryboard_closed_with_day_and_reason"),
        ({"status": S.CLOSED}, "advisoryboard_closed_with_day_and_reason"),
        (
            {"status": S.CLOSED, "closed_on": FORMED_ON - timedelta(1), "close_reason": "x"},
            "advisoryboard_closes_after_it_forms",
        ),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            AdvisoryBoard.objects.filter(pk=board.pk).update(**values)
    for values in (
        {"every_months": 0},
        {"quorum_kind": "count"},
        {"quorum_kind": "share"},
        {"share_numerator": 1},
        {"clause": "x"},
    ):
        with pytest.raises(IntegrityError, match="boardrules_"), transaction.atomic():
            BoardRules.objects.update(**values)


def test_overdue_are_those_at_work_whose_day_has_passed():
    board = make_board()

    assert set(AdvisoryBoard.objects.overdue(date(2026, 6, 2))) == set()
    assert set(AdvisoryBoard.objects.overdue(date(2026, 6, 3))) == {board}
    assert set(AdvisoryBoard.objects.due_within(date(2026, 5, 3), 30)) == {board}
    assert set(AdvisoryBoard.objects.due_within(date(2026, 5, 2), 30)) == set()
    Protocol.objects.filter(pk=board.protocol_id).update(
        status=ProtocolStatus.ENDED, ended_on=date(2026, 6, 1), end_reason="x"
    )
    assert set(AdvisoryBoard.objects.overdue(date(2026, 6, 3))) == set()
