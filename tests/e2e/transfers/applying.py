"""Applications: one by its page, the others by a file, of which one cell is wrong at first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook  # noqa: TID253

from tests.factories.transfers import student_number
from transfers.models import Application

from .opening import transfers


def applications(person: Any) -> None:
    transfers(person)
    person.follow("Başvurular")


def by_page(officer: Any, school: Any, score: int) -> Application:
    applications(officer)
    officer.follow("Başvuru gir")
    page = officer.page
    page.get_by_label("Öğrencinin okulunun kurum kodu").fill(school.code)
    page.get_by_label("Öğrencinin alanı").select_option(value="04")
    officer.press("Devam")
    page.get_by_label("T.C. kimlik no").fill(student_number())
    page.get_by_label("Kız", exact=True).check()
    page.get_by_label("Tamamladığı son sınıf").fill("10")
    page.get_by_label("Yok", exact=True).check()
    page.get_by_label("9. sınıf yıl sonu başarı puanı").fill(str(score))
    page.get_by_label("10. sınıf yıl sonu başarı puanı").fill(str(score))
    page.get_by_label("1. tercih").select_option(index=1)
    officer.press("Başvuruyu gönder")
    assert officer.sees("Başvuru alındı")
    return Application.objects.get()


def by_file(officer: Any, school: Any, scores: list[int], folder: Path) -> dict[int, Application]:
    """The template is filled in; a score above the highest is marked in its cell."""
    applications(officer)
    officer.follow("Dosyadan yükle")
    with officer.page.expect_download() as given:
        officer.page.get_by_role("link", name="Tabloyu indirin").first.click()
    given.value.save_as(folder / "sablon.xlsx")
    book = load_workbook(folder / "sablon.xlsx")
    code = book["Kontenjanlar"].cell(row=2, column=1).value
    sheet = book.worksheets[0]
    for row, score in enumerate(scores, start=2):
        written = 999 if row == 2 else score
        values = [school.code, school.name, student_number(), "Kız", "04", 10, "Hayır", score, written]
        headings = [cell.value for cell in sheet[1]]
        for column, heading in enumerate(headings, start=1):
            value = _value(str(heading), values, code, column)
            sheet.cell(row=row, column=column, value=value)
    bring(officer, book, folder / "hatali.xlsx")
    assert officer.sees("hiçbir satır yazılmadı"), officer.page.inner_text("main")
    headings = [str(cell.value) for cell in sheet[1]]
    sheet.cell(row=2, column=1 + next(k for k, h in enumerate(headings) if h.startswith("10. sınıf")), value=scores[0])
    officer.follow("Düzeltilmiş dosyayı yükle")
    bring(officer, book, folder / "duzgun.xlsx")
    assert officer.sees("Dosya yazılabilir"), officer.page.inner_text("main")
    officer.follow("Onayla ve yaz")
    officer.press("Onayla ve yaz")
    assert officer.sees("Başvurular girildi")
    return {int(one.score): one for one in Application.objects.filter(score__in=scores)}


def _value(heading: str, values: list[Any], code: str, column: int) -> Any:
    by_beginning = {
        "Kurum kodu": values[0], "Okul": values[1], "T.C.": values[2], "Cinsiyet": values[3], "Öğrencinin alanı": values[4],
        "Tamamladığı": values[5], "İşlenmiş": values[6], "9. sınıf": values[7], "10. sınıf": values[8], "1. tercih": code,
    }  # fmt: skip
    return next((value for beginning, value in by_beginning.items() if heading.startswith(beginning)), None)


def bring(officer: Any, book: Any, path: Path) -> None:
    book.save(path)
    officer.page.get_by_label("Dosya", exact=True).set_input_files(str(path))
    officer.press("Yükle ve denetle")
