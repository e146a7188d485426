"""The demonstration's sponsor schools: one assigned, one that waits for the school, one proposed, one need left open."""

from collections import Counter

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from desk.demo.sponsors import LIBRARY, make_sponsors
from protocols.choices.sponsors import SponsorStatus as S
from protocols.dossiers import needs_of
from protocols.models import SponsorAssignment
from protocols.rules.sponsors import Standing
from schools.models import School, StandardValue
from tests.designations.standards import publish_library
from tests.factories import make_school, make_user
from tests.factories.boards import make_sector_school

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/5")]


def test_three_of_four_schools_without_a_library_find_a_sponsor():
    publish_library(code=LIBRARY)
    schools = [make_sector_school(province=6) for _ in range(4)]
    lender = make_school(province=6)
    StandardValue.objects.bulk_create(StandardValue(school=one, code=LIBRARY, value=1) for one in [*schools, lender])
    people = {
        "uzman": make_user(Role.EXPERT),
        "genelmudur": make_user(Role.DIRECTOR_GENERAL),
        "il": make_user(Role.PROVINCE_OFFICER, province=6),
        "ilmudur": make_user(Role.PROVINCE_DIRECTOR, province=6),
    }

    assert make_sponsors(people, localdate()) == 3

    assert Counter(SponsorAssignment.objects.values_list("status", flat=True)) == {
        S.ASSIGNED: 1,
        S.OFFERED: 1,
        S.PROPOSED: 1,
    }
    found = needs_of(School.objects.filter(pk__in=[one.pk for one in schools]), localdate())
    assert Counter(need.standing for one in found for need in one.needs) == {Standing.COVERED: 1, Standing.MISSING: 3}
