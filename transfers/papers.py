"""The receipt of an application: what was entered and until when it may be corrected; the number masked, nothing stored."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from documents.rendering import render_pdf
from legislation.provisions import provision

from .models import Application
from .models.applications import in_words

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
        "subject": f"{TITLE} (başvuru no {application.pk}), {taking}",
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "references": [provision("okul/8/2").citation],
        "paragraphs": [_what(application), _until(application)],
        "tables": [
            {
                "title": "Tercihler",
                "columns": ["Sıra", "İl", "Okul", "Alan", "Yer türü"],
                "rows": [_row(one) for one in rows],
            },
            {"title": "Puan", "columns": ["Bileşen", "Değer"], "rows": _points(application)},
        ],
    }


def _what(application: Application) -> str:
    school = application.school
    state = "geri çekilmiştir" if application.remark else "alınmıştır"
    group = f" Öğrenci “{application.group}” grubundandır (Yönerge m. 8/3)." if application.group else ""
    return (
        f"{school.code or ''} kurum kodlu {school.name} öğrencisinin ({application.number_shown}) {application.field.name} alanındaki "
        f"11. sınıf nakil başvurusu {state}.{group}"
    )


def _until(application: Application) -> str:
    """What can still be done, and until when."""
    taking = application.round
    last = f"{taking.applications_until:%d.%m.%Y} gününün sonuna kadar"
    if application.remark:
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
