"""A yearly plan on paper: aims, targets, indicators and activities in tables, as it stands on a day (smm/5/4)."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from centers.models import PlanTarget, YearlyPlan
from centers.rules.reports import in_words
from documents.rendering import render_pdf
from legislation.provisions import provision

TEMPLATE = "centers/papers/plan.html"
INDICATORS = ["Gösterge", "Tür ve birim", "Alan", "Başlangıç", "Hedef", "Gerçekleşen"]
ACTIVITIES = ["Faaliyet", "Yöntem", "Sorumlu", "Günler", "Sıklık"]


def plan_paper(plan: YearlyPlan, *, on: date) -> bytes:
    """PDF of the plan as it stands on the day; nothing is stored."""
    content = content_of(plan, on)
    paper = SimpleNamespace(title=content["subject"], status="issued", dated_on=on, number="", code="")
    return render_pdf(TEMPLATE, {"paper": paper, "content": content}, data=content)


def content_of(plan: YearlyPlan, on: date) -> dict[str, Any]:
    school = plan.center.school
    return {
        "subject": f"{plan.year} Yılı Kurumsal Faaliyet Planı",
        "center": plan.center.name,
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "references": [provision("smm/5/4").citation, *([f"İzleme kılavuzu: {plan.guide}"] if plan.guide else [])],
        "state": plan.get_status_display(),
        "aims": _aims(plan),
    }


def _aims(plan: YearlyPlan) -> list[dict[str, Any]]:
    """In five queries: aims, targets, indicators with fields, activities."""
    targets: dict[int, list[dict[str, Any]]] = {}
    rows = PlanTarget.objects.filter(plan=plan).order_by("pk").prefetch_related("indicators__field", "activities")
    for row in rows:
        targets.setdefault(row.aim_id, []).append(
            {
                "title": row.title,
                "indicators": {"columns": INDICATORS, "rows": [_indicator(one) for one in row.indicators.all()]},
                "activities": {"columns": ACTIVITIES, "rows": [_activity(one) for one in row.activities.all()]},
            }
        )
    aims = plan.aims.order_by("pk")
    return [{"title": aim.title, "targets": targets.get(aim.pk, [])} for aim in aims]


def _indicator(row: Any) -> list[str]:
    kind = row.get_kind_display() + (f", {row.unit}" if row.unit else "")
    values = [in_words(value, row.kind) for value in (row.baseline, row.target_value, row.realised)]
    return [row.name, kind, row.field.name if row.field else "Bütün alanlar", *values]


def _activity(row: Any) -> list[str]:
    days = f"{row.first_day:%d.%m.%Y} – {row.last_day:%d.%m.%Y}"
    return [row.title, row.method, row.responsible, days, row.get_period_display()]
