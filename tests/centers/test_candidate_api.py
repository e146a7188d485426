"""Calls and applications over the API: the province enters who applied on paper, the General Directorate calls and proposes."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from centers.choices.selection import CallStatus as C, CandidacyStatus as S
from tests.centers.test_candidate_doors import APPLIES, DATES, NOW, call_of_today
from tests.factories import make_field, make_school, make_upload, make_user
from tests.factories.centers import make_center
from tests.factories.selection import DAY, bring_call, called_of, identity_number, make_application
from tests.factories.staff import post_of, with_posts
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db


def _is_read_and_told(client, address):
    """The paper of a row, to whoever sees the application; the reading stands in the journal."""
    read = client.get(address)
    assert (read.status_code, read["Cache-Control"]) == (200, "private, no-store")
    assert JournalEntry.objects.filter(act="read_evidence", by__isnull=False).count() == 1
    elsewhere = Client()
    elsewhere.force_login(make_user(Role.PROVINCE_OFFICER, province=34))
    assert elsewhere.get(address).status_code == 404


def test_the_province_enters_an_application_over_the_api_and_numbers_are_masked():
    call = call_of_today()
    school = make_school(code="765432", name="Gazi MTAL")
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=call.center.school.province))
    number = identity_number()
    body = {"called": called_of(call).pk, "identity_number": number, **APPLIES}
    address = "/api/v1/center-applications/"

    def post(path, data):
        return client.post(path, data, content_type="application/json")

    assert post(address, {**body, "called": 10**9}).status_code == 400
    assert post(address, {**body, "identity_number": "1"}).status_code == 422
    made = post(address, body)
    assert made.status_code == 201
    assert made.json()["identity_number"] == f"•••••••••{number[-2:]}"
    one = f"{address}{made.json()['id']}/"
    added = post(f"{one}acts/add_service/", {"duty": "deputy", "first_day": "2015-09-01", "school": school.code})
    assert added.json()["service"][0]["attached"] is True
    key = added.json()["service"][0]["id"]
    brought = client.post(f"{one}service/{key}/evidence/", {"file": make_upload()})
    assert brought.status_code == 201
    assert brought.json()["service"][0]["has_evidence"] is True
    _is_read_and_told(client, f"{one}service/{key}/evidence/")
    handed_in = post(f"{one}acts/hand_in_application/", {})
    assert handed_in.json()["status"] == S.SUBMITTED
    assert number not in client.get(address).content.decode()


def test_the_api_refuses_a_second_application_of_one_person():
    call, number, client = call_of_today(), identity_number(), Client()
    called = called_of(call)
    make_application(called=called, on=NOW, identity_number=number)
    officer = make_user(Role.PROVINCE_OFFICER, province=call.center.school.province)
    draft = make_application(S.DRAFT, called=called, by=officer, on=NOW, identity_number=number)
    client.force_login(officer)

    address = f"/api/v1/center-applications/{draft.pk}/acts/hand_in_application/"
    told = client.post(address, {}, content_type="application/json")

    assert told.status_code == 422
    assert "bir kez başvurulur" in told.json()["detail"]


def test_the_api_prepares_a_call_and_proposes_an_applicant():
    center = with_posts(make_center(fields=[make_field("04")]))
    client, expert = Client(), make_user(Role.EXPERT)
    client.force_login(expert)
    body = {
        "center": center.pk, "title": "Koordinatör seçimi", "instructions": "Sistemden başvurulur.",
        "posts": list(center.posts.values_list("pk", flat=True)), "is_compulsory_service_place": False,
        **{name: day.isoformat() for name, day in DATES.items()},
    }  # fmt: skip
    bad = {**body, "evaluation_until": NOW.isoformat()}
    assert client.post("/api/v1/center-calls/", bad, content_type="application/json").status_code == 422
    made = client.post("/api/v1/center-calls/", body, content_type="application/json")
    assert made.status_code == 201
    assert {post["role"]: post["places"] for post in made.json()["posts"]}["general_coordinator"] == 1

    one = make_application()
    call = bring_call(one.called.call, C.SENT)
    post = post_of(call.center)
    term = {"post": post.pk, "starts_on": (NOW + DAY).isoformat(), "ends_on": "2029-06-30"}
    proposed = client.post(f"/api/v1/center-applications/{one.pk}/proposal/", term, content_type="application/json")
    assert proposed.status_code == 201
    assert proposed.json()["application"] == one.pk
    page = client.get(reverse("centers:assignment", args=[proposed.json()["id"]])).content.decode()
    assert call.title in page
