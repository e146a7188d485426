"""Who hears of advisory boards and on whose desk they lie: invitations, changes, answers, days by which a board must meet."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from desk.waiting import piles_of
from protocols.acts import BOARD, MEETING, RESOLUTION
from protocols.choices import ChangeKind as K
from protocols.choices.boards import BoardSide, MeetingStatus as S
from protocols.convening import warn_of_boards
from protocols.tasks import (
    after_board_answer,
    after_board_invitation,
    after_board_meeting_changed,
    after_board_minutes_signed,
)
from tests.factories import TODAY, make_school, make_user
from tests.factories.boards import (
    make_board,
    make_board_meeting,
    make_board_member,
    make_board_rules,
    make_resolution,
    make_sector_school,
    make_staffed_board,
)
from tests.factories.protocols import make_signed
from tests.protocols.test_boards import amend
from workflow.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/9")]
DUE = date(2026, 6, 2)


def heard(user):
    return sorted(Notice.objects.filter(user=user).values_list("text", flat=True))


def urls(user):
    return set(Notice.objects.filter(user=user).values_list("url", flat=True))


@pytest.fixture
def people():
    board = make_staffed_board()
    school = board.school
    return {
        "board": board,
        "principal": make_user(Role.PRINCIPAL, school=school),
        "officer": make_user(Role.PROVINCE_OFFICER, province=6),
        "representative": make_user(Role.REPRESENTATIVE, stakeholder=board.protocol.stakeholders.get()),
        "other principal": make_user(Role.PRINCIPAL, school=make_school()),
        "elsewhere": make_user(Role.PROVINCE_OFFICER, province=34),
        "other representative": make_user(Role.REPRESENTATIVE),
        "expert": make_user(Role.EXPERT),
    }


def test_the_sides_that_sit_on_the_board_hear_of_an_invitation_once(people):
    meeting = make_board_meeting(S.INVITED, board=people["board"])

    for _ in range(2):
        after_board_invitation(pk=meeting.pk)

    said = [f"Danışma kurulu toplantısına davet: {people['board'].school.name}, 15.09.2026 14:00"]
    assert [heard(people[name]) for name in ("principal", "officer", "representative")] == [said] * 3
    assert [heard(people[name]) for name in ("other principal", "elsewhere", "other representative", "expert")] == [
        []
    ] * 4
    assert urls(people["representative"]) == {f"/protokollerimiz/kurullar/toplanti/{meeting.pk}/"}
    assert urls(people["principal"]) == {f"/protokoller/danisma-kurullari/toplanti/{meeting.pk}/"}


def test_the_ministry_hears_where_it_sits_on_the_board(people):
    make_board_member(people["board"], "Can Er", side=BoardSide.DIRECTORATE)

    after_board_invitation(pk=make_board_meeting(S.INVITED, board=people["board"]).pk)

    assert len(heard(people["expert"])) == 1


def test_who_was_invited_hears_what_became_of_it_and_who_was_not_hears_nothing(people):
    meeting = make_board_meeting(board=people["board"])
    cancelled = MEETING.acts["cancel_meeting"](meeting, by=people["expert"], on=TODAY, reason="x")
    after_board_meeting_changed(pk=cancelled.pk)
    assert heard(people["representative"]) == []

    meeting = make_board_meeting(S.INVITED, board=people["board"])
    after_board_invitation(pk=meeting.pk)
    MEETING.acts["cancel_meeting"](meeting, by=people["expert"], on=TODAY, reason="x")
    for _ in range(2):
        after_board_meeting_changed(pk=meeting.pk)
    assert sum("vazgeçildi" in text for text in heard(people["representative"])) == 1


def test_the_principal_hears_what_is_to_be_answered_and_the_representatives_what_was(people):
    resolution = make_resolution(board=people["board"])
    meeting = resolution.meeting

    for _ in range(2):
        after_board_minutes_signed(pk=meeting.pk)
    last = f"{TODAY + timedelta(30):%d.%m.%Y}"
    assert heard(people["principal"]) == [f"Danışma kurulunun 1 kararı yanıtınızı bekliyor (son gün {last})"]
    assert heard(people["officer"]) == heard(people["representative"]) == []

    RESOLUTION.acts["follow"](resolution, by=people["principal"], on=TODAY, answer="")
    for _ in range(2):
        after_board_answer(pk=resolution.pk)
    said = f"Okul müdürlüğü danışma kurulu kararlarını yanıtladı: {people['board'].school.name}"
    assert heard(people["representative"]) == [said]
    assert heard(people["other representative"]) == []


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (DUE - timedelta(30), "En geç 30 gün sonra yapılacak 1 danışma kurulu toplantısı (02.06.2026)"),
        (DUE - timedelta(10), "En geç 10 gün sonra yapılacak 1 danışma kurulu toplantısı (02.06.2026)"),
        (DUE + timedelta(1), "Son günü dün geçen 1 danışma kurulu toplantısı (02.06.2026)"),
    ],
)
def test_those_who_convene_hear_in_time_and_once_of_a_day_that_passed(people, on, said):
    for _ in range(2):
        warn_of_boards(on=on)

    assert heard(people["principal"]) == heard(people["officer"]) == [said]
    assert [heard(people[name]) for name in ("other principal", "elsewhere", "expert", "representative")] == [[]] * 4


@pytest.mark.parametrize("days", [31, 29, 1, 0, -2])
def test_on_other_days_nobody_is_told(people, days):
    warn_of_boards(on=DUE - timedelta(days))

    assert heard(people["principal"]) == []


def test_nobody_is_told_of_a_board_that_has_a_meeting_planned(people):
    make_board_meeting(board=people["board"], meets_on=DUE - timedelta(1))

    warn_of_boards(on=DUE - timedelta(10))

    assert heard(people["principal"]) == []


def test_the_principal_hears_once_of_an_answer_that_is_late(people):
    resolution = make_resolution(board=people["board"])

    for _ in range(2):
        warn_of_boards(on=resolution.answer_by + timedelta(1))

    [late] = [text for text in heard(people["principal"]) if "Yanıt süresi" in text]
    assert late == f"Yanıt süresi dün dolan 1 danışma kurulu kararı ({resolution.answer_by:%d.%m.%Y})"


# The desk


def pile(user, key, on=TODAY):
    return next((pile for pile in piles_of(user, on=on) if pile.kind.key == key), None)


def test_a_board_lies_on_the_desk_of_who_convenes_it_until_a_meeting_is_planned(people):
    found = pile(people["principal"], "kurul-toplantisi", DUE - timedelta(30))
    assert (found.count, found.tasks[0].label) == (1, "En geç: 02.06.2026")
    assert found.tasks[0].holder == "Okul müdürlüğü"
    assert pile(people["principal"], "kurul-toplantisi", DUE - timedelta(31)) is None
    assert pile(people["officer"], "kurul-toplantisi", DUE).count == 1
    for name in ("other principal", "elsewhere", "expert"):
        assert pile(people[name], "kurul-toplantisi", DUE) is None

    make_board_meeting(board=people["board"], meets_on=DUE)
    assert pile(people["principal"], "kurul-toplantisi", DUE) is None


@pytest.mark.parametrize(
    ("state", "on", "count"),
    [
        (S.PLANNED, date(2026, 9, 15), 0),
        (S.INVITED, date(2026, 9, 16), 1),
        (S.HELD, TODAY, 1),
        (S.MINUTED, TODAY, 1),
        (S.APPROVED, TODAY, 0),
        (S.CANCELLED, TODAY, 0),
    ],
)
def test_meetings_wait_for_their_record_and_their_minutes(people, state, on, count):
    make_board_meeting(state, board=people["board"])

    found = pile(people["principal"], "kurul-tutanagi", on)

    assert (found.count if found else 0) == count
    assert pile(people["elsewhere"], "kurul-tutanagi", on) is None


def test_resolutions_wait_for_the_principal_and_the_province_sees_that_they_do(people):
    resolution = make_resolution(board=people["board"])

    ours = pile(people["principal"], "kurul-karari", TODAY + timedelta(5))
    theirs = pile(people["officer"], "kurul-kararinda", TODAY + timedelta(5))
    assert [task.record for task in ours.tasks] == [f"{people['board']}, karar {resolution.number_words}"]
    assert (theirs.count, theirs.kind.group) == (1, "sent")
    assert ours.tasks[0].since == TODAY
    assert pile(people["officer"], "kurul-karari") is None
    RESOLUTION.acts["follow"](resolution, by=people["principal"], on=TODAY, answer="")
    assert pile(people["principal"], "kurul-karari") is None


def test_protocols_whose_rules_nobody_read_wait_for_the_ministry(people):
    expert = people["expert"]
    assert pile(expert, "kurul-kurallari") is None

    unread = make_signed(make_sector_school(), title="Okunmamış protokol")
    make_signed(make_school(), title="Sektörle ilgisiz")
    found = pile(expert, "kurul-kurallari")
    assert [task.record for task in found.tasks] == ["Okunmamış protokol"]
    make_board_rules(unread)
    assert pile(expert, "kurul-kurallari") is None

    amend(unread, {"kind": K.CLAUSE_CHANGED, "clause": "3", "text": "Her ay."})
    assert pile(expert, "kurul-kurallari").count == 1
    make_board_rules(unread, holds_from=TODAY, every_months=1)
    assert pile(expert, "kurul-kurallari") is None


def test_the_desk_asks_as_often_for_many_boards_as_for_one(people):
    counts = []
    for many in (1, 4):
        for _ in range(many):
            board = make_staffed_board()
            make_board_meeting(S.HELD, board=board, came=1)
            make_resolution()
        piles_of(people["officer"], on=TODAY)
        with CaptureQueriesContext(connection) as queries:
            piles_of(people["officer"], on=TODAY)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_closed_board_lies_on_nobodys_desk(people):
    board = make_board()
    officer = people["officer"]
    before = pile(officer, "kurul-toplantisi", TODAY).count
    BOARD.acts["close_board"](board, by=officer, on=TODAY, closed_on=TODAY, reason="Yeniden kurulacak.")

    assert pile(officer, "kurul-toplantisi", TODAY).count == before - 1
