"""The lines of an expense statement and their receipts, written while it is a draft or, of what is disputed, corrected."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum

from accounts.models import User
from documents.intake import receive
from documents.models import Attachment
from protocols.choices.expenses import EDITED, ExpenseCategory, ExpenseStatus, Outcome
from protocols.models import ExpenseLine, ExpenseStatement
from protocols.permissions.expenses import may_prepare
from protocols.rules.expenses import category_of, faults_of_line
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

VALUES = ("category", "post", "description", "amount", "receipt_date", "receipt_number")
MOST_LINES = 500
RECEIPTS = frozenset({"application/pdf", "image/png", "image/jpeg"})


def held_for_lines(statement: ExpenseStatement, by: User, revision: int | None = None) -> ExpenseStatement:
    """The statement, locked; refuses where its lines are not the user's to write now, or changed meanwhile."""
    held = ExpenseStatement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if not may_prepare(by, held):
        raise NotPermitted("Gider kalemlerini okul, ilçe veya il müdürlüğü yazar.")
    if held.status not in EDITED:
        raise OutOfState(f"“{held.get_status_display()}” durumundaki bildirimin kalemleri değiştirilemez.")
    if revision is not None and revision != held.revision:
        raise Stale("Siz bakarken bu bildirim değişti. Yapılan değişikliği görüp yeniden deneyin.")
    return held


@transaction.atomic
def save_expense_line(
    statement: ExpenseStatement,
    line: ExpenseLine | None,
    *,
    by: User,
    on: date,
    revision: int | None = None,
    **values: Any,
) -> ExpenseLine:
    """Write a line, or add one (``line`` is ``None``); after a dispute only the lines in dispute may be written."""
    held = held_for_lines(statement, by, revision)
    line = ExpenseLine(statement=held) if line is None else ExpenseLine.objects.get(pk=line.pk, statement=held)
    if line.pk is None and held.lines.count() >= MOST_LINES:
        raise Invalid(f"Bir bildirimde en çok {MOST_LINES} kalem olabilir.")
    _refuse_undisputed(held, line)
    before = as_kept(line) if line.pk else None
    write_line(line, values, on)
    line.save()
    label = f"Gider kalemi {'yazıldı' if before is None else 'değiştirildi'}: {line.description}"
    _written(held, "save_expense_line", label, by, on, {"before": before, "after": as_kept(line)})
    return line


def write_line(line: ExpenseLine, values: dict[str, Any], on: date) -> None:
    """Put the values into the line; raises :class:`Invalid` with what is wrong by field (okul/8/6)."""
    given = {**{name: getattr(line, name) for name in VALUES}, **values}
    for name in ("post", "description", "receipt_number"):
        given[name] = " ".join(str(given[name] or "").split())
    if faults := faults_of_line(given, on):
        raise Invalid(next(iter(faults.values())), faults)
    given["category"] = ExpenseCategory(str(category_of(str(given["category"]))))
    for name in VALUES:
        setattr(line, name, given[name])


@transaction.atomic
def remove_expense_line(
    statement: ExpenseStatement, line: ExpenseLine, *, by: User, on: date, revision: int | None = None
) -> None:
    """Take a line out; after a dispute only one in dispute."""
    held = held_for_lines(statement, by, revision)
    line = ExpenseLine.objects.get(pk=line.pk, statement=held)
    _refuse_undisputed(held, line)
    gone = as_kept(line)
    line.delete()
    _written(held, "remove_expense_line", f"Gider kalemi çıkarıldı: {gone['description']}", by, on, {"before": gone})


def keep_receipt(
    statement: ExpenseStatement, lines: Collection[ExpenseLine], *, by: User, on: date, file: Any
) -> Attachment:
    """Check an uploaded file and keep it as the receipt of one or more lines: file and record, both or neither.

    The receipt of a staff line holds personal data: who opens it is noted.
    """
    attachment: Attachment | None = None
    try:
        with transaction.atomic():
            held = held_for_lines(statement, by)
            rows = _rows_for_receipt(held, lines)
            is_personal = any(row.category == ExpenseCategory.STAFF for row in rows)
            attachment = receive(file, by=by, school=held.school, holds_personal_data=is_personal)
            _refuse_kind(attachment)
            ExpenseLine.objects.filter(pk__in=[row.pk for row in rows]).update(receipt=attachment)
            details = {"file": attachment.name, "sha256": attachment.sha256, "lines": [str(row) for row in rows]}
            _written(held, "keep_receipt", "Belge eklendi", by, on, details)
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise
    return attachment


def _rows_for_receipt(statement: ExpenseStatement, lines: Collection[ExpenseLine]) -> list[ExpenseLine]:
    rows = list(statement.lines.filter(pk__in=[line.pk for line in lines]))
    if not rows:
        raise Invalid("Belgenin hangi kalemlere ait olduğunu seçin.", {"lines": "En az bir kalem seçin."})
    for row in rows:
        _refuse_undisputed(statement, row)
    return rows


