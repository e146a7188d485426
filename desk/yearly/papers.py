"""The yearly report on paper and as a workbook: both from the kept figures alone, so that they print again as they were."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from django.utils.timezone import localdate

from desk.models import DirectorateReport
from documents.models import Paper
from documents.papers import issue
from documents.workbooks.marking import write
from legislation.provisions import provision

from .rules.content import in_words

TEMPLATE = "desk/papers/yearly_report.html"
KIND = "directorate_report"
DIRECTORATE = "Meslekî ve Teknik Eğitim Genel Müdürlüğü"
NARROW, WIDE = 18, 46
WHAT = ("Gösterge", "Değer", "Birim", "Nereden", "Açıklama")


def title_of(report: DirectorateReport) -> str:
    return f"{report.year} Yılı Genel Müdürlük Raporu"


def issue_report(report: DirectorateReport) -> Paper:
    """The paper of the report, kept and verifiable; printed once, however often this is called."""
    made_on = localdate(report.made_at)
    content = {
        "subject": title_of(report),
        "school": {"name": DIRECTORATE, "code": ""},
        "report": report.figures,
        "digest": report.digest,
        "made_on": f"{made_on:%d.%m.%Y}",
    }
    return issue(
        KIND, report, event=f"made:{report.digest[:32]}", title=title_of(report), template=TEMPLATE, content=content,
        dated_on=made_on,
    )  # fmt: skip


def paper_of(report: DirectorateReport) -> Paper | None:
    """The paper, where it has been printed."""
    found: Paper | None = Paper.objects.of(report).filter(kind=KIND).exclude(sha256="").first()
    return found


def standing_of_report(record_id: str, on: date) -> str:
    """For whoever verifies the paper: whether the year has been counted anew since."""
    report = DirectorateReport.objects.filter(pk=record_id).first()
    if report is None:
        return ""
    newest = DirectorateReport.objects.made().filter(year=report.year, made_at__date__lte=on).first()
    if newest is None or newest.pk <= report.pk:
        return f"{report.year} yılı için hazırlanmış en yeni rapor."
    return f"{report.year} yılı için daha yeni bir rapor hazırlanmıştır (no {newest.pk})."


def grounds_of(chapter: dict[str, Any]) -> str:
    """The provisions of a chapter as letters cite them."""
    return ", ".join(provision(cites).citation for cites in chapter["grounds"])


def report_book(report: DirectorateReport) -> bytes:
    """XLSX: what the report is, then a sheet a chapter, each with its head and the source of each table; numbers as numbers."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Künye"
    _lines(sheet, _imprint(report))
    for chapter in report.figures["chapters"]:
        sheet = book.create_sheet(chapter["title"][:31])
        _lines(sheet, _chapter(report, chapter))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _imprint(report: DirectorateReport) -> list[list[Any]]:
    paper = paper_of(report)
    return [
        ["#", title_of(report)],
        ["Yıl", report.year],
        ["Sayılan son gün", f"{report.until:%d.%m.%Y}"],
        ["Sayıldığı gün", f"{localdate(report.made_at):%d.%m.%Y}"],
        ["Hazırlatan", str(report.by)],
        ["Sayıların özeti (SHA-256)", report.digest],
        ["Doğrulama kodu", paper.code if paper else ""],
        ["Not", "Raporun kendisi ve biçimi idari usuldür; hükümler bölümlerin başında yazılıdır."],
    ]


def _chapter(report: DirectorateReport, chapter: dict[str, Any]) -> list[list[Any]]:
    """Rows of the sheet; one that begins with ``#`` is a head."""
    rows: list[list[Any]] = [["#", f"{title_of(report)}: {chapter['title']}"], [f"Dayanak: {grounds_of(chapter)}"]]
    rows += [[sentence] for sentence in chapter["sentences"]]
    rows += [[], ["#", *WHAT]]
    for item in chapter["figures"]:
        rows.append([item["label"], number(item["value"]), item["unit"], item["source"], item["note"]])
    for table in chapter["tables"]:
        rows += [[], ["#", table["title"]], [table["source"]], ["#", table["head"], *_heads(table)]]
        rows += [[row["label"], *map(number, row["cells"])] for row in table["rows"]]
        if not table["rows"]:
            rows.append(["Kayıt yok"])
    return rows


def _heads(table: dict[str, Any]) -> list[str]:
    return [f"{c['label']} ({c['unit']})" if c["unit"] else c["label"] for c in table["columns"]]


def number(value: Any) -> Any:
    """A number as such, money too; what is not known in words."""
    if value is None:
        return in_words(None)
    return float(value) if isinstance(value, str) else value


def _lines(sheet: Any, rows: list[list[Any]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    bold = Font(bold=True)
    for place, row in enumerate(rows, start=1):
        is_head = bool(row) and row[0] == "#"
        for column, value in enumerate(row[1:] if is_head else row, start=1):
            cell = sheet.cell(row=place, column=column)
            write(cell, value)
            if is_head:
                cell.font = bold
            if isinstance(value, float):
                cell.number_format = "#,##0.00"
    for column in range(1, 9):
        sheet.column_dimensions[get_column_letter(column)].width = WIDE if column == 1 else NARROW
