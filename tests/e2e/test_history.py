"""A record's history in Chromium, with axe: the picker leads to a past day and back, on a phone and without a script."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from schools.models import School
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.factories import make_dossier, make_policy, make_protocol, make_region_ready, make_school

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Şehit Öğretmen Işıl Çağdaş Güngör İğdır Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi XX"


@pytest.fixture
def school(transactional_db):
    make_policy()
    return make_region_ready(make_school(name=LONG))


def test_every_page_of_a_history(visitor, person, school):
    today, before = localdate(), localdate() - timedelta(days=400)
    dossier, protocol = make_dossier("returned", school=school), make_protocol(school)
    School.objects.filter(pk=school.pk).update(addable_places=7)
    page = visitor(person(Role.PROVINCE_OFFICER, province=6), width=WIDE_AND_NARROW)

    for address in (
        f"/gecmis/okul/{school.pk}/",
        f"/gecmis/okul/{school.pk}/?tur=belge",
        f"/gecmis/okul/{school.pk}/?ilk={before}&son={today}",
        f"/gecmis/okul/{school.pk}/?ilk={today}&son={before}",
        f"/gecmis/dosya/{dossier.pk}/",
        f"/gecmis/protokol/{protocol.pk}/",
        f"/okullar/{school.pk}/?tarih={today}",
        f"/okullar/{school.pk}/?tarih={before}",
        f"/okullar/{school.pk}/?tarih=2026-02-30",
        f"/dosyalar/{dossier.pk}/?tarih={today}",
        f"/protokoller/{protocol.pk}/?tarih={today}",
    ):
        page.go(address)


def test_the_picker_leads_to_a_day_and_back(visitor, person, school):
    visit = visitor(person(Role.PROVINCE_OFFICER, province=6))
    visit.go(f"/okullar/{school.pk}/")
    visit.page.fill("input[name=tarih]", f"{localdate():%Y-%m-%d}")
    visit.page.get_by_role("button", name="O günkü hâlini göster").click()

    assert (
        f"Bu kayıt {localdate():%d.%m.%Y} günündeki hâliyle gösteriliyor." in visit.page.locator("main").inner_text()
    )
    visit.page.get_by_role("link", name="Bugünkü hâline dön").click()
    assert visit.page.url.endswith(f"/okullar/{school.pk}/")


def test_a_past_state_in_the_admin(visitor, person, school):
    visit = visitor(person(Role.EXPERT))
    dossier = make_dossier("returned", school=school)

    visit.go(f"/yonetim/schools/school/{school.pk}/history/")
    visit.go(f"/yonetim/schools/school/{school.pk}/change/?tarih={localdate()}")
    visit.go(f"/yonetim/designations/dossier/{dossier.pk}/change/?tarih={localdate()}")
