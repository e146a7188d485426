"""The report of a monitoring period that was closed: self-assessment, findings, improvements, conclusion (smm/11/1)."""

from __future__ import annotations

from typing import Any

from centers.choices import MonitoringStatus
from centers.models import Monitoring
from documents.models import Paper
from documents.papers import issue
from legislation.provisions import provision

KIND, TEMPLATE = "center_monitoring", "designations/papers/letter.html"


def issue_monitoring(record: Monitoring) -> Paper | None:
    """Printed once when the period is closed; what is improved afterwards stands on the period's page. It needs no Sayı."""
    if record.status != MonitoringStatus.CLOSED:
        return None
    return issue(
        KIND, record, event="close_monitoring", title="İzleme ve değerlendirme raporu", template=TEMPLATE,
        content=_content(record), school=record.center.school, is_public=False, dated_on=record.state_since,
    )  # fmt: skip


def _content(record: Monitoring) -> dict[str, Any]:
    school = record.center.school
    days = f"{record.first_day:%d.%m.%Y} – {record.last_day:%d.%m.%Y}"
    guide = [f"İzleme kılavuzu: {record.guide} ({provision('smm/11/3').citation})"] if record.guide else []
    return {
        "subject": f"İzleme ve değerlendirme: {record.title}",
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "center": record.center.name,
        "references": [provision("smm/11/1").citation, *guide],
        "paragraphs": [
            f"{record.center.name} merkezinin {days} dönemine ilişkin izleme ve değerlendirmesi aşağıdadır.",
            f"Sonuç: {record.conclusion}",
        ],
        "tables": [
            table for table in (_assessments(record), _findings(record), _improvements(record)) if table["rows"]
        ],
        "distribution": [f"{school.province.name} Valiliği (İl Millî Eğitim Müdürlüğü)", school.name],
        "acted_on": record.state_since.isoformat() if record.state_since else "",
    }


def _assessments(record: Monitoring) -> dict[str, Any]:
    rows = record.assessments.select_related("statement")
    said = [[str(one.statement.number), one.statement.text, one.get_answer_display(), one.note or "–"] for one in rows]
    return {"title": "Merkezin öz değerlendirmesi", "columns": ["No", "İfade", "Yanıt", "Açıklama"], "rows": said}


def _findings(record: Monitoring) -> dict[str, Any]:
    rows = record.findings.order_by("pk")
    said = [[one.text, one.get_level_display(), f"{one.found_on:%d.%m.%Y}"] for one in rows]
    return {"title": "Bulgular", "columns": ["Bulgu", "Düzeyi", "Gün"], "rows": said}


def _improvements(record: Monitoring) -> dict[str, Any]:
    rows = record.improvements.select_related("finding").order_by("due_on", "pk")
    said = [
        [one.finding.text, one.text, one.responsible, f"{one.due_on:%d.%m.%Y}", one.outcome or "sürüyor"]
        for one in rows
    ]
    columns = ["Bulgu", "İyileştirme", "Sorumlu", "Son gün", "Yapılan"]
    return {"title": "İyileştirmeler", "columns": columns, "rows": said}
