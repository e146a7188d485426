"""The General Directorate's year in a browser: a threshold tried and published by two people, ten schools designated at once, the report."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.choices import DossierStatus as D
from designations.models import Designation, PolicyVersion, Scenario
from desk.models import DirectorateReport
from schools.models import Employment, EmploymentYear, Space
from tests.factories import make_dossier, make_policy, make_province, make_region_ready, make_school
from workflow.versions import OWN_DRAFT

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"
READY, LACKING = 10, 2


@pytest.fixture
def dossiers(transactional_db):
    """Twelve proposals, two of them of schools that have lost their classrooms; nobody reaches the margin in force."""
    province = make_province(6, "Ankara")
    made = [
        make_dossier(
            D.APPROVAL_PROPOSED, school=make_region_ready(make_school(province=province, name=f"{LONG[:90]} {n}"))
        )
        for n in range(READY + LACKING)
    ]  # fmt: skip
    Space.objects.filter(school__in=[one.school for one in made[:LACKING]]).update(places=1)
    make_policy(growth_margin=Decimal(9))
    year = (
        EmploymentYear.objects.get()
    )  # publishing counts the stars anew, so that they need what they are counted from
    for place, nace, employees in ((province, "14", 9000), (province, "01", 100), (make_province(34), "01", 9000)):
        Employment.objects.create(year=year, province=place, nace=nace, employees=employees)
    return made


def try_a_lower_margin(expert):
    expert.go(reverse("designations:scenarios"))
    expert.follow("Senaryo hazırla", within="body")
    expert.page.get_by_label("Senaryonun adı").fill("Büyüme payı yüzde 10")
    expert.page.get_by_label("büyüme payı").fill("0.1")
    expert.press("Senaryoyu kaydet")
    expert.press("Ülkede dene")
    expert.go(reverse("designations:scenario", args=[Scenario.objects.get().pk]))
    expert.follow(f"{READY} kazanan okul, Bölge okulu")
    assert expert.sees(LONG[:90])


def write_the_draft(writer):
    """Who writes the figures sees what they change, and leaves publishing to somebody else."""
    writer.go(reverse("admin:designations_policyversion_add"))
    writer.page.locator("[name=name]").fill("2027 değerleri")
    writer.page.locator("[name=growth_margin]").fill("0.1")
    writer.click(writer.page.locator("[name=_save]").first)
    writer.follow("Ülkedeki etkisini gör")
    writer.press("Etkiyi hesapla")
    draft = PolicyVersion.objects.get(name="2027 değerleri")
    writer.go(reverse("admin:designations_policyversion_change", args=[draft.pk]))
    assert writer.sees(OWN_DRAFT)
    publish(writer, draft)
    assert writer.sees(OWN_DRAFT)
    return draft


def publish(head, draft):
    head.go(reverse("admin:designations_policyversion_act", args=[draft.pk, "publish_policy"]))
    head.page.get_by_label("Yürürlük başlangıcı").fill(localdate().isoformat())
    head.press("Yayımla")


def designate(head):
    head.go(f"/dosyalar/?durum={D.APPROVAL_PROPOSED}")
    head.follow("Toplu işlem")
    head.follow("Onayla")
    head.page.get_by_label("Not").fill("Uygun görülmüştür.")
    head.press("Dene")
    head.follow("Onayla ve uygula")
    head.press("Onayla ve uygula")


def print_the_report(expert):
    expert.go("/")
    expert.follow("Yıllık raporlar")
    expert.page.get_by_label("Yıl").first.fill(str(localdate().year))
    expert.press("Raporu hazırlat")
    report = DirectorateReport.objects.get()
    expert.go(reverse("desk:yearly_report", args=[report.pk]))
    link = expert.page.locator("main").get_by_role("link", name="PDF").first
    return expert.context.request.get(expert.base + link.get_attribute("href"))


def test_a_threshold_is_lowered_published_and_ten_schools_are_designated(visitor, person, dossiers):
    expert, writer, head = (
        visitor(person(role)) for role in (Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)
    )

    try_a_lower_margin(expert)
    draft = write_the_draft(writer)
    publish(head, draft)
    draft.refresh_from_db()
    assert draft.status == "published"
    designate(head)
    paper = print_the_report(expert)

    assert Designation.objects.count() == READY
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
