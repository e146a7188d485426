"""A yearly report on paper: works, gains, proposals, indicators and the records of the year (smm/11/2)."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from centers.models import YearlyReport
from centers.reporting import facts_shown
from documents.models import Paper
from documents.papers import issue
from documents.rendering import render_pdf
from legislation.provisions import provision

TEMPLATE = "centers/papers/report.html"
INDICATORS = ["Hedef", "Gösterge", "Alan", "Başlangıç", "Hedef değer", "Gerçekleşen", "Ulaşılan (%)"]
ACTIVITIES = ["Faaliyet", "Yöntem", "Sorumlu", "Günler", "Yapılan"]


def report_paper(report: YearlyReport, *, on: date) -> bytes:
    """PDF of the report: as it was sent, else as it stands on the day."""
    content = content_of(report, on)
    paper = SimpleNamespace(title=content["subject"], status="issued", dated_on=on, number="", code="")
    return render_pdf(TEMPLATE, {"paper": paper, "content": content}, data=content)


def issue_report(report: YearlyReport, *, on: date) -> Paper:
    """The report as it was sent, kept and verifiable; printed once for each sending."""
    return issue(
        "center_report", report, event=f"sent:{report.facts_digest}", title=f"{report}"[:200], template=TEMPLATE,
        content=content_of(report, on), school=report.center.school, is_public=False, dated_on=on,
    )  # fmt: skip


def content_of(report: YearlyReport, on: date) -> dict[str, Any]:
    school = report.center.school
    facts = facts_shown(report)
    return {
        "subject": f"{report.year} Yılı Kurumsal Faaliyet Raporu",
        "center": report.center.name,
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "references": [provision("smm/5/4").citation, provision("smm/11/2").citation],
        "state": report.get_status_display(),
        "handed_in_on": f"{report.handed_in_on:%d.%m.%Y}" if report.handed_in_on else "",
        "nothing_reason": report.nothing_reason,
        "parts": [] if report.nothing_reason else _parts(report),
        "tables": [] if report.nothing_reason else _tables(facts),
    }


def _parts(report: YearlyReport) -> list[dict[str, Any]]:
    texts = (
        ("1. Yıl boyunca yapılan çalışmalar", report.works),
        ("2. Elde edilen kazanımlar", report.gains),
        ("3. Yeni uygulamalara ait öneriler", report.proposals),
    )
    return [{"title": title, "lines": [line for line in text.splitlines() if line.strip()]} for title, text in texts]


def _tables(facts: dict[str, Any]) -> list[dict[str, Any]]:
    indicators = [
        [one["target_title"], one["name"], one["field"] or "Bütün alanlar", one["baseline"], one["target"],
         one["realised"], one["share"] or "–"]
        for one in facts["indicators"]
    ]  # fmt: skip
    activities = [
        [one["title"], one["method"], one["responsible"], f"{_day(one['first_day'])} – {_day(one['last_day'])}",
         one["outcome"] or "–"]
        for one in facts["activities"]
    ]  # fmt: skip
    own = [
        {"title": "Performans göstergeleri", "columns": INDICATORS, "rows": indicators, "group": "Hedef"},
        {"title": "Plan faaliyetleri", "columns": ACTIVITIES, "rows": activities, "below": ["Yöntem", "Yapılan"]},
    ]
    return [table for table in [*own, *facts["tables"]] if table["rows"]]


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"
