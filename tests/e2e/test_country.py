"""The country in the browser: lists, findings, changes, checks; a threshold lowered in a scenario, tried, looked at, compared."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.models import PolicyVersion, Scenario
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.factories import make_policy, make_region_ready, make_school
from tests.factories.scenarios import computed, make_scenario
from tests.factories.standings import checked, make_change

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"
ENGLISH = re.compile(r"\b(Add|Change|Delete|Save|Home|View|Select|Search|False|True|None|This field)\b")


@pytest.fixture
def country(transactional_db):
    """Schools that are ready but for a margin that nobody reaches, one of which nothing is known, and what changed of one."""
    make_policy(growth_margin=Decimal(9))
    ready = make_region_ready(make_school(name=LONG))
    make_region_ready(make_school())
    make_school()
    check = checked(localdate())
    make_change(school=ready, found_by=check)
    return ready


def test_the_pages_of_the_country(visitor, person, country):
    expert = person(Role.EXPERT)
    a = computed(make_scenario(expert, on=localdate(), name=LONG[:100], values={"growth_margin": "0.1"}), localdate())
    b = computed(make_scenario(expert, on=localdate(), values={"growth_margin": "0.3"}), localdate())
    draft = PolicyVersion.objects.create(name="Taslak")
    visited = visitor(expert, width=WIDE_AND_NARROW)
    check = a.changes.get(type="region", school=country).school.standings.first()

    for address in (
        reverse("designations:standings"),
        reverse("designations:standings") + "?liste=near&ozellik=region",
        reverse("designations:standings") + "?q=bulunmayan",
        reverse("designations:standing", args=[check.pk]),
        reverse("designations:standing_changes"),
        reverse("designations:country_checks"),
        reverse("designations:country_check", args=[check.found_by_id]),
        reverse("designations:scenarios"),
        reverse("designations:scenarios") + "?q=bulunmayan",
        reverse("designations:scenario", args=[a.pk]),
        reverse("designations:edit_scenario", args=[a.pk]),
        reverse("designations:moved") + f"?senaryo={a.pk}",
        reverse("designations:compare_scenarios") + f"?a={a.pk}&b={b.pk}",
        reverse("admin:designations_effect", args=["olcut", draft.pk]),
        reverse("desk:map") + "?gosterge=tek-eksik-region",
    ):
        assert visited.go(address).status == 200, address
        assert not ENGLISH.search("\n".join(visited.texts())), address


def test_an_expert_lowers_a_threshold_and_sees_who_gains(visitor, person, country):
    expert = visitor(person(Role.EXPERT))
    expert.go(reverse("designations:standings"))
    expert.follow("Senaryolar")
    expert.follow("Senaryo hazırla", within="body")
    expert.page.get_by_label("Senaryonun adı").fill("Büyüme payı yüzde 10")
    expert.page.get_by_label("asgari yıldız").fill("7")
    expert.press("Senaryoyu kaydet")
    assert not Scenario.objects.exists()
    expert.page.get_by_label("asgari yıldız").fill("")
    expert.page.get_by_label("büyüme payı").fill("0.1")
    expert.press("Senaryoyu kaydet")

    expert.press("Ülkede dene")

    expert.go(reverse("designations:scenario", args=[Scenario.objects.get().pk]))
    assert (Scenario.objects.get().gains, Scenario.objects.get().losses) == (2, 0)
    expert.follow("2 kazanan okul, Bölge okulu")
    assert expert.sees(LONG)


def test_a_province_finds_its_own_lists_and_no_laboratory(visitor, person, country):
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), width=360)

    officer.go(reverse("designations:standings") + "?liste=near")

    assert officer.sees(LONG)
    assert not officer.sees("Ülkeyi şimdi tara")
    assert not officer.sees("Senaryolar")
