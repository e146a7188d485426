"""The receipt of an application: what was entered and until when it may be corrected; the number masked, nothing stored."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from documents.rendering import render_pdf
from legislation.provisions import provision
from transfers.acts.exclusions import basis_words
from transfers.choices import ApplicationStatus
from transfers.models import Application

TEMPLATE = "transfers/papers/receipt.html"
TITLE = "Nakil Başvurusu Alındı Belgesi"


def receipt(application: Application, *, on: date) -> bytes:
    """PDF of the application as it stands on the day."""
    content = _content(application)
    paper = SimpleNamespace(title=TITLE, status="issued", dated_on=on, number="", code="")
    return render_pdf(TEMPLATE, {"paper": paper, "content": content}, data=content)


def _content(application: Application) -> dict[str, Any]:
    school, taking = application.school, application.round
    rows = application.preferences.select_related("quota__school__province", "quota__field", "quota__branch")
    state = "geri çekilmiştir" if application.status == ApplicationStatus.WITHDRAWN else "alınmıştır"
    return {
        "subject": f"{taking} başvurusu ({application.pk})",
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "references": [f"Yönerge’nin ilgili hükmü: {provision('okul/8/2').citation}."],
        "paragraphs": [
            (
                f"{school.code or ''} kurum kodlu {school.name} öğrencisinin ({application.number_shown}) {application.field.name} alanındaki "
                f"11. sınıf nakil başvurusu {state}. Yerleştirme puanı {application.score_shown}."
            ),
            (
                f"Başvuru {taking.applications_until:%d.%m.%Y} gününün sonuna kadar düzeltilebilir veya geri çekilebilir. Sonuçlar "
                f"{taking.results_on:%d.%m.%Y} günü ilan edilir; itiraz {taking.objections_until:%d.%m.%Y} gününün sonuna kadar yapılır."
            ),
            *filter(None, [excluded_words(application)]),
        ],
        "tables": [
            {
                "title": "Tercihler",
                "columns": ["Sıra", "İl", "Okul", "Alan", "Yer türü"],
                "rows": [_row(one) for one in rows],
            }
        ],
    }


def excluded_words(application: Application) -> str:
    """Why the application is left out of the evaluation, by which sitting, and what it rests on; else empty."""
    decision = application.exclusion
    if decision is None:
        return ""
    return (
        f"Başvuru, {decision.sitting.commission} tarafından {decision.decided_on:%d.%m.%Y} günlü {decision.sitting.number} no.lu "
        f"oturumda değerlendirme dışı bırakılmıştır: {decision.get_code_display()} ({basis_words(decision.code)}). "
        f"Gerekçe: {decision.reason}"
    )


def _row(preference: Any) -> list[str]:
    quota = preference.quota
    field = f"{quota.field.name} – {quota.branch.name}" if quota.branch else quota.field.name
    return [
        str(preference.rank), quota.school.province.name, quota.school.name, field, preference.get_kind_display(),
    ]  # fmt: skip
