"""Records as of a day: what was known then, and what was valid then, each by its own parameter."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.choices import Role
from designations.acts import withdraw
from designations.choices import DossierStatus as S
from designations.models import FieldCluster, PolicyVersion
from schools.models import Enrolment, School, Space
from tests.api.conftest import Program
from tests.factories import (
    TODAY,
    make_clusters,
    make_designation,
    make_dossier,
    make_field,
    make_policy,
    make_protocol,
    make_school,
    make_site,
    make_user,
)
from tests.workflow.past import Calendar

pytestmark = pytest.mark.django_db


def at(day, hour=12):
    return datetime(2026, 3, day, hour, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture
def school(db):
    calendar = Calendar()
    school = make_school(code="900001", addable_places=10)
    space = Space.objects.create(school=school, kind="workshop", name="Atölye", places=20)
    space.fields.add(make_field("04"))
    make_site(school, starts_on="2020-01-01", ends_on="2025-12-31")
    calendar.date(at(10))
    School.objects.filter(pk=school.pk).update(addable_places=30)
    space.delete()
    Enrolment.objects.bulk_create([Enrolment(school=school, year=2025, grade=9, girls=3, boys=4)])
    calendar.date(at(20))
    return school


def test_a_school_is_answered_as_it_was_known(program, school):
    then, now = program.get("/schools/900001/", as_of="2026-03-15"), program.get("/schools/900001/")

    assert (then.json()["addable_places"], now.json()["addable_places"]) == (10, 30)
    assert then.json()["spaces"][0]["fields_sharing"] == ["04"]
    assert (now.json()["spaces"], then.json()["enrolment"]) == ([], [])
    assert then.json().keys() == now.json().keys()
    assert then.json()["updated_at"].startswith("2026-03-10")


def test_as_of_today_is_what_stands_there(program, school):
    today, now = program.get("/schools/900001/", as_of="2026-03-20"), program.get("/schools/900001/")

    same = today.json().keys() - {"updated_at", "site"}
    assert {key: today.json()[key] for key in same} == {key: now.json()[key] for key in same}


def test_legal_validity_is_asked_apart(program, school):
    answer = program.get("/schools/900001/", as_of="2026-03-15", on="2024-05-05")
    before_entry = program.get("/schools/900001/", on="2024-05-05")

    assert answer.json()["site"]["kind"] == "organised_industrial_zone"
    assert before_entry.json()["site"]["kind"] == "organised_industrial_zone"
    assert program.get("/schools/900001/", as_of="2026-03-15").json()["site"] is None


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"as_of": "2026-02-30"}, "as_of"),
        ({"as_of": "dün"}, "as_of"),
        ({"as_of": ""}, "as_of"),
        ({"as_of": "2999-01-01"}, "as_of"),
        ({"on": "2026-13-01"}, "on"),
    ],
)
def test_a_faulty_day_is_refused_with_its_path(program, school, query, path):
    answer = program.get("/schools/900001/", **query)

    assert (answer.status_code, answer.json()["faults"][0]["path"]) == (400, path)


def test_before_it_was_entered_there_is_no_record(program, school):
    answer = program.get("/schools/900001/", as_of="2026-03-09")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Bu kayıt 09.03.2026 gününde sistemde yoktu."


def test_the_tag_of_a_past_state_stays_while_the_record_changes(program, school):
    past = program.get("/schools/900001/", as_of="2026-03-15").headers["ETag"]
    now = program.get("/schools/900001/").headers["ETag"]
    School.objects.filter(pk=school.pk).update(addable_places=99)

    assert program.get("/schools/900001/", as_of="2026-03-15").headers["ETag"] == past != now
    assert program.get("/schools/900001/").headers["ETag"] != now


def test_a_program_of_another_province_sees_no_past(school):
    assert Program(province=42).get("/schools/900001/", as_of="2026-03-15").status_code == 404


def test_a_dossier_is_answered_as_it_was(program):
    calendar = Calendar()
    dossier = make_dossier(S.DRAFT)
    calendar.date(at(10))
    withdraw(dossier, by=dossier.opened_by, on=TODAY, note="Vazgeçildi.")
    calendar.date(at(20))

    then = program.get(f"/dossiers/{dossier.pk}/", as_of="2026-03-15").json()

    assert (then["status"], then["acts"], len(then["sections"]) > 3) == ("draft", [], True)
    assert program.get(f"/dossiers/{dossier.pk}/").json()["status"] == "withdrawn"


def test_a_designation_is_known_from_its_decision_and_holds_from_its_first_day(program):
    calendar = Calendar()
    designation = make_designation()
    calendar.date(at(10))
    address = f"/designations/{designation.pk}/"

    assert program.get(address, as_of="2026-03-09").status_code == 404
    assert program.get(f"/dossiers/{designation.dossier_id}/", as_of="2026-03-10").json()["designation"]
    assert program.get(address, as_of="2026-03-10").json()["is_in_force"] is False
    assert program.get(address, as_of="2026-03-10", on="2026-10-02").json()["is_in_force"] is True


def test_a_protocol_is_answered_with_the_parties_it_had(program):
    calendar = Calendar()
    one, two = make_school(), make_school()
    protocol = make_protocol(one, two)
    calendar.date(at(10))
    protocol.schools.remove(two)
    calendar.date(at(20))
    address = f"/protocols/{protocol.pk}/"

    then = program.get(address, as_of="2026-03-15").json()

    assert {row["code"] for row in then["schools"]} == {one.code, two.code}
    assert [row["code"] for row in program.get(address).json()["schools"]] == [one.code]
    assert (then["is_in_force"], program.get(address, on="2026-01-31").json()["is_in_force"]) == (True, False)


def test_a_stakeholder_is_answered_under_its_former_name(program):
    calendar = Calendar()
    protocol = make_protocol(make_school())
    stakeholder = protocol.stakeholders.get()
    calendar.date(at(10))
    type(stakeholder).objects.update(name="Yeni Ad A.Ş.")
    calendar.date(at(20))
    address = f"/stakeholders/{stakeholder.pk}/"

    assert program.get(address, as_of="2026-03-15").json()["name"] == stakeholder.name
    assert program.get(address).json()["name"] == "Yeni Ad A.Ş."


@pytest.fixture
def policy(db):
    """A draft on the 10th, published on the 20th."""
    calendar = Calendar()
    policy = make_policy(status="draft", valid_from=None, cluster_min_fields=2)
    calendar.date(at(10))
    PolicyVersion.objects.filter(pk=policy.pk).update(
        cluster_min_fields=5, status="published", valid_from="2031-01-01", valid_until="2031-12-31"
    )
    calendar.date(at(20))
    return policy


def test_a_version_of_figures_is_answered_as_it_was_known_to_the_ministry(client, policy):
    client.force_login(make_user(Role.EXPERT))
    address = f"/api/v1/policies/{policy.pk}/"
    then, now = client.get(address, {"as_of": "2026-03-15"}), client.get(address)

    assert (then.json()["status"], now.json()["status"]) == ("draft", "published")
    assert (then.json()["cluster_min_fields"], now.json()["cluster_min_fields"]) == (2, 5)
    assert client.get(address, {"as_of": "2026-03-01"}).status_code == 404


def test_what_was_a_draft_then_is_not_shown_to_others(program, policy):
    assert program.get(f"/policies/{policy.pk}/").status_code == 200
    assert program.get(f"/policies/{policy.pk}/", as_of="2026-03-15").status_code == 404


@pytest.mark.parametrize("address", ["/schools/", "/schools/900001/operating-rules/", "/provinces/", "/papers/"])
def test_where_no_past_is_kept_a_day_is_refused_rather_than_answered_with_today(program, school, address):
    answer = program.get(address, as_of="2026-03-15")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["faults"][0]["path"] == "as_of"
    assert program.get(address).status_code == 200


def test_clusters_are_answered_with_the_fields_they_held_then(program):
    calendar = Calendar()
    version = make_clusters(Makine=[make_field("04"), make_field("05")])
    calendar.date(at(10))
    FieldCluster.objects.get(version=version).fields.remove(make_field("05"))
    calendar.date(at(20))

    then = program.get(f"/field-clusters/{version.pk}/", as_of="2026-03-15").json()
    now = program.get(f"/field-clusters/{version.pk}/").json()

    assert (then["clusters"][0]["fields"], now["clusters"][0]["fields"]) == (["04", "05"], ["04"])
