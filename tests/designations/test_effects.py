"""What a draft would change: the same as the check of the country finds once it is published, and nothing stored before."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from accounts.choices import Role
from designations.acts import publish_clusters, publish_policy
from designations.acts.scenarios import DRAFTS
from designations.models import ClusterVersion, CountrySnapshot, PolicyVersion, Scenario, Standing
from designations.scenarios import try_on_country
from designations.standings import check_country
from designations.stars import refresh_stars
from schools.acts import STANDARDS
from schools.models import Employment, EmploymentYear, FieldSector, PhysicalStandard, SchoolField, StandardsVersion
from tests.factories import (
    TODAY,
    make_clusters,
    make_field,
    make_policy,
    make_protocol,
    make_region_ready,
    make_school,
    make_site,
    make_user,
)
from tests.factories.scenarios import weighed

pytestmark = pytest.mark.django_db
SINCE = date(2026, 9, 1)


def effect_of(draft):
    found, _ = try_on_country(Scenario(**{DRAFTS[type(draft)]: draft}), on=TODAY)
    return {(move.known.school, move.type): (move.before, move.after) for move in found}


def standings():
    check_country(on=TODAY, at=now())
    return {(row.school_id, row.type): row.verdict for row in Standing.objects.all()}


@pytest.fixture(params=["by the last check", "by the country of now"])
def agrees_with_publishing(request):
    """The effect is exactly the difference between the checks of the country before and after publishing."""

    def agrees(draft, publish):
        before = standings()
        if request.param == "by the country of now":
            CountrySnapshot.objects.all().delete()
        effect = effect_of(draft)
        publish(weighed(draft), by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=SINCE)
        if isinstance(draft, PolicyVersion):
            refresh_stars(on=TODAY)  # as the task after publishing does
        after = standings()
        assert effect == {key: (before[key], after[key]) for key in before if before[key] != after[key]}
        return effect

    return agrees


def test_a_policy_that_asks_for_more_room_takes_schools_out(agrees_with_publishing):
    make_policy()
    school = make_region_ready(make_school())
    draft = PolicyVersion.objects.create(name="Taslak", growth_margin=Decimal(9))

    effect = agrees_with_publishing(draft, publish_policy)

    assert effect == {(school.pk, "region"): ("eligible", "not_eligible")}


def test_stars_are_reckoned_anew_under_the_drafts_thresholds(agrees_with_publishing):
    make_policy()
    school = make_region_ready(make_school())
    year = EmploymentYear.objects.get()
    nace = FieldSector.objects.get().nace
    Employment.objects.create(year=year, province_id=6, nace=nace, workplaces=10, employees=900)
    Employment.objects.create(year=year, province_id=6, nace="99", workplaces=10, employees=90)
    refresh_stars(on=TODAY)
    draft = PolicyVersion.objects.create(name="Taslak", concentration_min_employment=5000)

    effect = agrees_with_publishing(draft, publish_policy)

    assert (school.pk, "region") in effect


@pytest.mark.provision("okul/5/2/a")
def test_clusters_of_a_draft_stand_in_for_those_in_force(agrees_with_publishing):
    make_policy()
    school = make_region_ready(make_school())
    other = make_field("11")
    SchoolField.objects.create(school=school, field=other, programme="AMP")
    make_clusters(Ayrı=[make_field("04")], Başka=[other])
    draft = ClusterVersion.objects.create(name="Taslak")
    draft.clusters.create(name="Birlikte").fields.set([make_field("04"), other])

    effect = agrees_with_publishing(draft, publish_clusters)

    assert {kind for _, kind in effect} <= {"specialised"}


@pytest.mark.provision("okul/ek")
def test_standards_of_a_draft_make_known_what_was_unknown(agrees_with_publishing):
    make_policy()
    school = make_region_ready(make_school())
    make_site(school)
    make_protocol(school)
    draft = StandardsVersion.objects.create(name="Taslak")
    PhysicalStandard.objects.create(
        version=draft, code="kitaplik", name="Kitaplık", minimum=1, types=["in_sector", "sector_integrated"]
    )
    school.standards.create(code="kitaplik", value=2)

    effect = agrees_with_publishing(draft, STANDARDS.acts["publish_standards"])

    assert effect[school.pk, "in_sector"] == ("undetermined", "eligible")


def test_effect_asks_as_much_for_many_schools_as_for_two():
    make_policy()
    draft = PolicyVersion.objects.create(name="Taslak", growth_margin=Decimal(9))
    counts = []
    for more in (2, 8):
        for _ in range(more):
            make_region_ready(make_school())
        with CaptureQueriesContext(connection) as captured:
            effect_of(draft)
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert Standing.objects.count() == 0
