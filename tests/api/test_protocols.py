"""Protocols over REST: drafted by a province or a program for schools of its scope, signed and ended by the ministry."""

import pytest
from django.test import Client

from accounts.choices import Role
from protocols.models import Protocol, Stakeholder
from tests.api.conftest import Program
from tests.factories import make_protocol, make_school, make_stakeholder, make_user
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db


def draft(*schools, **more):
    return {
        "title": "Ostim iş birliği protokolü",
        "stakeholders": [make_stakeholder().pk],
        "schools": [school.code for school in schools],
        **more,
    }


def put(program, pk, body, tag):
    return program.http.put(
        f"/api/v1/protocols/{pk}/",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.token}", "If-Match": tag},
    )


def test_a_protocol_is_drafted_changed_signed_and_ended(program):
    one, two = make_school(), make_school()
    opened = program.post("/protocols/", draft(one, starts_on="2026-01-01", ends_on="2029-01-01")).json()
    path = f"/protocols/{opened['id']}/"
    written = put(program, opened["id"], draft(one, two), program.get(path)["ETag"])
    ministry = Client()
    ministry.force_login(make_user(Role.DEPARTMENT_HEAD))

    days = {"signed_on": "2026-01-10", "starts_on": "2026-02-01", "ends_on": "2029-02-01"}
    refused = program.post(f"{path}acts/sign/", days)
    signed = ministry.post(f"/api/v1{path}acts/sign/", days, content_type="application/json")
    late = put(program, opened["id"], draft(one), "*")
    ended = ministry.post(
        f"/api/v1{path}acts/end/", {"ended_on": "2027-01-01", "reason": "Fesih"}, content_type="application/json"
    )

    assert (opened["status"], opened["is_in_force"], opened["acts"]) == ("draft", False, ["negotiate", "drop"])
    assert {school["code"] for school in written.json()["schools"]} == {one.code, two.code}
    assert (refused.status_code, refused.json()["detail"]) == (403, "“İmzayı kaydet” işlemi için yetkiniz yok.")
    assert (signed.status_code, signed.json()["is_in_force"]) == (200, True)
    assert (late.status_code, late.json()["detail"]) == (
        409,
        "İmzalanmış protokol değiştirilemez; ek protokol gerekir.",
    )
    assert (ended.status_code, ended.json()["status"]) == (200, "ended")
    acts = JournalEntry.objects.of(Protocol.objects.get()).values_list("act", flat=True)
    assert list(acts) == ["open_protocol", "save_protocol", "sign", "end"]


def test_a_draft_that_changed_meanwhile_is_not_overwritten(program):
    school = make_school()
    pk = program.post("/protocols/", draft(school)).json()["id"]
    tag = program.get(f"/protocols/{pk}/")["ETag"]
    put(program, pk, draft(school, title="Başkasının başlığı"), tag)

    answer = put(program, pk, draft(school, title="Benim başlığım"), tag)

    assert answer.status_code == 412
    assert answer.json()["current"]["title"] == "Başkasının başlığı"
    told = {one["path"]: (one["sent"], one["current"]) for one in answer.json()["changed"]}
    assert told["title"] == ("Benim başlığım", "Başkasının başlığı")
    assert told.keys() == {"title", "stakeholders"}
    assert Protocol.objects.get().title == "Başkasının başlığı"


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        ({"title": None}, ["title"]),
        ({"title": 7}, ["title"]),
        ({"title": "x" * 201}, ["title"]),
        ({"stakeholders": "1"}, ["stakeholders"]),
        ({"stakeholders": [999999]}, ["stakeholders"]),
        ({"stakeholders": [10**30]}, ["stakeholders"]),
        ({"stakeholders": [{}]}, ["stakeholders"]),
        ({"starts_on": "2026-02-31"}, ["starts_on"]),
        ({"schools": []}, ["schools"]),
        ({"schools": ["999999"]}, ["schools[0]"]),
        ({"schools": [112267]}, ["schools"]),
        ({"okul": "112267"}, ["okul"]),
    ],
)
def test_faults_of_a_draft_have_paths(program, more, paths):
    answer = program.post("/protocols/", draft(make_school(), **more))

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == paths
    assert not Protocol.objects.exists()


def test_an_end_before_the_start_is_refused(program):
    answer = program.post("/protocols/", draft(make_school(), starts_on="2027-01-01", ends_on="2026-01-01"))

    assert answer.status_code == 400
    assert answer.json()["faults"] == [{"path": "", "message": "Bitiş günü başlangıçtan önce olamaz."}]


def test_a_school_of_another_province_is_as_good_as_none():
    program = Program(province=42)

    answer = program.post("/protocols/", draft(make_school(province=42), make_school(province=6)))

    assert answer.status_code == 400
    assert answer.json()["faults"] == [
        {"path": "schools[1]", "message": "Yetki alanınızda bu kurum koduyla bir kurum yok."}
    ]


def test_a_stakeholder_is_recorded_and_its_tax_number_masked(program):
    body = {"name": "Ostim Sanayi A.Ş.", "kind": "enterprise", "tax_number": "4540536920", "contact": "gizli"}

    answer = program.post("/stakeholders/", body)

    assert answer.status_code == 201
    assert answer.json()["tax_number"] == "******6920"
    assert "contact" not in answer.json()
    (row,) = program.get("/stakeholders/").json()["results"]
    assert row.items() <= answer.json().items()
    assert Stakeholder.objects.get().contacts.get().name == "gizli"  # as long as the old name is taken


@pytest.mark.parametrize(
    ("more", "path"),
    [({"tax_number": "4540536921"}, "tax_number"), ({"kind": "sirket"}, "kind"), ({"province": 99}, "province")],
)
def test_a_stakeholder_that_cannot_be_is_refused(program, more, path):
    answer = program.post("/stakeholders/", {"name": "Ostim", "kind": "enterprise", **more})

    assert answer.status_code in {400, 422}
    assert [fault["path"] for fault in answer.json()["faults"]] == [path]
    assert not Stakeholder.objects.exists()


def test_an_auditor_reads_and_opens_nothing(client):
    protocol = make_protocol(make_school())
    body = draft(make_school())
    client.force_login(make_user(Role.AUDITOR))

    read = client.get(f"/api/v1/protocols/{protocol.pk}/")
    opened = client.post("/api/v1/protocols/", body, content_type="application/json")

    assert read.status_code == 200
    assert (opened.status_code, opened.json()["detail"]) == (
        403,
        "“Protokol taslağı aç” işlemi için yetkiniz yok.",
    )


def test_an_organisation_is_written_against_what_was_read(program):
    path = f"/stakeholders/{make_stakeholder().pk}/"
    read = program.get(path)

    def change(values, tag):
        headers = {"Authorization": f"Bearer {program.token}", "If-Match": tag}
        return program.http.patch(f"/api/v1{path}", values, content_type="application/json", headers=headers)

    first = change({"name": "Yeni Sanayi Odası"}, read["ETag"])
    late = change({"name": "Başka"}, read["ETag"])

    assert first.status_code == 200, first.content
    assert first.json() == {**read.json(), "name": "Yeni Sanayi Odası", "revision": 1}
    assert (late.status_code, late.json()["current"]["name"]) == (412, "Yeni Sanayi Odası")
