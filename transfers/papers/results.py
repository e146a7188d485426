"""A student's sheet of results as PDF: every preference with rank, places, cut-off and why; the number masked, nothing stored."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from documents.rendering import render_pdf
from legislation.provisions import provision
from transfers.models import Application
from transfers.sheets import number_of, sheet_of

TEMPLATE = "transfers/papers/receipt.html"
TITLE = "Nakil Sonuç Belgesi"
ENDED = {"placed": "Yerleşti", "seats_taken": "Yer doldu", "not_needed": "Bakılmadı"}


def result_paper(application: Application, *, on: date) -> bytes:
    """PDF of the sheet as it stands on the day."""
    content = _content(application)
    paper = SimpleNamespace(title=TITLE, status="issued", dated_on=on, number="", code="")
    return render_pdf(TEMPLATE, {"paper": paper, "content": content}, data=content)


def _content(application: Application) -> dict[str, Any]:
    school, taking = application.school, application.round
    parts = sheet_of(application)
    return {
        "subject": f"{taking} sonucu (başvuru no: {number_of(application)})",
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "references": [f"Yönerge’nin ilgili hükmü: {provision('okul/8/2').citation}."],
        "paragraphs": [
            f"{school.name} öğrencisinin ({application.number_shown}) {taking} başvurusunun durumu: {application.get_status_display()}.",
            *_until(application),
            f"Kura sayısı: {taking.seed}. Öğrencinin kurası, “kura sayısı:başvuru no” metninin SHA-256 özetidir; küçük olan önce gelir.",
        ],
        "tables": [_table(part) for part in parts],
    }


def _until(application: Application) -> list[str]:
    if application.register_until is None or application.status != "application_placed":
        return []
    return [
        f"Kayıt {application.register_until:%d.%m.%Y} gününün sonuna kadar yapılır; yapılmazsa yer yedeklere geçer."
    ]


def _rank(row: dict[str, Any]) -> str:
    return f"{row['rank']} (yedekte {row['waiting_rank']})" if row["waiting_rank"] else str(row["rank"])


def _table(part: dict[str, Any]) -> dict[str, Any]:
    merit = "; ".join(f"{one['label']}: {one['value']}" for one in part["merit"])
    return {
        "title": f"{part['run'].get_purpose_display()} ({part['run'].announced_on:%d.%m.%Y}). {merit}. Kura: {part['lot'][:16]}…",
        "columns": ["No", "Program", "Yer", "İsteyen", "Sıra", "Taban", "Sonuç ve nedeni"],
        "rows": [
            [
                str(row["number"]), row["label"], str(row["seats"]), str(row["asked"]), _rank(row), row["cutoff"] or "–",
                f"{ENDED[row['outcome']]}. {row['says']}",
            ]
            for row in part["rows"]
        ],
    }  # fmt: skip
