"""The statement of a month's expenses as it was handed in: sums by category, lines with receipts, places to sign (okul/8/6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from documents.choices import PaperStatus
from documents.models import Paper
from documents.papers import issue, withdraw
from legislation.provisions import provision
from protocols.models import ExpenseStatement
from protocols.rules.expenses import FIELDS, WORDS, Category, Changed, changes
from protocols.turkish import lira

STATEMENT = "protocols/papers/expense.html"
CORRECTED = "Düzeltilmiş bildirim gönderildi."
KINDS = {"added": "Yeni kalem", "changed": "Değişti", "gone": "Çıkarıldı"}


def issue_expenses(statement: ExpenseStatement) -> Paper:
    """The paper of the last time it was handed in; those of the times before are void from then on."""
    if statement.submitted_on is None or statement.handed_in is None:
        raise ValueError("a statement that was not handed in has no paper")
    paper = issue(
        "expenses",
        statement,
        event=f"submit-{statement.rounds}",
        title="Gider bildirimi",
        template=STATEMENT,
        content=_content(statement, statement.handed_in),
        school=statement.school,
        dated_on=statement.submitted_on,
    )
    void_papers(statement, on=statement.submitted_on, reason=CORRECTED, but=paper)
    return paper


def void_papers(statement: ExpenseStatement, *, on: date, reason: str, but: Paper | None = None) -> None:
    """What was printed of the statement holds no longer; done again, it changes nothing."""
    rows = Paper.objects.of(statement).exclude(status=PaperStatus.WITHDRAWN)
    for paper in rows.exclude(pk=but.pk) if but else rows:
        withdraw(paper, on=on, reason=reason[:300])


def _content(statement: ExpenseStatement, lines: list[dict[str, Any]]) -> dict[str, Any]:
    school = statement.school
    return {
        "subject": f"{statement.month_words} ayı gider bildirimi",
        "unit": f"{school.name} Müdürlüğü",
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "acted_on": str(statement.submitted_on),
        "addressee": statement.stakeholder.name,
        "references": [f"a) {provision('okul/8/6').citation}.", f"b) {_protocol(statement)}"],
        "paragraphs": list(_paragraphs(statement)),
        "rows": _rows(statement),
        "sums": [[WORDS[key], lira(getattr(statement, key.value))] for key in Category],
        "total": lira(statement.total),
        "lines": [_line(number, line) for number, line in enumerate(lines, start=1)],
        "answer": statement.answer,
        "changes": [_changed(one) for one in changes(statement.handed_in_before or (), lines)]
        if statement.answer
        else [],
        "signatories": [
            {"name": str(statement.submitted_by), "title": "Düzenleyen"},
            {"name": "", "title": "Okul Müdürü"},
            {"name": "", "title": f"{statement.stakeholder.name} adına teslim alan"},
        ],
    }


def _protocol(statement: ExpenseStatement) -> str:
    protocol = statement.protocol
    signed = f"{protocol.signed_on:%d.%m.%Y} imza günlü " if protocol.signed_on else ""
    return f"{signed}“{protocol.title}” konulu protokol (no {protocol.pk})."


def _paragraphs(statement: ExpenseStatement) -> Iterable[str]:
    yield f"“{provision('okul/8/6').text}” ({provision('okul/8/6').citation})"
    if not statement.is_designated:
        yield (
            "Okul bu ayda sektör içi veya sektöre entegre özellikli olarak belirlenmiş değildir; giderler protokole "
            "dayanılarak bildirilmektedir."
        )
    yield (
        f"Okulun {statement.month_words} ayına ait {lira(statement.total)} tutarındaki gideri aşağıda gösterilmiştir. "
        f"Ödemenin {statement.due_on:%d.%m.%Y} gününe kadar yapılması gerekir; ödeme süresi idari usuldür."
    )


def _rows(statement: ExpenseStatement) -> list[list[str]]:
    return [
        ["Okul", f"{statement.school.name} ({statement.school.code or 'kurum kodu yok'})"],
        ["İl / ilçe", f"{statement.school.province} / {statement.school.district or '–'}"],
        ["Paydaş kuruluş", statement.stakeholder.name],
        ["Ay", statement.month_words],
        ["Bildirim no", f"{statement.pk}" + (f" ({statement.rounds}. gönderim)" if statement.rounds > 1 else "")],
        ["Son ödeme günü", f"{statement.due_on:%d.%m.%Y} (idari usul)"],
    ]


def _line(number: int, line: Mapping[str, Any]) -> dict[str, Any]:
    what = f"{line['post']}: {line['description']}" if line["post"] else line["description"]
    return {
        "number": number,
        "category": WORDS[Category(line["category"])],
        "what": what,
        "receipt": f"{_day(line['receipt_date'])}, {line['receipt_number']}",
        "amount": lira(Decimal(line["amount"])),
        "no_file": not line["receipt"],
    }


def _changed(change: Changed) -> dict[str, Any]:
    return {
        "kind": KINDS[change.kind],
        "what": change.description,
        "dispute": change.dispute,
        "fields": [[FIELDS[name], word(name, before), word(name, after)] for name, before, after in change.fields],
    }


def word(name: str, value: Any) -> str:
    """A kept value as people read it."""
    if value in {None, ""}:
        return "–"
    if name == "amount":
        return lira(Decimal(value))
    if name == "category":
        return WORDS[Category(value)]
    if name == "receipt_date":
        return _day(value)
    return "dosya" if name == "receipt" else str(value)


def _day(value: str) -> str:
    return f"{date.fromisoformat(value):%d.%m.%Y}"
