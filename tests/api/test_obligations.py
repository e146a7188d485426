"""Obligations and duties over REST: written, listed, fulfilled, closed; the same through every door."""

from datetime import date

import pytest
from django.test import Client

from accounts.choices import Role
from protocols.choices.obligations import Owner
from tests.factories import TODAY, make_school, make_user
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_signed
from tests.workflow.doors import DOORS, through

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]
BODY = {
    "clause": "2", "kind": "expenses", "title": "Gider bildirimi", "owner": "school", "first_due_on": "2026-11-10",
    "every": "year", "evidence": "",
}  # fmt: skip


@pytest.fixture
def ministry():
    client = Client()
    client.force_login(make_user(Role.EXPERT))
    return client


def post(http, path, body=None):
    return http.post(f"/api/v1{path}", body or {}, content_type="application/json")


def test_an_obligation_is_written_its_duties_listed_fulfilled_and_closed(program, ministry):
    protocol = make_signed(make_school(province=6))
    path = f"/protocols/{protocol.pk}/obligations/"

    refused = program.post(path, BODY)
    made = post(ministry, path, BODY)
    listed = program.get("/protocol-duties/", protocol=protocol.pk).json()["results"]
    first = listed[0]
    done = program.post(f"/protocol-duties/{first['id']}/acts/fulfil/", {"fulfilled_on": str(TODAY)})
    closed = post(ministry, f"/protocol-obligations/{made.json()['id']}/close/", {"reason": "Madde değişti."})

    assert (refused.status_code, made.status_code, done.status_code, closed.status_code) == (403, 201, 200, 200)
    assert [row["due_on"] for row in listed] == ["2026-11-10", "2027-11-10", "2028-11-10"]
    assert done.json()["status"] == "fulfilled"
    assert closed.json()["close_reason"] == "Madde değişti."
    states = {row["status"] for row in program.get("/protocol-duties/").json()["results"]}
    assert states == {"fulfilled", "withdrawn"}
    assert program.get(path).json()[0]["title"] == "Gider bildirimi"


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"kind": "baska"}, 400, "kind"),
        ({"first_due_on": "2026-13-01"}, 400, "first_due_on"),
        ({"school": "999999"}, 400, "school"),
        ({"clause": "88"}, 422, "clause"),
        ({"owner": "stakeholder"}, 422, "stakeholder"),
    ],
)
def test_what_cannot_be_is_named_by_its_path(ministry, change, code, path):
    protocol = make_signed()

    answer = post(ministry, f"/protocols/{protocol.pk}/obligations/", BODY | change)

    assert (answer.status_code, answer.json()["faults"][0]["path"]) == (code, path)
    assert not protocol.obligations.exists()


def test_filters_narrow_and_nonsense_is_a_fault(program):
    duty = make_protocol_duty(make_signed(make_school(province=6)), first_due_on=date(2026, 3, 1))

    assert [row["id"] for row in program.get("/protocol-duties/", late="true").json()["results"]] == [duty.pk]
    assert program.get("/protocol-duties/", late="false").json()["results"] == []
    assert program.get("/protocol-duties/", province=34).json()["results"] == []
    assert program.get("/protocol-duties/", late="belki").status_code == 400


def test_a_duty_beyond_the_scope_is_not_there():
    duty = make_protocol_duty(make_signed(make_school(province=6)))
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))

    codes = {
        client.get(f"/api/v1/protocol-duties/{duty.pk}/").status_code,
        post(client, f"/protocol-duties/{duty.pk}/acts/fulfil/", {"fulfilled_on": str(TODAY)}).status_code,
        post(client, f"/protocol-obligations/{duty.obligation_id}/close/", {"reason": "x"}).status_code,
        client.get(f"/api/v1/protocols/{duty.obligation.protocol_id}/obligations/").status_code,
    }

    assert codes == {404}


@pytest.mark.parametrize(
    ("act", "values", "after"),
    [
        ("fulfil", {"fulfilled_on": "2026-10-01", "note": ""}, "fulfilled"),
        ("move", {"due_on": "2026-12-01", "reason": "Fatura gecikti."}, "due"),
        ("waive", {"reason": "Gider olmadı."}, "waived"),
    ],
)
def test_an_act_does_the_same_through_every_door(act, values, after):
    duty, person = make_protocol_duty(owner=Owner.SCHOOL), make_user(Role.EXPERT)

    first, *others = [through(door, duty, act, by=person, **values) for door in DOORS]

    assert (first.refusal, first.status, first.revision) == ([], after, duty.revision + 1)
    assert others == [first] * 2
