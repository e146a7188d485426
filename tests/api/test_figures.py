"""The administration's figures, the follow-up of specialised schools, papers and files over REST."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.choices import DesignationType, DossierStatus
from designations.models import Affiliation, ClusterVersion, Designation, DevelopmentWork, PolicyVersion
from designations.papers import issue_decision
from documents.models import Paper
from schools import acts
from schools.models import StandardsVersion
from tests.api.conftest import Program
from tests.factories import TODAY, make_dossier, make_field, make_policy, make_region_ready, make_school, make_user
from tests.factories.scenarios import weighed

pytestmark = pytest.mark.django_db


def post(client, path, body):
    return client.post(f"/api/v1{path}", body, content_type="application/json")


@pytest.fixture
def head(client):
    client.force_login(make_user(Role.DEPARTMENT_HEAD))
    return client


def test_a_draft_is_shown_to_the_ministry_alone(program, head):
    published = make_policy()
    draft = PolicyVersion.objects.create(name="Taslak")

    assert [row["id"] for row in program.get("/policies/").json()["results"]] == [published.pk]
    assert program.get(f"/policies/{draft.pk}/").status_code == 404
    assert program.post(f"/policies/{draft.pk}/acts/publish_policy/", {"valid_from": "2027-01-01"}).status_code == 404
    assert head.get(f"/api/v1/policies/{draft.pk}/").json()["status"] == "draft"


def test_a_head_publishes_and_an_expert_does_not(head):
    draft = weighed(PolicyVersion.objects.create(name="2027"), localdate())
    address = f"/policies/{draft.pk}/acts/publish_policy/"

    answer = post(head, address, {"valid_from": "2027-01-01", "valid_until": None})
    head.force_login(make_user(Role.EXPERT))
    other = PolicyVersion.objects.create(name="2028")
    refused = post(head, f"/policies/{other.pk}/acts/publish_policy/", {"valid_from": "2028-01-01"})

    assert answer.status_code == 200, answer.content
    assert (answer.json()["status"], answer.json()["valid_from"]) == ("published", "2027-01-01")
    assert refused.status_code == 403


def test_clusters_and_standards_show_their_rows(program):
    clusters = ClusterVersion.objects.create(name="Kümeler", status="published", valid_from=TODAY)
    cluster = clusters.clusters.create(name="Metal")
    cluster.fields.add(make_field("04"))
    standards = StandardsVersion.objects.create(name="Ek", status="published", valid_from=TODAY)
    standards.rows.create(code="derslik", name="Derslik", unit="m²", minimum="42.50", types=["in_sector"])

    assert program.get(f"/field-clusters/{clusters.pk}/").json()["clusters"] == [{"name": "Metal", "fields": ["04"]}]
    assert program.get("/physical-standards/").json()["results"][0]["rows"][0]["minimum"] == 42.5


# Follow-up


@pytest.fixture
def designation():
    school = make_region_ready(make_school(province=6))
    made = make_dossier(DossierStatus.APPROVED, school=school).designation
    Designation.objects.filter(pk=made.pk).update(type=DesignationType.SPECIALISED)
    field = make_field("04")
    if not school.fields.filter(field=field).exists():
        acts.add_field(school, by=make_user(Role.EXPERT), on=TODAY, field=field, programme="atp")
    return Designation.objects.get(pk=made.pk)


WORK = {"kind": "curriculum", "title": "Öğretim programı", "school_year": 2026, "fields": ["04"], "description": None}


def test_a_program_records_works_of_its_school_by_codes_of_fields(program, designation):
    answer = program.post(f"/designations/{designation.pk}/works/", WORK)

    assert answer.status_code == 201, answer.content
    assert answer.json()["fields_concerned"] == ["04"]
    assert [row["title"] for row in program.get("/works/").json()["results"]] == ["Öğretim programı"]


@pytest.mark.parametrize(
    ("fields", "path"), [(["99"], "fields[0]"), ("04", "fields"), ([], "fields"), (None, "fields")]
)
def test_fields_that_the_school_does_not_teach_are_faults(program, designation, fields, path):
    answer = program.post(f"/designations/{designation.pk}/works/", {**WORK, "fields": fields})

    assert answer.status_code == 400
    assert path in [fault["path"] for fault in answer.json()["faults"]]
    assert not DevelopmentWork.objects.exists()


def test_what_is_taken_out_stays_on_record(program, designation):
    tie = {"kind": "university", "organisation": "Gazi Üniversitesi", "subject": "Malzeme", "starts_on": "2026-09-01"}
    made = program.post(f"/designations/{designation.pk}/affiliations/", tie)
    assert made.status_code == 201, made.content

    answer = program.post(f"/follow-up/affiliations/{made.json()['id']}/remove/", {"note": "Yanlış okul."})

    assert answer.json()["removed_on"] is not None
    assert Affiliation.objects.count() == 1


def test_training_is_planned_by_a_program_and_approved_by_a_head(program, head, designation):
    start = localdate() + timedelta(days=30)
    plan = {
        "title": "CNC", "fields": ["04"], "starts_on": start.isoformat(), "ends_on": start.isoformat(),
        "places": 20, "note": None,
    }  # fmt: skip
    made = program.post(f"/designations/{designation.pk}/activities/", plan)
    assert made.status_code == 201, made.content
    address = f"/activities/{made.json()['id']}/acts"
    assert program.post(f"{address}/request_approval/", {}).json()["status"] == "awaiting_approval"
    assert program.post(f"{address}/approve_activity/", {}).status_code == 403

    assert post(head, f"{address}/approve_activity/", {"note": None}).json()["status"] == "approved"


def test_another_provinces_program_finds_nothing_to_follow(designation):
    elsewhere = Program(province=34)

    assert elsewhere.post(f"/designations/{designation.pk}/works/", WORK).status_code == 404
    assert elsewhere.get("/works/").json()["results"] == []


# Papers and files


def test_a_sayi_is_entered_over_rest(head, program):
    paper = issue_decision(make_dossier(DossierStatus.APPROVED))
    body = {"number": "E-12345678-10.04-123456", "dated_on": localdate().isoformat()}

    assert program.post(f"/papers/{paper.pk}/acts/number_paper/", body).status_code == 403
    wrong = post(head, f"/papers/{paper.pk}/acts/number_paper/", {**body, "number": "5"})
    answer = post(head, f"/papers/{paper.pk}/acts/number_paper/", body)

    assert wrong.status_code == 422
    assert wrong.json()["faults"][0]["path"] == "number"
    assert (answer.json()["status"], answer.json()["number"]) == ("official", body["number"])
    assert Paper.objects.get().number == body["number"]


def test_rules_that_did_not_change_are_not_sent_again(program):
    school = make_school(code="760002")
    first = program.get(f"/schools/{school.code}/operating-rules/")
    again = program.http.get(
        f"/api/v1/schools/{school.code}/operating-rules/",
        headers={"Authorization": f"Bearer {program.token}", "If-None-Match": first["ETag"]},
    )

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
