"""The yearly report in the browser: ordered by one button, read, a figure followed to its list, both files fetched; open data for all."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from desk.models import DirectorateReport
from tests.desk.yearly.world import make_year
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.factories import make_protocol, make_school
from tests.factories.reports import make_directorate_report

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"
ENGLISH = re.compile(r"\b(Add|Change|Delete|Save|Home|View|Select|Search|False|True|None|This field)\b")


def test_the_pages_of_the_report(visitor, person):
    make_year()
    make_protocol(make_school(name=LONG), title=f"{LONG} protokolü")
    full = make_directorate_report(2026, on=date(2026, 12, 31))
    empty = make_directorate_report(2024)
    broken = DirectorateReport.objects.create(year=2025, by=full.by, ordered_on=localdate())
    visited = visitor(person(Role.EXPERT), width=WIDE_AND_NARROW)

    for address in (
        reverse("desk:yearly_reports"),
        reverse("desk:yearly_reports") + "?yil=2030",
        reverse("desk:yearly_report", args=[full.pk]),
        reverse("desk:yearly_report", args=[empty.pk]),
        reverse("desk:yearly_report", args=[broken.pk]),
        reverse("desk:yearly_records", args=[full.pk, "protocols_standing"]),
        reverse("desk:yearly_records", args=[full.pk, "designations_ended"]),
        reverse("desk:yearly_records", args=[full.pk, "offers"]),
        reverse("admin:desk_directoratereport_changelist"),
        reverse("desk:open_data"),
    ):
        assert visited.go(address).status == 200, address
        assert not ENGLISH.search("\n".join(visited.texts())), address


def test_an_expert_has_the_report_made_and_follows_a_figure(visitor, person):
    make_protocol(make_school(name=LONG), title="Çıraklık protokolü")
    expert = visitor(person(Role.EXPERT))
    expert.go("/")
    expert.follow("Yıllık raporlar")
    expert.page.get_by_label("Yıl").first.fill("2023")
    expert.press("Raporu hazırlat")
    assert not DirectorateReport.objects.exists()
    expert.page.get_by_label("Yıl").first.fill(str(localdate().year))

    expert.press("Raporu hazırlat")

    report = DirectorateReport.objects.get()
    expert.go(reverse("desk:yearly_report", args=[report.pk]))
    assert expert.sees("Dönem sonunda yürürlükteki protokol")
    expert.follow(re.compile("Dönem sonunda yürürlükteki protokol, liste"))
    assert expert.sees("Çıraklık protokolü")
    expert.go("/bildirimler/")
    assert expert.sees("yıllık raporu hazır")
    with expert.page.expect_download() as book:
        expert.page.evaluate(f"location.href = '{reverse('desk:yearly_book', args=[report.pk])}'")
    assert book.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize("width", [1280, 320])
def test_anybody_reads_what_is_published(visitor, width):
    anybody = visitor(width=width)

    anybody.go("/acik-veri/")

    assert anybody.sees("İllere göre yıllık sayılar")
    anybody.page.locator("summary", has_text="Sütunlar").first.click()
    anybody.look()
    assert anybody.sees("kurum_kodu")