def _refuse_kind(attachment: Attachment) -> None:
    if attachment.media_type not in RECEIPTS:
        raise Invalid("Belge PDF ya da taranmış görüntü olmalıdır.", {"file": "PDF, PNG veya JPEG seçin."})


def _refuse_undisputed(statement: ExpenseStatement, line: ExpenseLine) -> None:
    if statement.status == ExpenseStatus.DISPUTED and not line.dispute:
        raise OutOfState("İtirazdan sonra yalnız itiraz edilen kalemler düzeltilir; öbürleri gönderildiği gibi kalır.")


def _written(statement: ExpenseStatement, act: str, label: str, by: User, on: date, details: dict[str, Any]) -> None:
    statement.revision += 1
    if statement.status == ExpenseStatus.DRAFT:
        sum_up(statement)
    statement.save()
    record_act(statement, act=act, label=label[:120], by=by, on=on, details=details)


def kept_lines(statement: ExpenseStatement) -> list[ExpenseLine]:
    """In the order in which they were written."""
    return list(ExpenseLine.objects.filter(statement=statement).order_by("pk"))


def sum_up(statement: ExpenseStatement) -> None:
    """Make the statement's sums those of its lines, without what a decision took out. The caller saves."""
    rows = ExpenseLine.objects.filter(statement=statement).exclude(outcome=Outcome.DROPPED)
    sums = dict(rows.order_by().values_list("category").annotate(sum=Sum("amount")))
    for category in ExpenseCategory:
        setattr(statement, category.value, sums.get(category.value) or Decimal(0))
    statement.total = statement.staff + statement.current + statement.consumables


def as_kept(line: ExpenseLine) -> dict[str, Any]:
    """A line as JSON, to be kept as it was handed in."""
    return {
        "key": line.pk,
        "category": str(line.category),
        "post": line.post,
        "description": line.description,
        "amount": f"{line.amount:.2f}",
        "receipt_date": line.receipt_date.isoformat(),
        "receipt_number": line.receipt_number,
        "receipt": str(line.receipt_id) if line.receipt_id else None,
        "dispute": line.dispute,
        "outcome": str(line.outcome),
    }


def restore(statement: ExpenseStatement) -> None:
    """Make the lines again what was handed in: what a correction that was never handed in had changed goes."""
    kept = {line["key"]: line for line in statement.handed_in or []}
    ExpenseLine.objects.filter(statement=statement).exclude(pk__in=list(kept)).delete()
    for key, line in kept.items():
        values = {name: line[name] for name in (*VALUES, "dispute", "outcome")}
        values |= {"receipt_date": date.fromisoformat(line["receipt_date"]), "amount": Decimal(line["amount"])}
        defaults = {**values, "statement": statement, "receipt_id": line["receipt"]}
        ExpenseLine.objects.update_or_create(pk=key, defaults=defaults)


@transaction.atomic
def read_receipt(statement: ExpenseStatement, receipt: Attachment, *, by: User, on: date) -> Attachment:
    """The receipt to be opened; of one with personal data it is noted who opened it."""
    if receipt.holds_personal_data:
        held = ExpenseStatement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
        details = {"file": receipt.name, "sha256": receipt.sha256}
        record_act(held, act="read_receipt", label="Kişisel veri içeren belge okundu", by=by, on=on, details=details)
    return receipt


def receipts_of(statement: ExpenseStatement, *, as_handed_in: bool) -> set[str]:
    """Keys of the receipts that belong to the statement; ``as_handed_in``: without what is being prepared."""
    kept = [*(statement.handed_in or ()), *(statement.handed_in_before or ())]
    found = {line["receipt"] for line in kept if line["receipt"]}
    if not as_handed_in:
        found |= {str(key) for key in statement.lines.exclude(receipt=None).values_list("receipt", flat=True)}
    return found


@transaction.atomic
def save_expense_lines(
    statement: ExpenseStatement,
    *,
    by: User,
    on: date,
    revision: int,
    added: list[dict[str, Any]],
    changed: dict[int, dict[str, Any]],
    gone: list[int],
    source: str,
) -> None:
    """Make a draft's lines those of a file: new ones, changed values by key, keys of those that go. All or none."""
    held = held_for_lines(statement, by, revision)
    if held.status != ExpenseStatus.DRAFT:
        raise OutOfState("Dosyayla yalnız taslak bildirimin kalemleri yazılır.")
    before = [as_kept(line) for line in kept_lines(held)]
    held.lines.filter(pk__in=gone).delete()
    there = {line.pk: line for line in kept_lines(held)}
    rows = [(there[key], values) for key, values in changed.items()]
    rows += [(ExpenseLine(statement=held), values) for values in added]
    if len(there) + len(added) > MOST_LINES:
        raise Invalid(f"Bir bildirimde en çok {MOST_LINES} kalem olabilir.")
    for line, values in rows:
        write_line(line, values, on)
        line.save()
    details = {"source": source, "before": before, "after": [as_kept(line) for line in kept_lines(held)]}
    _written(held, "save_expense_lines", "Kalemler dosyadan kaydedildi", by, on, details)
