"""Who has not reported, and plans as files, over the API and in the admin: the same centres as on the pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.api.conftest import Program
from tests.factories import TODAY, make_school, make_user
from tests.factories.center_plans import make_plan
from tests.factories.centers import make_center
from tests.factories.programmes import make_activity

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/11/2")]
LONG_AGO = TODAY - timedelta(days=500)


@pytest.fixture
def missing():
    """Two centres of last year without a report, in two provinces, and one that was founded this year."""
    make_center(name="Yeni SMM", on=localdate())
    return [make_center(school=make_school(province=plate), on=LONG_AGO) for plate in (6, 34)]


def test_programs_read_who_has_not_reported_and_how_many_by_province(missing):
    program, year = Program(), localdate().year - 1

    listed = program.get("/center-reports/missing/").json()["results"]
    assert {one["id"] for one in listed} == {one.pk for one in missing}
    assert {one["id"] for one in program.get("/center-reports/missing/", province=34).json()["results"]} == {
        missing[1].pk
    }
    assert program.get("/center-reports/missing/", year="").json()["results"] == listed
    assert len(program.get("/center-reports/missing/", year=year + 1).json()["results"]) == 3
    figures = program.get("/center-reports/missing/figures/").json()
    assert (figures["year"], figures["total"]) == (year, 2)
    assert [(one["province"], one["count"]) for one in figures["provinces"]] == [(6, 1), (34, 1)]
    assert Program(province=34).get("/center-reports/missing/figures/").json()["total"] == 1
    assert program.get("/center-reports/missing/", year=1999).status_code == 400
    assert program.get("/center-reports/missing/figures/", year="x").status_code == 400
    assert program.get("/center-reports/missing/figures/", il=6).status_code == 400


def test_the_admin_filters_who_has_not_reported(missing):
    client = Client()
    client.force_login(make_user(Role.EXPERT))
    address = reverse("admin:centers_center_changelist")

    listed = client.get(address, {"rapor": localdate().year - 1}).context["cl"].queryset

    assert set(listed) == set(missing)
    assert client.get(address, {"rapor": "x"}).status_code in {200, 302}


@pytest.mark.provision("smm/5/4", "smm/5/1/c")
def test_plans_are_read_as_pdf():
    plan, program = make_plan(), Program()
    activity = make_activity("chain_approved")

    of_centre = program.get(f"/center-plans/{plan.pk}/pdf/")
    of_year = program.get(f"/center-activity-plans/{activity.starts_on.year}/pdf/")

    for answer in (of_centre, of_year):
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content[:5] == b"%PDF-"
    assert Program(province=34).get(f"/center-plans/{plan.pk}/pdf/").status_code == 404
    assert program.get("/center-activity-plans/99999/pdf/").status_code == 404


@pytest.mark.parametrize("year", [0, 1999, 99999, 10**12])
def test_a_year_that_no_plan_can_have_is_not_there(client, year):
    client.force_login(make_user(Role.EXPERT))

    assert client.get(f"/merkezler/faaliyetler/plan/{year}/").status_code == 404
