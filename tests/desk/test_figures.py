"""The figures: each counts exactly the rows of the list behind it, in each scope and province."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from designations.choices import DossierStatus as S
from designations.models import Dossier, Standing
from desk.figures import FIGURES, count_all, shares
from tests import factories
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
ROLES = [Role.EXPERT, Role.PROVINCE_OFFICER, Role.DISTRICT_OFFICER, Role.PRINCIPAL, Role.AUDITOR]


def country():
    """Dossiers, a designation, standings and a protocol of two provinces; answers a school of Ankara."""
    ankara = factories.make_region_ready(factories.make_school())
    izmir = factories.make_region_ready(factories.make_school(province=35))
    factories.make_school(kind="other")
    factories.make_school(closed_on=TODAY - timedelta(days=1))
    for school in (ankara, izmir):
        factories.make_designation(school=school)
        for state in (S.RETURNED, S.REFUSED):
            factories.make_dossier(
                state, school=factories.make_region_ready(factories.make_school(province=school.province))
            )
        for kind, verdict in (("region", "eligible"), ("in_sector", "undetermined")):
            Standing.objects.create(
                school=school, type=kind, verdict=verdict, unmet=0, unknown=0, findings=[], as_of=TODAY,
                checked_at=JournalEntry.objects.first().at,
            )  # fmt: skip
    factories.make_protocol(ankara, izmir)
    return ankara


@pytest.mark.parametrize("role", ROLES)
def test_every_figure_equals_its_list(client, role):
    school = country()
    user = factories.make_user(role, school=school)
    client.force_login(user)
    counts = count_all(user, on=TODAY)

    for key, figure in FIGURES.items():
        listed = client.get(figure.url(), {"boyut": 100})
        assert len(listed.context["rows"]) == counts[key], key
        for plate, value in figure.by_province(user, TODAY).items():
            there = client.get(f"{figure.url(plate)}&boyut=100")
            assert len(there.context["rows"]) == value, (key, plate)
    assert counts["belirlenen"] == (2 if user.scope.everywhere else 1)
    assert counts["protokol"] == 1


def test_the_desk_shows_the_figures_of_the_user_s_scope(client):
    country()
    client.force_login(factories.make_user(Role.PROVINCE_OFFICER, province=35))

    answer = client.get(reverse("desk:home"))

    shown = {figure["url"]: figure["value"] for figure in answer.context["figures"]}
    assert shown[FIGURES["belirlenen"].url()] == 1
    assert [bar.value for bar in answer.context["by_type"]] == [1, 0, 0, 0]


def test_an_unknown_figure_is_not_found(client):
    client.force_login(factories.make_user())

    assert client.get(reverse("desk:figure", args=["yok"])).status_code == 404


@pytest.mark.parametrize("asked", ["abc", "999", "-1", ""])
def test_a_province_that_does_not_exist_is_told_at_its_field(client, asked):
    country()
    client.force_login(factories.make_user())

    answer = client.get(FIGURES["belirlenen"].url(), {"il": asked})

    assert answer.status_code == 200
    assert len(answer.context["rows"]) == 2
    assert bool(answer.context["form"].errors) == bool(asked)


def test_shares_are_per_hundred_schools_and_unknown_without_any():
    told = shares({6: 3, 35: 1, 34: 2}, {6: 40, 35: 0, 7: 9})

    assert (told[6], told[35], told[34], told[7]) == (7.5, None, None, 0.0)
    assert len(told) == 81


@pytest.mark.parametrize("key", FIGURES)
def test_the_map_draws_every_figure(client, key):
    client.force_login(factories.make_user())

    for form in ("sayi", "oran"):
        answer = client.get(reverse("desk:map"), {"gosterge": key, "bicim": form})
        assert answer.status_code == 200
        assert answer.context["figure"].key == key


def test_the_map_leads_to_the_list_of_the_province(client):
    country()
    client.force_login(factories.make_user())

    page = client.get(reverse("desk:map"), {"gosterge": "belirlenen", "bicim": "oran"}).content.decode()

    assert FIGURES["belirlenen"].url(35) in page
    assert "bilgi eksik" in page  # the 79 provinces without a school


def test_the_map_tells_nothing_of_provinces_outside_the_scope(client):
    country()
    client.force_login(factories.make_user(Role.PROVINCE_OFFICER, province=35))

    drawn = client.get(reverse("desk:map"), {"gosterge": "belirlenen"}).context["map"]

    words = {province.plate: province.words for province in drawn.provinces}
    assert (words[35], words[6]) == ("1", "görev alanınız dışında")
    assert drawn.legend[-1].words == "görev alanınız dışında"


def test_a_figure_that_is_not_there_is_told_at_its_field(client):
    client.force_login(factories.make_user())

    answer = client.get(reverse("desk:map"), {"gosterge": "yok"})

    assert (answer.status_code, answer.context["figure"].key) == (200, "belirlenen")
    assert answer.context["form"].errors["gosterge"]


@pytest.mark.parametrize("address", [FIGURES["dosya"].url, lambda: reverse("desk:map")])
def test_lists_ask_as_much_for_thirty_rows_as_for_one(client, address, django_assert_num_queries):
    officer = factories.make_user(Role.PROVINCE_OFFICER)

    def add(many):
        for school in [factories.make_school() for _ in range(many)]:
            Dossier.objects.create(school=school, type="region", opened_by=officer, opened_on=TODAY, state_since=TODAY)

    client.force_login(factories.make_user())
    add(1)
    client.get(address())
    with CaptureQueriesContext(connection) as one:
        client.get(address())
    add(30)
    with django_assert_num_queries(len(one)):
        client.get(address())
