"""The roll-up over all centres as PDF and as a workbook: the tables of the page, nothing more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from centers.rollup import RollUp, Row
from documents.rendering import render_pdf
from documents.workbooks.tables import book_of
from legislation.provisions import provision

TEMPLATE = "centers/papers/rollup.html"
TITLE = "Sektörel Mükemmeliyet Merkezleri Toplu Durumu"
TOTALS = (
    ("centers", "Faaliyette olan merkez"),
    ("plans", "Gönderilen plan"),
    ("reports", "Gönderilen rapor"),
    ("nothing", "– bunlardan bildirilecek bir şey yok diyen"),
    ("indicators", "Gösterge"),
    ("realised", "Gerçekleşeni yazılan gösterge"),
    ("reached", "Hedefine ulaşan gösterge"),
    ("share", "Ulaşılan, ortalama (%)"),
    ("activities", "Plan faaliyeti"),
    ("done", "Tamamlanan faaliyet"),
)
OF_PROVINCES = (("reports", "rapor"), ("count", "gösterge"), ("share", "ulaşılan %"))
OF_FIELDS = (("count", "gösterge"), ("reached", "hedefine ulaşan"), ("share", "ulaşılan %"))
OF_INDICATORS = (("count", "merkez"), ("target", "hedef"), ("value", "gerçekleşen"), ("share", "ulaşılan %"))


def tables_of(found: RollUp) -> list[dict[str, Any]]:
    """``{title, columns, rows}`` with numbers as numbers, empty where there is nothing."""
    totals = [[label, *(_number(one[key]) for one in found.totals)] for key, label in TOTALS]
    return [
        {"title": "Yıllara göre", "columns": ["", *map(str, found.asked.years)], "rows": totals},
        _table("Kılavuz göstergelerine göre", "Gösterge", found.indicators, OF_INDICATORS, found),
        _table("İllere göre", "İl", found.provinces, OF_PROVINCES, found),
        _table("Alanlara göre", "Alan", found.fields, OF_FIELDS, found),
    ]


def _table(title: str, head: str, rows: tuple[Row, ...], figures: Any, found: RollUp) -> dict[str, Any]:
    columns = [head, *(f"{year} {label}" for year in found.asked.years for _, label in figures)]
    cells = [[row.name, *(_number((one or {}).get(key)) for one in row.years for key, _ in figures)] for row in rows]
    return {"title": title, "columns": columns, "rows": cells}


def _number(value: Any) -> Any:
    """A share with one decimal; whole numbers as such."""
    if isinstance(value, Decimal | float):
        rounded = round(float(value), 1)
        return int(rounded) if rounded.is_integer() else rounded
    return "" if value is None else value


def _shown(cell: Any) -> Any:
    """With a comma, and a dash where there is nothing."""
    return str(cell).replace(".", ",") if isinstance(cell, float) else "–" if cell == "" else cell


def asked_words(found: RollUp) -> str:
    """What the tables are of, in words."""
    asked = found.asked
    parts = [
        f"{asked.years[0]}–{asked.year}",
        str(asked.province or "bütün iller"),
        str(asked.field or "bütün alanlar"),
    ]
    return ", ".join([*parts, *([f"gösterge {asked.code}"] if asked.code else [])])


def rollup_paper(found: RollUp, *, on: date) -> bytes:
    """PDF of the tables as of the day; nothing is stored."""
    tables = [
        {**table, "rows": [list(map(_shown, row)) for row in table["rows"]]}
        for table in tables_of(found)
        if table["rows"]
    ]
    content = {
        "subject": f"{TITLE} ({asked_words(found)})",
        "school": {"name": "Genel Müdürlük"},
        "references": [provision("smm/11/1").citation, provision("smm/11/2").citation],
        "tables": tables,
    }
    paper = SimpleNamespace(title=TITLE, status="issued", dated_on=on, number="", code="")
    return render_pdf(TEMPLATE, {"paper": paper, "content": content}, data=content)


def rollup_book(found: RollUp) -> bytes:
    """The same tables as XLSX, a sheet each; numbers as numbers."""
    sheets = [(table["title"], table["columns"], table["rows"]) for table in tables_of(found)]
    return book_of(f"{TITLE}: {asked_words(found)}", sheets)
