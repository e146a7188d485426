"""Payments of expense statements: recorded with day, amount and reference, taken back where they were entered by mistake."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Sum

from accounts.models import User
from protocols.choices.expenses import ExpenseStatus
from protocols.models import ExpensePayment, ExpenseStatement
from protocols.permissions.expenses import may_record_payment, may_take_back
from protocols.turkish import lira
from workflow.refusals import Invalid

from .expense_duties import follow_duties
from .expenses import BASIS, EXPENSE

S = ExpenseStatus
TWICE = "Aynı gün, tutar ve dekont numarasıyla bir ödeme zaten kayıtlı."


def after_payment(statement: ExpenseStatement) -> str:
    """Paid once nothing is left; while something is disputed it stays so."""
    if statement.status == S.DISPUTED or statement.paid < statement.total:
        return str(statement.status)
    return S.PAID


@EXPENSE.act(
    "Ödemeyi kaydet", source=(S.SUBMITTED, S.ACKNOWLEDGED, S.DISPUTED, S.SETTLED), becomes=after_payment,
    may=may_record_payment, cites=BASIS, then=("protocols.tasks.after_expense_paid",),
)  # fmt: skip
def pay_expenses(
    statement: ExpenseStatement, /, *, by: User, on: date, paid_on: date, amount: Decimal, reference: str
) -> dict[str, Any]:
    """Records what the stakeholder paid, whole or in part; with the last part the statement is paid."""
    _refuse(statement, paid_on, amount, reference, on)
    try:
        with transaction.atomic():
            ExpensePayment.objects.create(
                statement=statement,
                paid_on=paid_on,
                amount=amount,
                reference=reference.strip(),
                recorded_by=by,
                recorded_on=on,
            )
    except IntegrityError as error:
        raise Invalid(TWICE, {"reference": TWICE}) from error
    _reckon(statement)
    follow_duties(statement, after_payment(statement), by=by, on=on)
    return {"paid": statement.paid, "left": statement.rest}


def payable_now(statement: ExpenseStatement) -> Decimal:
    """What may be paid: what is left, without the lines in dispute."""
    if statement.status != S.DISPUTED:
        return statement.rest
    # As they were handed in: what a correction is about to change was not agreed on yet.
    disputed = sum((Decimal(line["amount"]) for line in statement.handed_in or () if line["dispute"]), Decimal(0))
    return max(Decimal(0), statement.rest - disputed)


def _refuse(statement: ExpenseStatement, paid_on: date, amount: Decimal, reference: str, on: date) -> None:
    faults = {}
    if paid_on > on:
        faults["paid_on"] = "Ödeme günü ileri bir gün olamaz."
    elif paid_on < statement.month:
        faults["paid_on"] = f"Ödeme günü, bildirimin ayından ({statement.month_words}) önce olamaz."
    most = payable_now(statement)
    if amount <= 0 or amount != round(amount, 2):
        faults["amount"] = "Sıfırdan büyük, en çok iki ondalıklı bir tutar yazın."
    elif amount > most:
        why = " (itiraz edilen kalemler dışında)" if statement.status == S.DISPUTED else ""
        faults["amount"] = f"Kalan tutar{why} {lira(most)}; fazlası kaydedilemez."
    if not reference.strip():
        faults["reference"] = "Dekont veya işlem numarasını yazın."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _reckon(statement: ExpenseStatement) -> None:
    paid = statement.payments.standing().aggregate(sum=Sum("amount"))["sum"]
    statement.paid = paid or Decimal(0)


def after_taking_back(statement: ExpenseStatement) -> str:
    """What was paid stands again as it did before."""
    if statement.status != S.PAID:
        return str(statement.status)
    if statement.settled_on is not None:
        return S.SETTLED
    return S.ACKNOWLEDGED if statement.acknowledged_on is not None else S.SUBMITTED


@EXPENSE.act(
    "Ödeme kaydını geri al", source=(S.SUBMITTED, S.ACKNOWLEDGED, S.DISPUTED, S.SETTLED, S.PAID),
    becomes=after_taking_back, may=may_take_back, danger=True,
)  # fmt: skip
def take_back_payment(
    statement: ExpenseStatement, /, *, by: User, on: date, payment: ExpensePayment, reason: str
) -> dict[str, Any]:
    """Takes back a payment that was entered by mistake or never arrived; it stays on record with the reason."""
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    row = ExpensePayment.objects.filter(pk=payment.pk, statement=statement, taken_back_on=None).first()
    if row is None:
        raise Invalid("Bu ödeme kaydı yok ya da geri alınmış.", {"payment": "Geçerli bir ödeme seçin."})
    row.taken_back_on, row.taken_back_reason = on, reason.strip()[:300]
    row.save(update_fields=["taken_back_on", "taken_back_reason"])
    _reckon(statement)
    follow_duties(statement, after_taking_back(statement), by=by, on=on)
    return {"amount": row.amount, "paid": statement.paid}
