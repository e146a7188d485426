"""Signatures, signed copies, evidence, templates, days of reminding and candidates over REST."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from accounts.choices import Role
from protocols.choices import AmendmentStatus, ProtocolStatus as S
from protocols.models import Amendment
from tests.factories import make_school, make_stakeholder, make_user
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_amendment, make_change, make_draft, make_signed, make_template
from tests.factories.reminders import make_reminder_version
from tests.factories.sponsors import make_school_with_library, make_school_without_library
from tests.protocols.test_texts_as_papers import a_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
SIGNED = {"name": "Ayşe Işık", "signed_on": "2026-01-05"}


@pytest.fixture
def ministry():
    client = Client()
    client.force_login(make_user(Role.EXPERT))
    return client


def post(http, path, body=None):
    return http.post(f"/api/v1{path}", body or {}, content_type="application/json")


def get(http, path, **given):
    return http.get(f"/api/v1{path}", given)


def test_an_agreed_text_is_signed_party_by_party_and_its_copy_brought(ministry):
    protocol = make_draft(status=S.AGREED)
    party = protocol.stakeholders.get()
    path = f"/protocols/{protocol.pk}"
    days = {"signed_on": "2026-01-05", "starts_on": "2026-02-01", "ends_on": "2029-01-31"}

    early = post(ministry, f"{path}/acts/sign/", days)
    for key in (None, party.pk):
        signed = post(ministry, f"{path}/signatures/", {**SIGNED, "stakeholder": key})
    done = post(ministry, f"{path}/acts/sign/", days)
    copy = ministry.post(f"/api/v1{path}/signed-copy/", {"file": a_pdf()})
    again = ministry.post(f"/api/v1{path}/signed-copy/", {"file": a_pdf()})

    assert early.status_code == 422
    assert "imzası eksik" in early.json()["detail"]
    assert [row["stakeholder"] for row in signed.json()["signatures"]] == [None, party.pk]
    assert (done.json()["status"], done.json()["standing"]) == ("signed", "in_force")
    assert (copy.status_code, len(copy.json()["sha256"])) == (201, 64)
    assert again.status_code == 409


def test_an_amendment_is_signed_party_by_party(ministry):
    amendment = make_change(make_amendment()).amendment
    Amendment.objects.filter(pk=amendment.pk).update(status=AmendmentStatus.AGREED)
    path = f"/amendments/{amendment.pk}/signatures/"

    first = post(ministry, path, SIGNED)
    again = post(ministry, path, SIGNED)
    stranger = post(ministry, path, {**SIGNED, "stakeholder": make_stakeholder().pk})

    assert (first.status_code, len(first.json()["signatures"])) == (201, 1)
    assert again.json()["faults"] == [{"path": "stakeholder", "message": "Bu taraf zaten imzaladı."}]
    assert stranger.json()["faults"][0]["path"] == "stakeholder"
    assert ministry.post(f"/api/v1/amendments/{amendment.pk}/signed-copy/", {"file": a_pdf()}).status_code == 201


def test_a_file_is_one_file_and_nothing_else(ministry):
    path = f"/api/v1/protocols/{make_signed().pk}/signed-copy/"

    missing = ministry.post(path, {})
    strange = ministry.post(path, {"file": a_pdf(), "note": "x"})

    assert [fault["path"] for fault in missing.json()["faults"]] == ["file"]
    assert [fault["path"] for fault in strange.json()["faults"]] == ["note"]


def test_a_duty_that_asks_for_evidence_is_fulfilled_by_a_program(ministry):
    duty = make_protocol_duty(evidence="Tutanak")
    path = f"/protocol-duties/{duty.pk}"

    early = post(ministry, f"{path}/acts/fulfil/", {"fulfilled_on": "2026-10-01"})
    kept = ministry.post(f"/api/v1{path}/proof/", {"file": a_pdf()})
    done = post(ministry, f"{path}/acts/fulfil/", {"fulfilled_on": "2026-10-01"})

    assert early.status_code == 422
    assert kept.status_code == 201
    assert done.json()["status"] == "fulfilled"


def test_who_is_not_there_signs_and_brings_nothing():
    protocol = make_signed(make_school(province=6))
    duty = make_protocol_duty(protocol)
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))

    assert post(client, f"/protocols/{protocol.pk}/signatures/", SIGNED).status_code == 404
    for path in (f"protocols/{protocol.pk}/signed-copy/", f"protocol-duties/{duty.pk}/proof/"):
        assert client.post(f"/api/v1/{path}", {"file": a_pdf()}).status_code == 404


def test_a_province_neither_signs_nor_brings_the_copy():
    protocol = make_draft(make_school(province=6), status=S.AGREED)
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    assert post(client, f"/protocols/{protocol.pk}/signatures/", SIGNED).status_code == 403
    assert client.post(f"/api/v1/protocols/{protocol.pk}/signed-copy/", {"file": a_pdf()}).status_code == 403


def test_templates_are_read_and_published_by_act(ministry):
    template = make_template()
    officer = Client()
    officer.force_login(make_user(Role.PROVINCE_OFFICER))
    head = Client()
    head.force_login(make_user(Role.DEPARTMENT_HEAD))
    draft = make_reminder_version(before_end=[14], before_duty=[7])

    read = get(officer, f"/protocol-templates/{template.pk}/").json()
    refused = post(ministry, f"/protocol-reminders/{draft.pk}/acts/publish_reminders/", {"valid_from": "2026-11-01"})
    published = post(head, f"/protocol-reminders/{draft.pk}/acts/publish_reminders/", {"valid_from": "2026-11-01"})

    assert [clause["number"] for clause in read["clauses"]] == ["1", "2", "3"]
    assert get(officer, f"/protocol-reminders/{draft.pk}/").status_code == 200
    assert (refused.status_code, published.json()["status"]) == (403, "published")
    assert published.json()["before_end"] == [14]


def test_candidates_are_ranked_for_a_space(ministry):
    school = make_school_without_library()
    near = make_school_with_library()

    found = get(ministry, f"/schools/{school.code}/sponsor-candidates/", space="library").json()

    assert [row["code"] for row in found] == [near.code]
    assert get(ministry, f"/schools/{school.code}/sponsor-candidates/").status_code == 400


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"in_force": "true"}, {"holds", "expires"}),
        ({"in_force": "false"}, {"draft"}),
        ({"expiring": "true"}, {"expires"}),
        ({"status": "draft"}, {"draft"}),
        ({"province": 34}, {"draft"}),
        ({"school": "700001"}, {"holds"}),
    ],
)
def test_protocols_are_filtered_as_on_their_page(ministry, given, shown):
    school = make_school(code="700001", province=6)
    party = make_stakeholder()
    made = make_signed(school, title="holds", ends_on=localdate() + timedelta(900))
    made.stakeholders.set([party])
    make_signed(make_school(province=6), title="expires", ends_on=localdate() + timedelta(30))
    make_draft(make_school(province=34), title="draft", ends_on=date(2030, 1, 1))

    found = get(ministry, "/protocols/", **given).json()["results"]

    assert {row["title"] for row in found} == shown
    assert [row["title"] for row in get(ministry, "/protocols/", stakeholder=party.pk).json()["results"]] == ["holds"]
    assert get(ministry, "/protocols/", in_force="belki").status_code == 400
