"""Expense statements in every state, brought there by the acts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.choices import Role
from accounts.models import User
from protocols.acts import EXPENSE, answer_duty, keep_receipt, open_statement, save_expense_line
from protocols.choices.expenses import ExpenseStatus as S
from protocols.models import ExpenseDuty, ExpenseLine, ExpensePayment, ExpenseStatement, Protocol
from schools.models import School

from . import TODAY, make_school, make_upload, make_user
from .obligations import make_protocol_duty
from .protocols import make_signed

MONTH = date(2026, 9, 1)
ACTS = EXPENSE.acts
LINES = (
    {"category": "staff", "post": "Temizlik görevlisi", "description": "Eylül ücreti", "amount": Decimal("28500.00"),
     "receipt_date": date(2026, 9, 30), "receipt_number": "BRD-9"},
    {"category": "current", "post": "", "description": "Elektrik faturası", "amount": Decimal("12345.60"),
     "receipt_date": date(2026, 9, 21), "receipt_number": "ELK-2026-91"},
    {"category": "consumables", "post": "", "description": "Kaynak elektrodu", "amount": Decimal("4000.40"),
     "receipt_date": date(2026, 9, 12), "receipt_number": "A-1204"},
)  # fmt: skip
TOTAL = Decimal("44846.00")


def make_expense_statement(
    state: str = S.DRAFT,
    *,
    school: School | None = None,
    protocol: Protocol | None = None,
    month: date = MONTH,
    on: date = TODAY,
    lines: Any = LINES,
) -> ExpenseStatement:
    """A statement in this state; drafts have their lines and receipts already."""
    school = school or (protocol.schools.get() if protocol else make_school())
    protocol = protocol or make_signed(school)
    stakeholder = protocol.stakeholders.get()
    principal = make_user(Role.PRINCIPAL, school=school)
    made = open_statement(school, by=principal, on=on, protocol=protocol, stakeholder=stakeholder, month=month)
    for line in lines:
        made_line = save_expense_line(made, None, by=principal, on=on, **line)
        keep_receipt(made, [made_line], by=principal, on=on, file=make_upload("fatura.png"))
    made.refresh_from_db()
    if state == S.DRAFT:
        return made
    made = ACTS["submit_expenses"](made, by=principal, on=on)
    if state == S.SUBMITTED:
        return made
    return _on(made, state, on)


def _on(made: ExpenseStatement, state: str, on: date) -> ExpenseStatement:
    payer = representative_of(made)
    if state == S.WITHDRAWN:
        principal = make_user(Role.PRINCIPAL, school=made.school)
        return ACTS["withdraw_expenses"](made, by=principal, on=on, reason="Yanlış ay.")
    if state in {S.DISPUTED, S.SETTLED}:
        line = made.lines.order_by("pk")[1]
        made = ACTS["dispute_expenses"](made, by=payer, on=on, lines={str(line.pk): "Sayaç okuması yanlış."})
        if state == S.DISPUTED:
            return made
        head = make_user(Role.DEPARTMENT_HEAD)
        return ACTS["settle_dispute"](made, by=head, on=on, dropped=[line.pk], reason="Fatura başka binanın.")
    made = ACTS["acknowledge_expenses"](made, by=payer, on=on)
    if state == S.PAID:
        return pay(made, made.total, by=payer, on=on)
    return made


def representative_of(statement: ExpenseStatement) -> User:
    return make_user(Role.REPRESENTATIVE, stakeholder=statement.stakeholder)


def pay(
    statement: ExpenseStatement, amount: Any, *, by: User | None = None, on: date = TODAY, reference: str = "DK-1"
) -> ExpenseStatement:
    by = by or representative_of(statement)
    return ACTS["pay_expenses"](statement, by=by, on=on, paid_on=on, amount=Decimal(amount), reference=reference)


def make_expense_line(**values: Any) -> ExpenseLine:
    return make_expense_statement(lines=[{**LINES[1], **values}]).lines.get()


def make_expense_payment(**values: Any) -> ExpensePayment:
    return make_expense_statement(S.PAID, **values).payments.get()


def make_expense_duty(**values: Any) -> ExpenseDuty:
    """A statement that answers the school's duty of the next month."""
    duty = make_protocol_duty(first_due_on=date(2026, 10, 10), **values)
    statement = make_expense_statement(school=duty.school, protocol=duty.obligation.protocol)
    by = make_user(Role.PRINCIPAL, school=statement.school)
    return answer_duty(statement, duty, by=by, on=TODAY)


def world_of_expenses(school: School) -> dict[str, Any]:
    """Keys for addresses: a draft with lines and receipts, and a statement that answers a duty."""
    draft = make_expense_statement(school=school, protocol=make_signed(school))
    line = draft.lines.first()
    duty = make_protocol_duty(make_signed(school), first_due_on=date(2026, 9, 10))
    answering = make_expense_statement(school=school, protocol=duty.obligation.protocol, month=MONTH)
    answer_duty(answering, duty, by=make_user(Role.PRINCIPAL, school=school), on=TODAY)
    return {
        "expenses": draft.pk, "expense line": line.pk, "receipt": line.receipt_id,
        "answering": answering.pk, "answered": duty.pk,
    }  # fmt: skip
