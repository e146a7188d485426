"""Results over the API: what the student's sheet says, for the student system, page by page, of whom the caller may see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from accounts.choices import Role
from tests.api.conftest import Program
from tests.factories import make_province, make_school, make_user
from tests.factories.transfers import announce, make_application, make_open_round, make_run
from tests.transfers.test_runs import three_for_two
from transfers.acts import APPLICATION, ROUND
from transfers.models import Application
from transfers.sheets import sheet_of
from transfers.waiting import waiting_ranks

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
PATH = "/transfer-results/"


@pytest.fixture
def announced():
    """Three for two places: ``(round, run, [first, second, third])``."""
    taking, _quota, applications = three_for_two()
    run = make_run(taking)
    announce(run)
    for one in (taking, run, *applications):
        one.refresh_from_db()
    return taking, run, applications


def results(program, **query):
    answer = program.get(PATH, **query)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_each_preference_comes_with_rank_places_cutoff_and_why(program, announced):
    taking, run, (best, _, last) = announced

    found = {one["application"]: one for one in results(program, round=taking.pk)}

    seat = found[best.pk]["seat"]
    assert (seat["quota"], seat["kind"], found[best.pk]["status"]) == (best.seat.quota_id, "day", "application_placed")
    assert found[best.pk]["register_until"] == taking.registration_until.isoformat()
    waits = found[last.pk]
    assert (waits["seat"], waits["register_until"], waits["status"]) == (None, None, "application_waiting")
    [part] = waits["results"]
    assert (part["run"], part["purpose"], part["placed_on"]) == (run.pk, "main", None)
    [wish] = part["preferences"]
    assert (wish["rank"], wish["seats"], wish["asked"], wish["placed"], wish["cutoff"]) == (3, 2, 3, 2, "80")
    assert (wish["outcome"], wish["waiting_rank"]) == ("seats_taken", 1)
    [sheet] = sheet_of(last)
    assert wish["says"] == sheet["rows"][0]["says"]
    assert part["merit"] == sheet["merit"]
    assert part["lot"] == sheet["lot"]


def test_one_application_tells_the_same(program, announced):
    _, _, (best, _, last) = announced
    listed = {one["application"]: one for one in results(program)}

    for one in (best, last):
        read = program.get(f"/transfer-applications/{one.pk}/").json()
        assert {name: read[name] for name in ("seat", "register_until", "results")} == {
            name: listed[one.pk][name] for name in ("seat", "register_until", "results")
        }


def test_nothing_is_told_before_the_announcement(program):
    taking, _, (best, *_) = three_for_two()
    make_run(taking)

    assert results(program) == []
    read = program.get(f"/transfer-applications/{best.pk}/").json()
    assert (read["results"], read["seat"]) == ([], None)


def test_those_who_wait_stand_in_the_order_of_the_placement(announced):
    _, _, (_, second, last) = announced
    Application.objects.filter(pk=second.pk).update(seat=None, register_until=None, status="application_waiting")
    second.refresh_from_db()

    ranks = {key: place for (key, *_), place in waiting_ranks([last, second]).items()}

    assert ranks == {second.pk: 1, last.pk: 2}


def test_filters(program, announced):
    taking, _, (best, second, last) = announced
    there = best.seat.quota.school

    def found(**query):
        return {one["application"] for one in results(program, **query)}

    assert found(status="application_waiting") == {last.pk}
    assert found(school=second.school.code) == {second.pk}
    assert found(place=there.code) == {best.pk, second.pk}
    assert found(round=taking.pk + 1) == set()
    assert found(changed_since=taking.results_on.isoformat()) == {best.pk, second.pk, last.pk}
    APPLICATION.acts["confirm_registration"](best, by=_side(best), on=taking.registration_until)
    assert found(changed_since=taking.registration_until.isoformat()) == {best.pk}
    assert program.get(PATH, changed_since="dün").status_code == 400
    assert program.get(PATH, donem="1").status_code == 400


def _side(application):
    return make_user(Role.PRINCIPAL, school=application.school)


def test_a_province_is_told_of_its_students_and_of_who_holds_a_place_there(announced):
    _, _, (best, second, _) = announced
    make_province(34), make_province(1)
    Application.objects.filter(pk=best.pk).update(school=make_school(province=34))
    there = best.seat.quota.school.province_id

    assert {one["application"] for one in results(Program(province=34))} == {best.pk}
    assert {best.pk, second.pk} <= {one["application"] for one in results(Program(province=there))}
    assert results(Program(province=1)) == []
    assert Program(scopes=["schools:read"]).get(PATH).status_code == 403


def test_no_answer_names_a_student(program, announced):
    _, _, applications = announced

    said = program.get(PATH).content.decode()

    assert not any(word in said for one in applications for word in (one.student_number, one.result_code))


def test_pages_follow_a_cursor_and_an_unchanged_answer_is_304(program, announced):
    first = program.get(PATH, page_size=2)
    second = program.http.get(first.json()["next"], headers={"Authorization": f"Bearer {program.token}"})
    headers = {"Authorization": f"Bearer {program.token}", "If-None-Match": first["ETag"]}
    again = program.http.get(f"/api/v1{PATH}", {"page_size": 2}, headers=headers)

    keys = [one["application"] for answer in (first, second) for one in answer.json()["results"]]
    assert keys == sorted(one.pk for one in announced[2])
    assert again.status_code == 304


def test_thirty_results_cost_as_many_queries_as_one():
    taking, own = make_open_round(), None
    for _ in range(30):
        own = make_application(own=own).school
    taking = ROUND.acts["evaluate_round"](
        taking, by=make_user(Role.EXPERT), on=taking.applications_until + timedelta(days=1)
    )
    announce(make_run(taking))
    program = Program()
    results(program)
    for status, count in (("application_placed", 10), ("application_waiting", 20)):
        with CaptureQueriesContext(connection) as one:
            assert len(results(program, status=status, page_size=1)) == 1
        with CaptureQueriesContext(connection) as many:
            assert len(results(program, status=status, page_size=30)) == count
        assert len(many) == len(one)


def test_what_is_answered_is_what_the_document_says(program, announced):
    _, _, (best, _, last) = announced
    APPLICATION.acts["confirm_registration"](best, by=_side(best), on=announced[0].registration_until)
    document = SchemaGenerator().get_schema(request=None, public=True)

    for path, address in (
        ("/api/v1/transfer-results/", PATH),
        ("/api/v1/transfer-applications/{id}/", f"/transfer-applications/{best.pk}/"),
        ("/api/v1/transfer-applications/{id}/", f"/transfer-applications/{last.pk}/"),
        ("/api/v1/transfer-applications/{id}/history/", f"/transfer-applications/{best.pk}/history/"),
        ("/api/v1/transfer-applications/{id}/history/", f"/transfer-applications/{last.pk}/history/"),
    ):
        described = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        said = program.get(address).json()
        Draft202012Validator({**described, "components": document["components"]}).validate(said)
        assert said
