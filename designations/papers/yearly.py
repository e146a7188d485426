"""The follow-up report of a specialised school on paper, and the sums of a year as PDF and workbook (okul/5/3–5/6)."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from designations.models import FollowUpReport
from designations.rules.yearly import PROVISIONS, Sum
from designations.yearly import facts_of
from documents.models import Paper
from documents.papers import issue
from documents.rendering import render_pdf
from legislation.provisions import provision

from . import OUTCOME, day

REPORT = "designations/papers/follow_up_report.html"
SUMS = "designations/papers/follow_up_sums.html"
TITLE = "İhtisas Özellikli Okulların İzlenmesi"
GROUNDS = [provision(cites).citation for cites in PROVISIONS]
ASKED = {
    "okul/5/3": "ortak kullanılan atölye",
    "okul/5/4": "geliştirici çalışma",
    "okul/5/5": "ilişkilendirme",
    "okul/5/6": "hizmet içi eğitim",
}


def report_paper(report: FollowUpReport, *, on: date) -> bytes:
    """PDF of the report: as it was handed in, else as it stands on the day."""
    content = content_of(report, on)
    paper = SimpleNamespace(title=content["subject"], status="issued", dated_on=on, number="", code="")
    return render_pdf(REPORT, {"paper": paper, "content": content}, data=content)


def issue_report(report: FollowUpReport, *, on: date) -> Paper:
    """The report as it was received, kept and verifiable."""
    return issue(
        "follow_up_report", report, event=f"received:{report.digest}", title=f"{report}"[:200], template=REPORT,
        content=content_of(report, on), school=report.designation.school, is_public=False, dated_on=on,
    )  # fmt: skip


def content_of(report: FollowUpReport, on: date) -> dict[str, Any]:
    school = report.designation.school
    facts = report.facts or facts_of(report, on=on)
    return {
        "subject": f"{report.in_years} Öğretim Yılı İhtisas Okulu İzleme Raporu",
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "references": GROUNDS,
        "state": report.get_status_display(),
        "handed_in_on": day(report.handed_in_on),
        "facts_on": day(date.fromisoformat(facts["on"])),
        "findings": [
            row | {"outcome_label": OUTCOME[row["outcome"]], "remedy": ""} for row in facts["findings"]
        ],
        "findings_title": "Yılın bulguları",
        "parts": [
            {"title": "Yılın değerlendirmesi", "lines": _lines(report.assessment)},
            {"title": "Gelecek yıl için öneriler", "lines": _lines(report.next_year)},
        ],
        "tables": [table for table in _tables(facts) if table["rows"]],
    }  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _tables(facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "title": "Geliştirici çalışmalar",
            "columns": ["Çalışma", "Tür", "Alanlar"],
            "rows": [[one["title"], one["kind"], ", ".join(one["fields"])] for one in facts["works"]],
        },
        {
            "title": "İlişkilendirmeler",
            "columns": ["Kuruluş", "Tür", "Konu", "Süre"],
            "rows": [[one["organisation"], one["kind"], one["subject"], one["days"]] for one in facts["affiliations"]],
        },
        {
            "title": "Hizmet içi eğitim faaliyetleri",
            "columns": ["Faaliyet", "Günler", "Durum", "Katılan"],
            "rows": [
                [one["title"], one["days"], one["state"], "–" if one["attended"] is None else one["attended"]]
                for one in facts["activities"]
            ],
        },
    ]


def _columns() -> list[str]:
    outcomes = [f"{ASKED[cites]}: {label}" for cites in PROVISIONS for label in ("var", "yok", "bilgi eksik")]
    return [
        "İl",
        "Okul",
        "Gönderilen rapor",
        "Eksik rapor",
        "Çalışma",
        "İlişkilendirme",
        "Faaliyet",
        "Katılan",
        *outcomes,
    ]


def _cells(one: Sum) -> list[Any]:
    outcomes = [one.outcomes[cites, outcome] for cites in PROVISIONS for outcome in ("met", "unmet", "unknown")]
    return [
        one.place, one.schools, one.handed_in, one.missing, one.works, one.affiliations, one.held, one.attended, *outcomes,
    ]  # fmt: skip


def sums_paper(year: int, provinces: list[Sum], total: Sum, *, on: date) -> bytes:
    """PDF of the sums: what was done by province, then the findings of each provision by province."""
    content = {
        "subject": f"{TITLE} ({year}-{year + 1})",
        "school": {"name": "Genel Müdürlük"},
        "references": GROUNDS,
        "tables": [_done(provinces, total), *(_found(cites, provinces, total) for cites in PROVISIONS)]
        if provinces
        else [],
        "closing": [] if provinces else ["Bu öğretim yılında ihtisas özellikli okul yoktur."],
    }
    paper = SimpleNamespace(title=TITLE, status="issued", dated_on=on, number="", code="")
    return render_pdf(SUMS, {"paper": paper, "content": content}, data=content)


def _done(provinces: list[Sum], total: Sum) -> dict[str, Any]:
    return {
        "title": "İllere göre raporlar ve kayıtlar",
        "columns": _columns()[:8],
        "rows": [_cells(one)[:8] for one in [*provinces, total]],
    }


def _found(cites: str, provinces: list[Sum], total: Sum) -> dict[str, Any]:
    rows = [
        [one.place, *(one.outcomes[cites, outcome] for outcome in ("met", "unmet", "unknown"))]
        for one in [*provinces, total]
    ]
    title = f"{provision(cites).citation}: {ASKED[cites]}"
    return {"title": title, "columns": ["İl", "Sağlanıyor", "Sağlanmıyor", "Bilgi eksik"], "rows": rows}


def sums_book(year: int, provinces: list[Sum], total: Sum) -> bytes:
    """The same as XLSX in one sheet; numbers as numbers."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(f"{year}-{year + 1}")
    sheet.append([f"{TITLE} ({year}-{year + 1})"])
    sheet.append(_columns())
    for one in [*provinces, total]:
        sheet.append(_cells(one))
    out = BytesIO()
    book.save(out)
    return out.getvalue()
