"""A province officer loads a year's students by Excel with three faults, mends them, and sees a school become eligible."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook  # noqa: TID253

from accounts.choices import Role
from schools.models import Enrolment
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.e2e.test_pages import LONG
from tests.factories import make_policy, make_region_ready, make_school
from tests.factories.imports import make_import

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
SHEET = "Öğrenci sayıları"


def saved(book, path):
    book.save(path)
    return str(path)


def test_enrolment_by_excel_makes_a_school_eligible(visitor, person, tmp_path):
    make_policy()
    school = make_region_ready(make_school(province=6, name=LONG))
    known = list(Enrolment.objects.filter(school=school).values_list("year", "grade", "field__code", "girls", "boys"))
    Enrolment.objects.filter(school=school).delete()
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6))

    officer.go(f"/okullar/{school.pk}/")
    assert officer.sees("bilgi eksik")
    officer.go("/okullar/dosyadan/")
    book = fetched(officer, f"Dolu tabloyu indir ({SHEET})", tmp_path / "tablo.xlsx")
    bad = fill(book[SHEET], school, known)
    bring(officer, saved(book, tmp_path / "hatalı.xlsx"))

    assert officer.sees("hiçbir satır yazılmadı")
    assert all(officer.sees(text) for text in ("Eksi olamaz.", "“14” seçeneklerde yok", "“çok” bir sayı değil"))
    marked = fetched(officer, "İşaretli dosyayı indir", tmp_path / "isaretli.xlsx")
    assert "Eksi olamaz." in marked[SHEET].cell(row=bad, column=6).comment.text

    marked[SHEET].delete_rows(bad)
    officer.follow("Düzeltilmiş dosyayı yükle")
    bring(officer, saved(marked, tmp_path / "duzgun.xlsx"), there=True)
    assert officer.sees("Dosya yazılabilir")
    officer.follow("Onayla ve yaz")
    officer.press("Onayla ve yaz")

    assert all(map(officer.sees, ["Dosya yazıldı", "Bu dosyayla değişen durumlar", "Koşullar sağlanıyor"]))
    officer.go(f"/okullar/{school.pk}/")
    assert officer.sees("Koşullar sağlanıyor")


def fill(sheet, school, known):
    """The school's students, and a row with three faults below; that row's number."""
    sheet.delete_rows(2, 5)
    faulty = (2026, 14, None, -5, "çok")
    for row, values in enumerate([*known, faulty], start=2):
        for column, value in enumerate([school.code, school.name, *values], start=1):
            sheet.cell(row=row, column=column, value=value)
    return len(known) + 2


def fetched(officer, link, path):
    with officer.page.expect_download() as given:
        officer.page.get_by_role("link", name=link).click()
    given.value.save_as(path)
    return load_workbook(path)


def bring(officer, path, *, there=False):
    if not there:
        officer.go("/okullar/dosyadan/yukle/ogrenci-sayilari/")
    officer.page.get_by_label("Dosya", exact=True).set_input_files(path)
    officer.press("Yükle ve denetle")


def test_pages_of_files_hold_for_every_state(visitor, person):
    user = person(Role.PROVINCE_OFFICER, province=6)
    officer = visitor(user, width=WIDE_AND_NARROW)
    officer.go("/okullar/dosyadan/")
    for source in ("ogrenci-sayilari", "mekanlar"):
        officer.go(f"/okullar/dosyadan/yukle/{source}/")
    full = make_import(user, province=6, lines=3000, name=f"{LONG}.xlsx")
    for brought in (
        full,
        make_import(user, province=6, status="faulty", digest="", counts={"faults": 3}),
        make_import(user, province=6, status="failed", digest="", message="Dosyadaki satırlar kayıtlarla çelişiyor."),
        make_import(user, province=6, status="discarded", digest=""),
    ):
        officer.go(f"/okullar/dosyadan/{brought.pk}/")
    officer.go(f"/okullar/dosyadan/{full.pk}/islem/confirm_import/")
    officer.go(f"/okullar/dosyadan/{full.pk}/?tur=added&sayfa=3")
    officer.go("/okullar/dosyadan/")
