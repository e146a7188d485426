"""What a draft would change: the same as the check of the country finds once it is published, and nothing stored before."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from accounts.choices import Role
from designations.acts import publish_clusters, publish_policy
from designations.choices import Verdict
from designations.effects import effect_of
from designations.models import ClusterVersion, PolicyVersion, Standing
from designations.standings import check_country
from designations.stars import refresh_stars
from schools.acts import STANDARDS
from schools.models import Employment, EmploymentYear, FieldSector, PhysicalStandard, SchoolField, StandardsVersion
from tests.factories import (
    TODAY,
    make_clusters,
    make_designation,
    make_field,
    make_policy,
    make_protocol,
    make_region_ready,
    make_school,
    make_site,
    make_user,
)

pytestmark = pytest.mark.django_db
SINCE = date(2026, 9, 1)


def standings():
    check_country(on=TODAY, at=now())
    return {(row.school_id, row.type): row.verdict for row in Standing.objects.all()}


def agrees_with_publishing(draft, publish):
    """The effect is exactly the difference between the checks of the country before and after publishing."""
    before, effect = standings(), effect_of(draft, on=TODAY)
    publish(draft, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=SINCE)
    if isinstance(draft, PolicyVersion):
        refresh_stars(on=TODAY)  # as the task after publishing does
    after = standings()
    expected = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    assert {(change.school, change.type): (change.before, change.after) for change in effect.changes} == expected
    return effect


def test_a_policy_that_asks_for_more_room_takes_schools_out():
    make_policy()
    school = make_region_ready(make_school())
    draft = PolicyVersion.objects.create(name="Taslak", growth_margin=Decimal(9))

    effect = agrees_with_publishing(draft, publish_policy)

    assert effect.before["region"][Verdict.ELIGIBLE] == 1
    assert effect.after["region"][Verdict.ELIGIBLE] == 0
    assert [(change.school, change.type) for change in effect.changes] == [(school.pk, "region")]


def test_stars_are_reckoned_anew_under_the_drafts_thresholds():
    make_policy()
    make_region_ready(make_school())
    year = EmploymentYear.objects.get()
    nace = FieldSector.objects.get().nace
    Employment.objects.create(year=year, province_id=6, nace=nace, workplaces=10, employees=900)
    Employment.objects.create(year=year, province_id=6, nace="99", workplaces=10, employees=90)
    refresh_stars(on=TODAY)
    draft = PolicyVersion.objects.create(name="Taslak", concentration_min_employment=5000)

    effect = agrees_with_publishing(draft, publish_policy)

    assert effect.after["region"][Verdict.ELIGIBLE] == 0


@pytest.mark.provision("okul/5/2/a")
def test_clusters_of_a_draft_stand_in_for_those_in_force():
    make_policy()
    school = make_region_ready(make_school())
    other = make_field("11")
    SchoolField.objects.create(school=school, field=other, programme="AMP")
    make_clusters(Ayrı=[make_field("04")], Başka=[other])
    draft = ClusterVersion.objects.create(name="Taslak")
    draft.clusters.create(name="Birlikte").fields.set([make_field("04"), other])

    effect = agrees_with_publishing(draft, publish_clusters)

    assert {change.type for change in effect.changes} <= {"specialised"}


@pytest.mark.provision("okul/ek")
def test_standards_of_a_draft_make_known_what_was_unknown():
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

    assert effect.before["in_sector"][Verdict.UNDETERMINED] == 1
    assert effect.after["in_sector"][Verdict.ELIGIBLE] == 1


def test_designated_schools_come_first_and_nothing_is_stored():
    make_policy()
    make_region_ready(make_school())
    held = make_designation(school=make_region_ready(make_school()))
    draft = PolicyVersion.objects.create(name="Taslak", growth_margin=Decimal(9))

    effect = effect_of(draft, on=TODAY)

    assert (effect.changes[0].school, effect.changes[0].is_held) == (held.school_id, True)
    assert len(effect.changes) == 2
    assert Standing.objects.count() == 0


def test_effect_asks_as_much_for_many_schools_as_for_one():
    make_policy()
    draft = PolicyVersion.objects.create(name="Taslak")
    counts = []
    for more in (1, 8):
        for _ in range(more):
            make_region_ready(make_school())
        with CaptureQueriesContext(connection) as captured:
            effect_of(draft, on=TODAY)
        counts.append(len(captured))

    assert counts[0] == counts[1]
