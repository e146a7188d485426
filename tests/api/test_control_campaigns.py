"""Control campaigns and the schools that they drew over REST, for programs of provinces."""

from __future__ import annotations

import pytest

from accounts.choices import Role
from designations.choices import ControlStatus as S
from designations.models import ControlCampaign
from tests.api.conftest import Program
from tests.factories import make_upload, make_user
from tests.factories.campaigns import DUE, make_control_campaign, make_controlled, make_designated

pytestmark = pytest.mark.django_db
BODY = {
    "title": "Denetim", "school_year": 2026, "percent": 10, "rest_years": 2, "due_on": DUE.isoformat(),
    "questions": "Sürüyor mu?", "evidence": "Kapasite\nYangın raporu",
}  # fmt: skip


@pytest.fixture
def controlled():
    return make_controlled(designation=make_designated(6))


def upload(program, path, **values):
    given = {"file": make_upload("kapasite.png"), "description": "Kapasite", **values}
    return program.http.post(f"/api/v1{path}", given, headers={"Authorization": f"Bearer {program.token}"})


def test_a_program_of_the_province_answers_and_sends(controlled):
    program, address = Program(province=6), f"/controlled-schools/{controlled.pk}/"

    written = program.post(f"{address}acts/write_control_answers/", {"answers": {"1": "Evet.", "2": "Ekte."}})
    early = program.post(f"{address}acts/send_control_answers/", {})
    brought = upload(program, f"{address}items/2/files/")
    sent = program.post(f"{address}acts/send_control_answers/", {})

    assert written.status_code == 200, written.content
    assert written.json()["answers"] == [{"item": 1, "text": "Evet."}, {"item": 2, "text": "Ekte."}]
    assert early.status_code == 422
    assert brought.status_code == 201, brought.content
    assert (sent.json()["status"], sent.json()["files"][0]["sha256"]) == (S.ANSWERED, brought.json()["sha256"])
    file = program.get(f"{address}files/{brought.json()['id']}/")
    file.close()
    assert (file.status_code, file["ETag"]) == (200, f'"{brought.json()["sha256"]}"')


def test_a_file_is_taken_out_over_rest_and_one_of_the_wrong_kind_refused(controlled):
    program, address = Program(province=6), f"/controlled-schools/{controlled.pk}/"
    brought = upload(program, f"{address}items/2/files/").json()

    wrong = upload(program, f"{address}items/2/files/", file=make_upload("x.pdf", b"MZ"))
    path = f"/api/v1{address}files/{brought['id']}/"
    gone = program.http.delete(path, headers={"Authorization": f"Bearer {program.token}"})

    assert (wrong.status_code, wrong.json()["faults"][0]["path"]) == (400, "file")
    assert gone.status_code == 204
    assert program.get(address).json()["files"] == []


def test_an_answer_to_what_is_not_asked_is_refused_at_its_path(controlled):
    answer = Program(province=6).post(
        f"/controlled-schools/{controlled.pk}/acts/write_control_answers/", {"answers": {"9": "?"}}
    )

    assert answer.status_code == 400, answer.content
    assert [fault["path"] for fault in answer.json()["faults"]] == ["answers.9"]


def test_schools_are_filtered(controlled):
    program = Program(province=6)
    for asked, found in (
        (f"campaign={controlled.campaign_id}", 1),
        ("province=6", 1),
        ("province=34", 0),
        (f"status={S.ASKED}", 1),
        (f"status={S.ANSWERED}", 0),
        ("overdue=true", 0),
        ("overdue=false", 1),
        ("finding=in_order", 0),
        (f"school={controlled.designation.school.code}", 1),
    ):
        answer = program.get(f"/controlled-schools/?{asked}")
        assert answer.status_code == 200, answer.content
        assert len(answer.json()["results"]) == found, asked
    assert program.get("/controlled-schools/?overdue=yes").status_code == 400


def test_another_provinces_program_finds_nothing(controlled):
    make_control_campaign()
    elsewhere = Program(province=34)

    for path in ("/control-campaigns/", "/controlled-schools/"):
        assert elsewhere.get(path).json()["results"] == []
    for path in (
        f"/control-campaigns/{controlled.campaign_id}/",
        f"/control-campaigns/{controlled.campaign_id}/draw/",
        f"/controlled-schools/{controlled.pk}/",
    ):
        assert elsewhere.get(path).status_code == 404
    assert upload(elsewhere, f"/controlled-schools/{controlled.pk}/items/2/files/").status_code == 404


def test_a_person_of_the_ministry_opens_a_campaign_once_however_often_it_arrives(client):
    client.force_login(make_user(Role.EXPERT))
    send = lambda: client.post(  # noqa: E731
        "/api/v1/control-campaigns/", BODY, content_type="application/json", headers={"Idempotency-Key": "bir"}
    )

    first, again = send(), send()

    assert (first.status_code, again.status_code) == (201, 201), first.content
    assert first.json()["id"] == again.json()["id"] == ControlCampaign.objects.get().pk
    assert [item["needs_file"] for item in first.json()["items"]] == [False, True, True]
    assert first.json()["acts"] == ["write_control_campaign", "drop_control_campaign"]


def test_what_cannot_be_is_refused_at_its_path(client):
    client.force_login(make_user(Role.EXPERT))

    wrong = client.post(
        "/api/v1/control-campaigns/", {**BODY, "percent": 0, "why": 1}, content_type="application/json"
    )
    late = client.post("/api/v1/control-campaigns/", {**BODY, "due_on": "2020-01-06"}, content_type="application/json")

    assert {fault["path"] for fault in wrong.json()["faults"]} >= {"why"}
    assert (wrong.status_code, late.status_code) == (400, 422)
    assert [fault["path"] for fault in late.json()["faults"]] == ["due_on"]
    assert Program(province=6).post("/control-campaigns/", BODY).status_code == 403
