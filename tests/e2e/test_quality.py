"""The quality of the register's data in the browser: pages at both widths, and an item followed to the field that mends it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import expect

from accounts.choices import Role
from schools.models import QualityItem, School, Space
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.factories import make_region_ready, make_school
from tests.factories.quality import quality_checked

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"
ENGLISH = re.compile(r"\b(Add|Change|Delete|Save|Home|View|Select|Search|False|True|None|This field)\b")


@pytest.fixture
def country(transactional_db):
    """Two months of a school that is nearly complete, and of two of which little is known."""
    ready = make_region_ready(make_school(name=LONG))
    Space.objects.create(school=ready, kind="classroom", name="Derslik 7")
    make_school(province=35)
    bare = make_school()
    quality_checked(localdate().replace(day=1) - timedelta(days=1))
    School.objects.filter(pk=bare.pk).update(addable_places=30)
    School.objects.filter(pk=ready.pk).update(addable_places=None)
    return ready, quality_checked(localdate())


def test_the_pages_of_the_quality_of_data(visitor, person, country):
    school, run = country
    expert = visitor(person(Role.EXPERT), width=WIDE_AND_NARROW)

    for address in (
        reverse("schools:quality"),
        reverse("schools:quality") + "?durum=duzelen",
        reverse("schools:quality") + "?q=bulunmayan",
        reverse("schools:quality_school", args=[school.pk]),
        reverse("schools:quality_provinces"),
        reverse("schools:quality_province", args=[6]),
        reverse("schools:quality_run", args=[run.pk]),
        reverse("desk:map") + "?gosterge=veri-kalitesi",
        reverse("desk:home"),
        reverse("designations:school", args=[school.pk]),
    ):
        assert expert.go(address).status == 200, address
        assert not ENGLISH.search("\n".join(expert.texts())), address


def test_an_officer_follows_an_item_to_its_field_and_mends_it(visitor, person, country):
    school, _ = country
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), width=360)
    officer.go(reverse("schools:quality_school", args=[school.pk]))

    officer.page.get_by_role("link", name="Derslik 7").click()
    target = officer.page.locator(":target")
    expect(target).to_be_in_viewport()
    target.locator("input").fill("32")
    officer.press("Kaydet")

    assert Space.objects.get(name="Derslik 7").places == 32
    officer.go(reverse("schools:quality_school", args=[school.pk]))
    assert officer.sees("Denetimden sonra düzelenler")
    assert QualityItem.objects.get(school=school, check_id="derslik-kapasitesi").gone_on is None
