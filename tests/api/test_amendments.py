"""Amendments over REST: drafted change by change, conflicts shown and solved, signed by the ministry."""

import pytest
from django.test import Client

from accounts.choices import Role
from protocols.models import Amendment
from protocols.snapshots import text_on
from tests.factories import make_school, make_stakeholder, make_user
from tests.factories.protocols import make_amendment, make_change, make_signed, make_signed_amendment, sign_for_all
from tests.workflow.doors import DOORS, through

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
DAYS = {"signed_on": "2026-10-01", "holds_from": "2026-10-01"}


@pytest.fixture
def ministry():
    client = Client()
    client.force_login(make_user(Role.EXPERT))
    return client


def post(http, path, body=None):
    return http.post(f"/api/v1{path}", body or {}, content_type="application/json")


def test_an_amendment_is_drafted_changed_and_signed(program, ministry):
    protocol = make_signed()
    opened = program.post(f"/protocols/{protocol.pk}/amendments/", {"title": "Giderler"}).json()
    path = f"/amendments/{opened['id']}/"

    added = program.post(f"{path}changes/", {"kind": "clause_changed", "clause": "2", "text": "Yeni."}).json()
    change = f"{path}changes/{added['changes'][0]['id']}/"
    written = program.http.put(
        f"/api/v1{change}",
        {"kind": "clause_changed", "clause": "2", "text": "Daha yeni."},
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.token}"},
    )
    refused = program.post(f"{path}acts/sign_amendment/", DAYS)
    signed = post(ministry, f"{path}acts/sign_amendment/", DAYS)

    assert (opened["status"], opened["acts"]) == ("draft", ["drop_amendment"])
    assert written.json()["changes"][0]["text"] == "Daha yeni."
    assert refused.status_code == 403
    assert (signed.status_code, signed.json()["number"], signed.json()["in_effect"]) == (200, 1, True)
    assert text_on(protocol).clause("2").text == "Daha yeni."
    assert [row["id"] for row in program.get("/amendments/", protocol=protocol.pk).json()["results"]] == [opened["id"]]


def test_a_change_is_taken_out(program):
    change = make_change()
    url = f"/api/v1/amendments/{change.amendment_id}/changes/{change.pk}/"

    answer = program.http.delete(url, headers={"Authorization": f"Bearer {program.token}"})

    assert (answer.status_code, answer.json()["changes"]) == (200, [])


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ({"kind": "clause_changed", "clause": "9", "text": "x"}, 422, "clause"),
        ({"kind": "clause_changed", "clause": "2"}, 422, "text"),
        ({"kind": "term", "ends_on": "2031-01-01", "text": "x"}, 400, "text"),
        ({"kind": "term"}, 422, "ends_on"),
        ({"kind": "school_added", "school": "999999"}, 400, "school"),
        ({"kind": "party_added", "stakeholder": 10**9}, 400, "stakeholder"),
        ({"kind": "baska"}, 400, "kind"),
    ],
)
def test_a_change_that_cannot_be_is_named_by_its_path(program, body, code, path):
    amendment = make_amendment()

    answer = program.post(f"/amendments/{amendment.pk}/changes/", body)

    assert answer.status_code == code
    assert path in {fault["path"] for fault in answer.json()["faults"]}
    assert not amendment.changes.exists()


def test_a_conflict_is_shown_and_solved(program):
    protocol = make_signed()
    mine = make_change(make_amendment(protocol), "2", "Benim.").amendment
    make_signed_amendment(protocol, text="Onların.")
    path = f"/amendments/{mine.pk}/"

    shown = program.get(path).json()["conflicts"]
    nothing = program.post(f"{path}conflicts/", {"decisions": []})
    solved = program.post(
        f"{path}conflicts/", {"decisions": [{"place": shown[0], "choice": "other", "text": "İkisi."}]}
    )

    assert shown == ["clause:2"]
    assert nothing.status_code == 422
    assert (solved.json()["conflicts"], solved.json()["changes"][0]["text"]) == ([], "İkisi.")


def test_an_amendment_beyond_the_scope_is_not_there():
    change = make_change(make_amendment(make_signed(make_school(province=6))))
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))
    path = f"/amendments/{change.amendment_id}/"

    assert client.get(f"/api/v1{path}").status_code == 404
    assert client.get("/api/v1/amendments/").json()["results"] == []
    for beyond in ("changes/", "conflicts/", "acts/drop_amendment/"):
        assert post(client, f"{path}{beyond}", {"reason": "x"}).status_code == 404


def agreed():
    amendment = make_change(make_amendment(make_signed())).amendment
    Amendment.objects.filter(pk=amendment.pk).update(status="agreed")
    sign_for_all(amendment)
    return Amendment.objects.get(pk=amendment.pk)


@pytest.mark.parametrize(
    ("act", "make", "values", "after"),
    [
        ("agree_amendment", lambda: make_change(make_amendment(make_signed())).amendment, {}, "agreed"),
        ("reopen_amendment", agreed, {"reason": "Yeniden görüşülecek."}, "draft"),
        ("sign_amendment", agreed, DAYS, "signed"),
        ("drop_amendment", agreed, {"reason": "Gerek kalmadı."}, "dropped"),
    ],
)
def test_an_act_does_the_same_through_every_door(act, make, values, after):
    amendment, person = Amendment.objects.get(pk=make().pk), make_user(Role.EXPERT)

    first, *others = [through(door, amendment, act, by=person, **values) for door in DOORS]

    assert (first.refusal, first.status, first.revision) == ([], after, amendment.revision + 1)
    assert others == [first] * 2


def test_a_refusal_is_told_the_same_through_every_door():
    amendment = make_amendment(make_signed())
    amendment.protocol.stakeholders.add(make_stakeholder())
    person = make_user(Role.EXPERT)

    outcomes = [through(door, amendment, "sign_amendment", by=person, **DAYS) for door in DOORS]

    assert outcomes[0].refusal == ["Ek protokolde hiç değişiklik yok."]
    assert outcomes[1:] == outcomes[:1] * 2
