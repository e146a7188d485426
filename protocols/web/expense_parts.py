"""What both faces of a statement show: the school side's page, and the one of the stakeholder's representative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from documents.models import Attachment, Paper
from protocols.acts.expense_lines import as_kept, kept_lines, read_receipt, receipts_of
from protocols.choices.expenses import ExpenseStatus, Outcome
from protocols.models import ExpenseStatement
from protocols.papers.expenses import KINDS, word
from protocols.rules.ageing import bucket_of, days_late
from protocols.rules.expenses import FIELDS, WORDS, Category, Changed, changes

ROWS = ExpenseStatement.objects.select_related("school__province", "school__district", "stakeholder", "protocol")


def find(request: HttpRequest, pk: int) -> ExpenseStatement:
    return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as a page shows it: its number on the page, and its values in words."""

    number: int
    key: int
    category: str
    post: str
    description: str
    amount: Decimal
    receipt_date: date
    receipt_number: str
    receipt: str
    dispute: str
    outcome: str

    @property
    def is_dropped(self) -> bool:
        return self.outcome == Outcome.DROPPED

    @property
    def outcome_words(self) -> str:
        return str(Outcome(self.outcome).label) if self.outcome else ""


def shown(lines: Iterable[Mapping[str, Any]]) -> list[Shown]:
    return [
        Shown(
            number, line["key"], WORDS[Category(line["category"])], line["post"], line["description"],
            Decimal(line["amount"]), date.fromisoformat(line["receipt_date"]), line["receipt_number"],
            line["receipt"] or "", line["dispute"], line["outcome"],
        )
        for number, line in enumerate(lines, start=1)
    ]  # fmt: skip


def context_of(statement: ExpenseStatement, *, as_handed_in: bool) -> dict[str, Any]:
    """Lines, sums, payments, what changed, and how late it is. ``as_handed_in``: what the stakeholder was given.

    A correction that is being written is seen by the school side alone.
    """
    is_corrected = statement.status == ExpenseStatus.DISPUTED and not as_handed_in
    use_kept = as_handed_in and statement.handed_in is not None
    kept = statement.handed_in if use_kept else [as_kept(line) for line in kept_lines(statement)]
    before = (statement.handed_in if is_corrected else statement.handed_in_before) or []
    lines = shown(kept or [])
    counted = [line for line in lines if not line.is_dropped]
    return {
        "statement": statement,
        "lines": lines,
        "sums": [(words, _sum(line for line in counted if line.category == words)) for words in WORDS.values()],
        "sum": _sum(counted),
        "payments": statement.payments.select_related("recorded_by"),
        "changes": [_change(one) for one in changes(before, kept or [])] if before else [],
        "is_corrected": is_corrected,
        "standing": _standing(statement, localdate()),
        "has_paper": Paper.objects.of(statement).exclude(file="").exists(),
    }


def _sum(lines: Iterable[Shown]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))


def _standing(statement: ExpenseStatement, on: date) -> dict[str, Any]:
    days = days_late(statement.due_on, on) if statement.is_owed and statement.due_on else 0
    bucket = bucket_of(statement.due_on, on) if days and statement.due_on else None
    return {
        "days_late": days,
        "bucket": bucket.words if bucket else "",
        "is_part_paid": bool(statement.paid) and statement.rest > 0,
    }


def _change(change: Changed) -> dict[str, Any]:
    fields = [(FIELDS[name], word(name, before), word(name, after)) for name, before, after in change.fields]
    return {"kind": KINDS[change.kind], "what": change.description, "dispute": change.dispute, "fields": fields}


def paper_of(request: HttpRequest, pk: int) -> HttpResponse:
    """What was printed when it was handed in last."""
    paper = Paper.objects.of(find(request, pk)).order_by("-created_at").first()
    if paper is None or not paper.file:
        raise Http404("Belge henüz basılmadı.")
    name = f"{paper.kind}-{paper.code}.pdf"
    return FileResponse(paper.file.open("rb"), content_type="application/pdf", filename=name)


def receipt_of(request: HttpRequest, pk: int, file: Any, *, as_handed_in: bool) -> HttpResponse:
    """The receipt of a line, always as a download."""
    statement = find(request, pk)
    if str(file) not in receipts_of(statement, as_handed_in=as_handed_in):
        raise Http404("Bu bildirimde böyle bir belge yok.")
    kept = read_receipt(statement, get_object_or_404(Attachment, pk=file), by=request.user, on=localdate())
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)
