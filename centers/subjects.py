"""Whatever a centre sends along the chain of smm/5/3, a line each: its page, its words, and how its rows are read.

The desk's piles, the tasks of a centre's page, the notices and the answers to notes are made of these lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from .models import Activity, Chained, PlanReopening, Programme, TaskAnswer, YearlyPlan, YearlyReport

SCHOOL = "center__school__province"


@dataclass(frozen=True, slots=True)
class Sent:
    """``key``: of the desk's pile; ``page``: the address of a record's page; ``plural``, ``what``: as the pile is called and told.

    ``rows()``: those that may wait for somebody; ``says(record)``: what stands before the record's name on the desk, its own name unless said;
    ``due(record)``: its last day, where it has one.
    """

    model: type[Chained]
    key: str
    page: str
    name: str
    plural: str
    what: str
    cites: str
    related: tuple[str, ...] = ()
    rows: Callable[[], Any] | None = None
    says: Callable[[Any], str] | None = None
    due: Callable[[Any], date | None] | None = None

    def seen_by(self, user: Any) -> Any:
        """Its rows that the user sees, with what is told of them."""
        rows = self.rows() if self.rows else self.model._default_manager.all()
        return rows.visible_to(user).select_related(SCHOOL, *self.related)

    def words(self, record: Any) -> str:
        return self.says(record) if self.says else self.name

    def url(self, record: Any) -> str:
        return reverse(self.page, args=[record.pk])


def _until(record: Any) -> str:
    return f"Son gün: {record.due_on:%d.%m.%Y}"


SUBJECTS: tuple[Sent, ...] = (
    Sent(
        TaskAnswer, "merkez-yanit", "centers:answer", "Görev yanıtı", "görev yanıtları", "Merkezlerin gönderdiği yanıtlar", "m. 5/3",
        related=("task",),
        rows=TaskAnswer.objects.due,
        says=lambda answer: f"Son gün: {answer.task.due_on:%d.%m.%Y}",
        due=lambda answer: answer.task.due_on,
    ),
    Sent(
        Programme, "merkez-program", "centers:programme", "Hizmet içi eğitim programı", "hizmet içi eğitim programları",
        "Merkezlerin programları", "m. 5/1-b, 5/3",
    ),
    Sent(
        Activity, "merkez-faaliyet", "centers:activity", "Hizmet içi eğitim faaliyeti", "hizmet içi eğitim faaliyetleri",
        "Plana teklif edilen faaliyetler", "m. 5/1-c, 5/3",
        says=lambda activity: f"Faaliyet: {activity.starts_on:%d.%m.%Y}",
    ),
    Sent(
        YearlyPlan, "merkez-plan", "centers:plan", "Yıllık plan", "yıllık planlar", "Merkezlerin faaliyet planları", "m. 5/3, 5/4",
        says=lambda plan: f"{plan.year} planı",
    ),
    Sent(
        PlanReopening, "merkez-plan-acma", "centers:reopening", "Planın yeniden açılması isteği", "plan yeniden açma istekleri",
        "Alınmış planını değiştirmek isteyen merkezler", "m. 5/3",
        related=("plan__center",),
    ),
    Sent(
        YearlyReport, "merkez-rapor", "centers:report", "Yıllık rapor", "yıllık raporlar", "Merkezlerin faaliyet raporları",
        "m. 5/3, 11/2",
        rows=YearlyReport.objects.with_day,
        says=_until,
        due=lambda report: report.due_on,
    ),
)  # fmt: skip
OF_MODEL: dict[type[Any], Sent] = {one.model: one for one in SUBJECTS}
