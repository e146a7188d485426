"""The acts on expense statements: opened, handed in, acknowledged, disputed, corrected, settled, withdrawn (okul/8/6)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import User
from protocols.choices.expenses import EDITED, OPEN, ExpenseStatus, Outcome
from protocols.dossiers import designated_between
from protocols.models import ExpenseLine, ExpenseStatement, Protocol, Stakeholder
from protocols.permissions.expenses import may_answer, may_prepare, may_settle, may_state
from protocols.rules.ageing import last_day_of_payment
from protocols.rules.expenses import changes, faults_of_line, first_of, last_of, refusal_of_month
from schools.models import School
from workflow.lifecycle import Lifecycle
from workflow.models import DayOff
from workflow.refusals import Invalid

from .bearing import refusal_of_bearing
from .expense_duties import follow_duties
from .expense_lines import as_kept, kept_lines, restore, sum_up

EXPENSE = Lifecycle()
S = ExpenseStatus
BASIS = "okul/8/6"
SUBMITTED = ("protocols.tasks.after_expense_submitted",)
TAKEN = "Bu okulun, bu paydaş ve ay için açık bir gider bildirimi var."


@EXPENSE.opening("Gider bildirimi aç", target=S.DRAFT, may=may_state, cites=BASIS)
def open_expense_statement(
    school: School, /, *, by: User, on: date, protocol: Protocol, stakeholder: Stakeholder, month: date
) -> ExpenseStatement:
    """Opens the statement of a month that has begun, for the stakeholder that bears it by a protocol in force then."""
    month = first_of(month)
    refuse_month(school, protocol, stakeholder, month, on)
    School.objects.select_for_update().get(pk=school.pk)
    rows = ExpenseStatement.objects.open().filter(school=school, stakeholder=stakeholder, month=month)
    if rows.exists():
        raise Invalid(TAKEN, {"month": TAKEN})
    return ExpenseStatement(school=school, protocol=protocol, stakeholder=stakeholder, month=month)


def refuse_month(school: School, protocol: Protocol, stakeholder: Stakeholder, month: date, on: date) -> None:
    """Raises :class:`Invalid` where the month is none for a statement, or the protocol makes nobody bear it then."""
    if sentence := refusal_of_month(month, on):
        raise Invalid(sentence, {"month": sentence})
    if school.closed_on is not None and school.closed_on <= month:
        sentence = f"Okul {school.closed_on:%d.%m.%Y} günü kapandı."
        raise Invalid(sentence, {"month": sentence})
    if faults := refusal_of_bearing(protocol, school, stakeholder, month):
        raise Invalid(next(iter(faults.values())), faults)


def open_statement(school: School, *, by: User, on: date, **values: Any) -> ExpenseStatement:
    """The opening as doors call it: who loses a race reads the refusal of the constraint in words."""
    try:
        with transaction.atomic():
            made: ExpenseStatement = open_expense_statement(school, by=by, on=on, **values)
    except IntegrityError as error:
        if "expensestatement_one_open_a_month" not in str(error):
            raise
        raise Invalid(TAKEN, {"month": TAKEN}) from error
    return made


@EXPENSE.act("Paydaşa gönder", source=S.DRAFT, target=S.SUBMITTED, may=may_prepare, cites=BASIS, then=SUBMITTED)
def submit_expenses(statement: ExpenseStatement, /, *, by: User, on: date) -> dict[str, Any]:
    """Hands the month's expenses in to the stakeholder; from now on the days of payment run."""
    return _hand_in(statement, by, on)


@EXPENSE.act(
    "Düzelterek yeniden gönder", source=S.DISPUTED, target=S.SUBMITTED, may=may_prepare, cites=BASIS, then=SUBMITTED
)
def resubmit_expenses(statement: ExpenseStatement, /, *, by: User, on: date, answer: str) -> dict[str, Any]:
    """Hands the disputed lines in again, corrected or explained; the stakeholder sees what changed."""
    if not answer.strip():
        raise Invalid("Neyin düzeltildiğini veya neden düzeltilmediğini yazın.", {"answer": "Açıklamayı yazın."})
    before = statement.handed_in or []
    statement.answer, statement.handed_in_before = answer.strip(), before
    ExpenseLine.objects.filter(statement=statement).update(dispute="", outcome="")
    noted = _hand_in(statement, by, on)
    return {**noted, "changed": [change.description for change in changes(before, statement.handed_in or [])]}


def _hand_in(statement: ExpenseStatement, by: User, on: date) -> dict[str, Any]:
    refuse_month(statement.school, statement.protocol, statement.stakeholder, statement.month, on)
    lines = kept_lines(statement)
    _refuse_lines(lines, on)
    sum_up(statement)
    if not statement.total:
        raise Invalid("Toplamı sıfır olan bildirim gönderilmez; gider yoksa bildirim gerekmez.")
    if statement.total < statement.paid:
        raise Invalid("Bildirimin toplamı, ödenenden az olamaz; önce ödeme kaydı geri alınmalıdır.")
    calendar = DayOff.objects.calendar()
    statement.due_on = last_day_of_payment(on, settings.EXPENSE_DUE_DAYS, calendar.has)
    statement.submitted_by, statement.submitted_on = by, on
    statement.acknowledged_on = None
    statement.rounds += 1
    designated = designated_between(statement.month, last_of(statement.month), [statement.school_id])
    statement.is_designated = statement.school_id in designated
    statement.handed_in = [as_kept(line) for line in lines]
    follow_duties(statement, S.SUBMITTED, by=by, on=on)
    sums = {name: getattr(statement, name) for name in ("staff", "current", "consumables", "total")}
    return {**sums, "due_on": statement.due_on, "lines": statement.handed_in}


