"""The acts on a monitoring period: opened, assessed by the centre itself, findings and improvements, closed (smm/11/1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from centers.choices.centers import STANDING
from centers.choices.monitoring import FindingLevel, MonitoringStatus
from centers.models import (
    Assessment,
    Center,
    GuideStatement,
    Improvement,
    Monitoring,
    MonitoringFinding,
    MonitoringGuide,
)
from centers.permissions.monitoring import may_assess, may_improve, may_monitor, may_open_monitoring
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

MONITORING = Lifecycle()
BASIS = "smm/11/1"
S = MonitoringStatus
TELLS = ("centers.tasks.after_monitoring_step",)


def _said(text: str, name: str, fault: str) -> str:
    if not text.strip():
        raise Invalid(fault, {name: fault})
    return text.strip()


@MONITORING.opening("İzleme dönemi başlat", target=S.OPEN, may=may_open_monitoring, cites=BASIS, then=TELLS)
def open_monitoring(
    center: Center, /, *, by: User, on: date, title: str, first_day: date, last_day: date
) -> Monitoring:
    """Begins a period of monitoring of a centre, by the guide in force on its first day."""
    Center.objects.select_for_update(of=("self",)).get(pk=center.pk)
    title = _said(title, "title", "Dönemin adını yazın.")
    if center.status not in STANDING:
        raise Invalid("Faaliyette olmayan bir merkez izlenmez (SMM Yönergesi m. 11/1).")
    if last_day < first_day:
        raise Invalid("Son gün ilk günden önce olamaz.", {"last_day": "İlk günden önce olamaz."})
    if Monitoring.objects.filter(center=center, title=title).exists():
        raise Invalid("Merkezin bu adla bir izleme dönemi var.", {"title": "Bu adla bir dönem var."})
    guide = MonitoringGuide.objects.in_force(first_day)
    return Monitoring(
        center=center, title=title, first_day=first_day, last_day=last_day, guide=guide, opened_by=by, state_since=on
    )


@MONITORING.act("Öz değerlendirme yaz", source=S.OPEN, may=may_assess, cites="smm/11/3")
def assess(
    record: Monitoring, /, *, by: User, on: date, statement: GuideStatement, answer: int, note: str = ""
) -> dict[str, Any]:
    """The centre says how far one statement of the guide holds."""
    if statement.guide_id != record.guide_id:
        raise Invalid("Bu ifade, dönemin kılavuzunda yok.", {"statement": "Dönemin kılavuzunda yok."})
    before = Assessment.objects.filter(monitoring=record, statement=statement).first()
    Assessment.objects.update_or_create(
        monitoring=record, statement=statement,
        defaults={"answer": answer, "note": note.strip(), "written_by": by, "written_on": on},
    )  # fmt: skip
    return {"before": before.answer if before else None}


@MONITORING.act("Bulgu yaz", source=S.OPEN, may=may_monitor, cites=BASIS)
def write_finding(record: Monitoring, /, *, by: User, on: date, text: str, level: str) -> None:
    """Writes what was found, and how serious it is."""
    said = _said(text, "text", "Bulguyu yazın.")
    MonitoringFinding.objects.create(monitoring=record, text=said, level=level, found_by=by, found_on=on)


@MONITORING.act("İyileştirme planla", source=S.OPEN, may=may_improve, cites=BASIS)
def plan_improvement(
    record: Monitoring, /, *, by: User, on: date, finding: MonitoringFinding, text: str, responsible: str, due_on: date
) -> None:
    """Plans what answers a finding: who, and until when."""
    if finding.monitoring_id != record.pk:
        raise Invalid("Bu bulgu, bu dönemde yok.", {"finding": "Bu dönemde yok."})
    if due_on < on:
        raise Invalid("Son gün geçmiş bir gün olamaz.", {"due_on": "Geçmiş bir gün olamaz."})
    Improvement.objects.create(
        monitoring=record, finding=finding, due_on=due_on, text=_said(text, "text", "Ne yapılacağını yazın."),
        responsible=_said(responsible, "responsible", "Sorumlu kişiyi yazın."),
    )  # fmt: skip


@MONITORING.act("İyileştirmeyi izle", source=(S.OPEN, S.CLOSED), may=may_assess, cites=BASIS)
def follow_improvement(
    record: Monitoring, /, *, by: User, on: date, improvement: Improvement, outcome: str, done_on: date | None = None
) -> dict[str, Any]:
    """Writes what became of an improvement, and the day on which it was completed; also after the period is closed."""
    if improvement.monitoring_id != record.pk:
        raise Invalid("Bu iyileştirme, bu dönemde yok.", {"improvement": "Bu dönemde yok."})
    if done_on is not None and done_on > on:
        raise Invalid("İleri bir gün olamaz.", {"done_on": "İleri bir gün olamaz."})
    before = improvement.outcome
    said = _said(outcome, "outcome", "Yapılanı yazın.")
    Improvement.objects.filter(pk=improvement.pk).update(outcome=said, done_on=done_on)
    return {"before": before}


@MONITORING.act("İzleme dönemini tamamla", source=S.OPEN, target=S.CLOSED, may=may_monitor, cites=BASIS, then=TELLS)
def close_monitoring(record: Monitoring, /, *, by: User, on: date, conclusion: str) -> dict[str, Any]:
    """Closes the period with its conclusion; each finding that asks for it has an improvement."""
    bare = record.findings.filter(improvements=None).exclude(level=FindingLevel.GOOD)
    if bare:
        raise Invalid(f"İyileştirmesi planlanmamış bulgular var (SMM Yönergesi m. 11/1): {'; '.join(map(str, bare))}.")
    record.conclusion = _said(conclusion, "conclusion", "Dönemin sonucunu yazın.")
    return {"findings": record.findings.count(), "open_improvements": record.improvements.open().count()}


def begin_monitoring(center: Center, *, by: User, on: date, **values: Any) -> Monitoring:
    """The opening as doors call it."""
    made: Monitoring = open_monitoring(center, by=by, on=on, **values)
    return made
