"""What belongs to a protocol is answered as it was known on a day, its parts included, and open to no act then."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from protocols.choices.boards import MeetingStatus
from protocols.models import AmendmentChange, BoardMember, Resolution
from tests.factories.boards import FORMED_ON, make_board_meeting, make_resolution, make_staffed_board
from tests.factories.expenses import make_expense_statement
from tests.factories.obligations import make_protocol_duty
from tests.factories.places import make_practice_place, make_safety_approval, make_trainer
from tests.factories.protocols import make_amendment, make_change, make_signature, make_signed_amendment
from tests.factories.sponsors import make_sponsor_assignment
from tests.workflow.past import Calendar

pytestmark = pytest.mark.django_db
KNOWN = "2026-03-15"
RECORDS = {
    "sponsor-assignments": (make_sponsor_assignment, {"weekly_hours": 7}),
    "protocol-duties": (make_protocol_duty, {"note": "Sonradan yazıldı."}),
    "trainers": (make_trainer, {"document_number": "B-7"}),
    "practice-places": (make_practice_place, {"capacity": 99}),
    "safety-approvals": (make_safety_approval, {"given_by": "Başka makam"}),
    "amendments": (make_amendment, {"title": "Başka ad"}),
    "advisory-boards": (make_staffed_board, {"due_on": date(2029, 1, 1)}),
    "board-meetings": (make_board_meeting, {"place": "Başka yer"}),
    "expense-statements": (make_expense_statement, {"answer": "Düzeltildi."}),
    "board-resolutions": (make_resolution, {"text": "Başka karar"}),
}


def at(day):
    return datetime(2026, 3, day, 12, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.mark.parametrize("address", RECORDS)
def test_a_record_is_answered_as_it_was_known(program, address):
    make, changed = RECORDS[address]
    calendar = Calendar()
    record = make()
    calendar.date(at(10))
    type(record).objects.filter(pk=record.pk).update(**changed)
    calendar.date(at(20))
    asked = f"/{address}/{record.pk}/"
    then, now = program.get(asked, as_of=KNOWN), program.get(asked)

    (name,) = changed
    assert (then.status_code, now.status_code) == (200, 200), then.content
    assert then.json().keys() == now.json().keys()
    assert then.json()[name] != now.json()[name]
    assert then.json()["acts"] == []
    assert program.get(asked, as_of="2026-03-09").status_code == 404


def test_an_amendment_is_answered_with_the_changes_and_signatures_it_had(program):
    calendar = Calendar()
    amendment = make_amendment()
    change = make_change(amendment)
    calendar.date(at(10))
    AmendmentChange.objects.filter(pk=change.pk).delete()
    signed = make_signed_amendment()
    make_signature(protocol=signed.protocol, amendment=signed)
    calendar.date(at(20))

    assert [row["id"] for row in program.get(f"/amendments/{amendment.pk}/", as_of=KNOWN).json()["changes"]] == [
        change.pk
    ]
    assert program.get(f"/amendments/{amendment.pk}/").json()["changes"] == []
    assert program.get(f"/amendments/{signed.pk}/", as_of=KNOWN).status_code == 404
    now = program.get(f"/amendments/{signed.pk}/").json()["signatures"]
    assert program.get(f"/amendments/{signed.pk}/", as_of="2026-03-21").json()["signatures"] == now != []


def test_a_board_is_answered_with_who_was_known_to_sit_on_it(program):
    calendar = Calendar()
    board = make_staffed_board()
    calendar.date(at(10))
    BoardMember.objects.filter(board=board, substitutes=None).order_by("-pk")[0].delete()
    calendar.date(at(20))
    asked = f"/advisory-boards/{board.pk}/"
    then = program.get(asked, as_of=KNOWN, on=str(FORMED_ON + timedelta(days=3))).json()

    assert len(then["members"]) == 3
    assert [row["is_chair"] for row in then["members"]].count(True) == 1
    assert len(program.get(asked, on=str(FORMED_ON + timedelta(days=3))).json()["members"]) == 2


def test_a_meeting_is_answered_with_the_resolutions_that_were_known(program):
    calendar = Calendar()
    meeting = make_board_meeting(MeetingStatus.APPROVED)
    resolution = meeting.resolutions.get()
    calendar.date(at(10))
    Resolution.objects.filter(pk=resolution.pk).update(text="Başka karar")
    calendar.date(at(20))
    asked = f"/board-meetings/{meeting.pk}/"

    assert [row["text"] for row in program.get(asked, as_of=KNOWN).json()["resolutions"]] == [resolution.text]
    assert [row["text"] for row in program.get(asked).json()["resolutions"]] == ["Başka karar"]
    assert program.get(asked, as_of=KNOWN).json()["agenda"] == program.get(asked).json()["agenda"] != []


def test_what_is_told_of_today_only_is_not_told_of_the_past(program):
    calendar = Calendar()
    place = make_practice_place()
    calendar.date(at(10))
    then = program.get(f"/practice-places/{place.pk}/", as_of=KNOWN).json()

    assert (then["bars"], then["usable_until"], then["is_usable"]) == (None, None, None)
    assert program.get(f"/practice-places/{place.pk}/").json()["bars"] is not None