def _refuse_lines(lines: list[ExpenseLine], on: date) -> None:
    if not lines:
        raise Invalid("Bildirimde gider kalemi yok; önce kalemleri yazın.")
    for number, line in enumerate(lines, start=1):
        for sentence in faults_of_line({name: getattr(line, name) for name in VALUES}, on).values():
            raise Invalid(f"{number}. kalem ({line.description}): {sentence}")
    bare = [str(number) for number, line in enumerate(lines, start=1) if line.receipt_id is None]
    if bare and settings.EXPENSE_RECEIPTS_REQUIRED:
        raise Invalid(
            f"Belgesi (fatura, fiş, bordro) eklenmeyen kalemler var: {', '.join(bare)}. Önce belgelerini ekleyin."
        )


VALUES = ("category", "post", "description", "amount", "receipt_date", "receipt_number")


@EXPENSE.act("Kabul et", source=S.SUBMITTED, target=S.ACKNOWLEDGED, may=may_answer, cites=BASIS)
def acknowledge_expenses(statement: ExpenseStatement, /, *, by: User, on: date) -> dict[str, Any]:
    """The stakeholder accepts the statement as it was handed in; it is to be paid by the last day of payment."""
    statement.acknowledged_on = on
    return {"total": statement.total}


@EXPENSE.act(
    "İtiraz et", source=S.SUBMITTED, target=S.DISPUTED, may=may_answer,
    then=("protocols.tasks.after_expense_disputed",),
)  # fmt: skip
def dispute_expenses(statement: ExpenseStatement, /, *, by: User, on: date, lines: dict[str, str]) -> dict[str, Any]:
    """The stakeholder disputes lines, each with its reason; the others may be paid meanwhile."""
    there = {str(line.pk): line for line in kept_lines(statement)}
    said = {key: reason.strip() for key, reason in lines.items() if reason.strip()}
    if not said:
        raise Invalid("En az bir kalem için itiraz nedenini yazın.")
    if strange := [key for key in said if key not in there]:
        raise Invalid(
            "İtiraz edilen kalem bu bildirimde yok.", dict.fromkeys(strange, "Bu bildirimde böyle bir kalem yok.")
        )
    for key, reason in said.items():
        there[key].dispute, there[key].outcome = reason, ""
    ExpenseLine.objects.bulk_update([there[key] for key in said], ["dispute", "outcome"])
    statement.handed_in = [as_kept(line) for line in there.values()]
    return {"lines": [{"line": there[key].description, "reason": reason} for key, reason in said.items()]}


@EXPENSE.act("İtirazı geri al", source=S.DISPUTED, target=S.SUBMITTED, may=may_answer)
def drop_dispute(statement: ExpenseStatement, /, *, by: User, on: date) -> None:
    """The stakeholder gives its dispute up; the statement stands as it was handed in, and its days run on."""
    restore(statement)
    ExpenseLine.objects.filter(statement=statement).update(dispute="", outcome="")
    statement.handed_in = [as_kept(line) for line in kept_lines(statement)]


def _settled(statement: ExpenseStatement) -> str:
    return S.PAID if statement.paid == statement.total else S.SETTLED


@EXPENSE.act(
    "İtirazı karara bağla", source=S.DISPUTED, target=S.SETTLED, becomes=_settled, may=may_settle,
    then=("protocols.tasks.after_expense_settled",),
)  # fmt: skip
def settle_dispute(
    statement: ExpenseStatement, /, *, by: User, on: date, reason: str, dropped: Collection[int] = ()
) -> dict[str, Any]:
    """Decides which of the disputed lines (by key) fall and which stay, with the reason; what stays is paid by its day."""
    if not reason.strip():
        raise Invalid("Gerekçe yazılmalıdır.", {"reason": "Gerekçeyi yazın."})
    restore(statement)
    keys = set(dropped)
    disputed = [line for line in kept_lines(statement) if line.dispute]
    if keys - {line.pk for line in disputed}:
        raise Invalid("Yalnız itiraz edilen kalemler düşülebilir.", {"dropped": "İtiraz edilen kalemlerden seçin."})
    for line in disputed:
        line.outcome = Outcome.DROPPED if line.pk in keys else Outcome.KEPT
    ExpenseLine.objects.bulk_update(disputed, ["outcome"])
    sum_up(statement)
    if statement.total < statement.paid:
        raise Invalid(
            "Kalan toplam, ödenenden az olamaz; önce ödeme kaydı geri alınmalıdır.",
            {"dropped": "Ödenenden çok düşülüyor."},
        )
    statement.settled_by, statement.settled_on, statement.settlement = by, on, reason.strip()
    statement.handed_in = [as_kept(line) for line in kept_lines(statement)]
    follow_duties(statement, _settled(statement), by=by, on=on)
    outcomes = [{"line": line.description, "outcome": str(line.get_outcome_display())} for line in disputed]
    return {"lines": outcomes, "total": statement.total}


@EXPENSE.act(
    "Geri çek", source=OPEN, target=S.WITHDRAWN, may=may_prepare, danger=True,
    then=("protocols.tasks.after_expense_withdrawn",),
)  # fmt: skip
def withdraw_expenses(statement: ExpenseStatement, /, *, by: User, on: date, reason: str) -> None:
    """Takes the statement back; what was paid must be taken back before. The month is free for another one."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    if statement.paid:
        raise Invalid("Ödeme kaydı olan bildirim geri çekilemez; önce ödeme kaydı geri alınmalıdır.")
    statement.end_reason = reason.strip()
    follow_duties(statement, S.WITHDRAWN, by=by, on=on)


__all__ = ["EDITED", "EXPENSE", "open_statement", "refuse_month"]
