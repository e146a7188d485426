"""Advisory boards through admin, page and API: one act, one refusal; who may what; who sees what; races on PostgreSQL."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from protocols.acts import BOARD, MEETING, RESOLUTION
from protocols.choices.boards import BoardStatus, MeetingStatus as S, ResolutionStatus as R
from protocols.models import AdvisoryBoard, BoardMeeting, Resolution
from tests.factories import make_user
from tests.factories.boards import (
    make_board,
    make_board_meeting,
    make_resolution,
    make_staffed_board,
)
from tests.workflow.doors import ADMIN, DOORS, code_of_the_api, through
from tests.workflow.people import CLIENTS, MINISTRY, OUTSIDE, PROVINCE, SCHOOL_SIDE, WITHIN, everybody

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/9")]
KEEPERS = MINISTRY | PROVINCE | CLIENTS | SCHOOL_SIDE
MEMBER = {"side": "school", "name": "Ali Kaya", "title": "Müdür yardımcısı", "starts_on": "2026-10-01"}
PLAN = {"meets_on": "2026-12-01", "starts_at": "14:00", "place": "Okul", "agenda": ["Açılış", "Dilekler"]}


def test_every_act_is_tried():
    assert set(BOARD.acts) == {"add_member", "end_member", "name_chair", "close_board"}
    assert set(RESOLUTION.acts) == {"follow", "follow_partly", "not_follow", "take_answer_back"}
    assert set(MEETING.acts) == {
        "replan", "invite", "recall_invitation", "postpone", "cancel_meeting", "hold", "undo_hold", "write_minutes",
        "complete_minutes", "reopen_minutes", "sign_minutes", "fulfil_duty", "write_resolution", "change_resolution",
        "remove_resolution",
    }  # fmt: skip


def members(meeting):
    return [member.pk for member in meeting.board.members.order_by("pk")]


@pytest.mark.parametrize(
    ("act", "make", "values", "after"),
    [
        ("add_member", make_board, lambda _: MEMBER, BoardStatus.OPEN),
        ("end_member", make_staffed_board, lambda board: {"member": board.members.first().pk, "ends_on": "2026-11-01", "reason": "x"}, BoardStatus.OPEN),
        ("name_chair", make_staffed_board, lambda board: {"member": board.members.last().pk, "starts_on": "2026-11-01"}, BoardStatus.OPEN),
        ("close_board", make_board, lambda _: {"closed_on": "2026-10-01", "reason": "x"}, BoardStatus.CLOSED),
        ("invite", make_board_meeting, lambda _: {"invited_on": "2026-09-01"}, S.INVITED),
        ("recall_invitation", lambda: make_board_meeting(S.INVITED), lambda _: {"reason": "x"}, S.PLANNED),
        ("postpone", make_board_meeting, lambda _: {"meets_on": "2026-12-01", "starts_at": "10:30", "reason": "x"}, S.PLANNED),
        ("cancel_meeting", make_board_meeting, lambda _: {"reason": "x"}, S.CANCELLED),
        ("hold", lambda: make_board_meeting(S.INVITED), lambda m: {"attended": members(m), "presided_by": members(m)[0]}, S.HELD),
        ("undo_hold", lambda: make_board_meeting(S.HELD), lambda _: {"reason": "x"}, S.INVITED),
        ("write_minutes", lambda: make_board_meeting(S.HELD), lambda _: {"minutes": "Görüşüldü."}, S.HELD),
        ("write_resolution", lambda: make_board_meeting(S.HELD), lambda m: {"text": "Karar.", "in_favour": 2, "against": 1, "abstaining": 0, "item": m.agenda.first().pk}, S.HELD),
        ("complete_minutes", lambda: make_board_meeting(S.HELD, came=1), lambda _: {}, S.MINUTED),
        ("reopen_minutes", lambda: make_board_meeting(S.MINUTED), lambda _: {"reason": "x"}, S.HELD),
    ],
)  # fmt: skip
def test_an_act_does_the_same_through_every_door(act, make, values, after):
    record, person = make(), make_user(Role.EXPERT)
    record.refresh_from_db()

    first, *others = [through(door, record, act, by=person, **values(record)) for door in DOORS]

    assert (first.refusal, first.status, first.revision) == ([], after, record.revision + 1)
    assert (first.entries[-1]["act"], first.entries[-1]["by_id"]) == (act, person.pk)
    assert others == [first] * 2


def test_an_agenda_is_a_text_on_the_page_and_a_list_in_the_api():
    meeting, person = make_board_meeting(), make_user(Role.EXPERT)

    pages = [
        through(door, meeting, "replan", by=person, **{**PLAN, "agenda": "Açılış\n\nDilekler"}) for door in DOORS[:2]
    ]
    program = through(DOORS[2], meeting, "replan", by=person, **PLAN)

    assert pages == [program] * 2
    assert program.entries[-1]["details"]["agenda"] == ["Açılış", "Dilekler"]


def test_the_principal_answers_by_page_and_api():
    resolution = make_resolution()
    principal = make_user(Role.PRINCIPAL, school=resolution.meeting.board.school)

    first, second = [
        through(door, resolution, "not_follow", by=principal, answer="Ödenek yok.") for door in DOORS if door != ADMIN
    ]

    assert (first.status, first.refusal) == (R.NOT_FOLLOWED, [])
    assert second == first


@pytest.mark.parametrize(
    ("act", "make", "by", "values", "code", "sentence"),
    [
        ("hold", make_board_meeting, Role.EXPERT, {"attended": [], "presided_by": ""}, 409, "“Toplantı yapıldı” işlemi “Planlandı” durumunda yapılamaz."),
        ("invite", make_board_meeting, Role.AUDITOR, {"invited_on": "2026-09-01"}, 403, "“Daveti gönder” işlemi için yetkiniz yok."),
        ("cancel_meeting", make_board_meeting, Role.EXPERT, {"reason": "  "}, 400, "Bu alan zorunlu."),
        ("close_board", make_board, Role.EXPERT, {"closed_on": "2099-01-01", "reason": "x"}, 422, "İleri bir tarih olamaz."),
        ("follow", make_resolution, Role.EXPERT, {"answer": ""}, 403, "Kurul kararını, yetki ve sorumluluğun sahibi olan okul müdürlüğü yanıtlar (Yönerge m. 8/9)."),
    ],
)  # fmt: skip
def test_a_refusal_is_told_the_same_through_every_door(act, make, by, values, code, sentence):
    record, person = make(), make_user(by)

    outcomes = [through(door, record, act, by=person, **values) for door in DOORS]

    assert outcomes[0].refusal == [sentence]
    assert outcomes[0].revision == record.revision
    assert outcomes[1:] == outcomes[:1] * 2
    assert code_of_the_api(record, act, by=person, **values) == code


@pytest.mark.parametrize("act", ["add_member", "end_member", "name_chair"])
def test_a_board_is_kept_by_these_and_by_nobody_else(act):
    board = make_board()
    people = everybody(board.school)

    assert {name for name, person in people.items() if BOARD.acts[act].open_to(person, board)} == KEEPERS


def test_a_board_is_closed_by_these_and_by_nobody_else():
    board = make_board()
    people = everybody(board.school)

    closers = {name for name, person in people.items() if BOARD.acts["close_board"].open_to(person, board)}
    assert closers == MINISTRY | PROVINCE | CLIENTS


@pytest.mark.parametrize(
    ("act", "state"),
    [("invite", S.PLANNED), ("hold", S.INVITED), ("write_resolution", S.HELD), ("sign_minutes", S.MINUTED), ("fulfil_duty", S.APPROVED)],
)  # fmt: skip
def test_a_meeting_is_kept_by_these_and_by_nobody_else(act, state):
    meeting = make_board_meeting(state)
    people = everybody(meeting.board.school)

    assert {name for name, person in people.items() if MEETING.acts[act].open_to(person, meeting)} == KEEPERS


def test_boards_meetings_and_resolutions_are_seen_in_their_place_only():
    resolution = make_resolution()
    meeting, people = resolution.meeting, everybody(resolution.meeting.board.school)

    for rows, record in (
        (AdvisoryBoard.objects, meeting.board),
        (BoardMeeting.objects, meeting),
        (Resolution.objects, resolution),
    ):
        seen = {name for name, person in people.items() if rows.visible_to(person).filter(pk=record.pk)}
        assert seen == WITHIN
        assert not seen & OUTSIDE


def test_a_page_of_a_client_of_another_place_is_not_there():
    meeting = make_board_meeting()
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))

    for name, pk in (("board", meeting.board_id), ("board_meeting", meeting.pk), ("board_calendar", meeting.pk)):
        assert client.get(reverse(f"protocols:{name}", args=[pk])).status_code == 404
