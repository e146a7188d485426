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
from transfers.models.applications import in_words
from transfers.sheets import number_of

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
    return {
        "subject": f"{TITLE} (başvuru no {number_of(application)}), {taking}",
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "references": [provision("okul/8/2").citation],
        "paragraphs": [
            *filter(
                None, [_what(application), excluded_words(application), _until(application), _with_code(application)]
            )
        ],
        "tables": [
            {
                "title": "Tercihler",
                "columns": ["Sıra", "İl", "Okul", "Alan", "Yer türü"],
                "rows": [_row(one) for one in rows],
            },
            {"title": "Puan", "columns": ["Bileşen", "Değer"], "rows": _points(application)},
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


def _with_code(application: Application) -> str:
    """What the result is asked for with."""
    return (
        f"Sonuç, başvuru no ({number_of(application)}) ve sonuç kodu ({application.result_code}) ile nakil sonucu sayfasında görülür; "
        "kodu başkasıyla paylaşmayın."
    )


def _what(application: Application) -> str:
    school = application.school
    state = "geri çekilmiştir" if application.status == ApplicationStatus.WITHDRAWN else "alınmıştır"
    group = f" Öğrenci “{application.group}” grubundandır (Yönerge m. 8/3)." if application.group else ""
    return (
        f"{school.code or ''} kurum kodlu {school.name} öğrencisinin ({application.number_shown}) {application.field.name} alanındaki "
        f"11. sınıf nakil başvurusu {state}.{group}"
    )


def _until(application: Application) -> str:
    """What can still be done, and until when."""
    taking = application.round
    last = f"{taking.applications_until:%d.%m.%Y} gününün sonuna kadar"
    if application.status == ApplicationStatus.WITHDRAWN:
        return f"Geri çekme nedeni: {application.remark.rstrip('.')}. Öğrenci {last} yeniden başvurabilir."
    return (
        f"Başvuru {last} düzeltilebilir veya geri çekilebilir. Sonuçlar {taking.results_on:%d.%m.%Y} günü ilan edilir; itiraz "
        f"{taking.objections_until:%d.%m.%Y} gününün sonuna kadar yapılır."
    )


def _points(application: Application) -> list[list[str]]:
    """The figures that were entered, and the score that follows from them by the round's criteria."""
    figures = application.values
    components = application.round.criteria.components.all()
    entered = [[one.label, in_words(figures[one.key])] for one in components if one.key in figures]
    return [*entered, ["Yerleştirme puanı (100 üzerinden)", application.score_shown]]


def _row(preference: Any) -> list[str]:
    quota = preference.quota
    field = f"{quota.field.name} – {quota.branch.name}" if quota.branch else quota.field.name
    return [
        str(preference.rank), quota.school.province.name, quota.school.name, field, preference.get_kind_display(),
    ]  # fmt: skip
