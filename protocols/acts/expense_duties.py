"""What a statement does for the calendar of duties: a person says which duty it answers; then both go together (okul/8/6)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from protocols.choices.expenses import OPEN, ExpenseStatus
from protocols.choices.obligations import DutyStatus, ObligationKind, Owner
from protocols.models import ExpenseDuty, ExpenseStatement, ProtocolDuty
from protocols.permissions.expenses import may_prepare
from protocols.rules.expenses import fulfils, last_of, may_answer_duty, months_on
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted, OutOfState

D = DutyStatus
CITES = "okul/8/6"
ANSWERED = (*OPEN, ExpenseStatus.PAID)


def duties_to_answer(statement: ExpenseStatement) -> list[ProtocolDuty]:
    """Duties of the same protocol and school that this statement could answer: stated or paid, for this month."""
    rows = ProtocolDuty.objects.filter(
        obligation__protocol=statement.protocol_id, obligation__kind=ObligationKind.EXPENSES, school=statement.school_id,
        status=D.DUE, statements=None, due_on__range=(statement.month, last_of(months_on(statement.month, 2))),
    )  # fmt: skip
    rows = rows.select_related("obligation__stakeholder").order_by("due_on", "pk")
    return [duty for duty in rows if not _why_not(statement, duty)]


def _why_not(statement: ExpenseStatement, duty: ProtocolDuty) -> str:
    obligation = duty.obligation
    if obligation.kind != ObligationKind.EXPENSES:
        return "Bu yükümlülük gider bildirimiyle ilgili değil."
    if obligation.protocol_id != statement.protocol_id or duty.school_id != statement.school_id:
        return "Yükümlülük başka bir protokolün veya okulun."
    if obligation.owner not in {Owner.SCHOOL, Owner.STAKEHOLDER}:
        return "Yalnız okulun bildirme ve paydaşın ödeme yükümlülüğü bir bildirimle karşılanır."
    if obligation.owner == Owner.STAKEHOLDER and obligation.stakeholder_id != statement.stakeholder_id:
        return "Yükümlülük başka bir paydaşın."
    if not may_answer_duty(obligation.owner, duty.due_on, statement.month):
        return f"Yükümlülüğün günü ({duty.due_on:%d.%m.%Y}) bu ayın bildirimine uymuyor."
    return ""


@transaction.atomic
def answer_duty(statement: ExpenseStatement, duty: ProtocolDuty, *, by: User, on: date) -> ExpenseDuty:
    """Say that the statement answers the duty: handing it in does what the school owes, paying it what the stakeholder owes."""
    statement = ExpenseStatement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if not may_prepare(by, statement):
        raise NotPermitted("Yükümlülüğü bildirime okul, ilçe veya il müdürlüğü bağlar.")
    if statement.status not in ANSWERED:
        raise OutOfState("Geri çekilen bildirim bir yükümlülüğü karşılamaz.")
    duty = ProtocolDuty.objects.select_for_update(of=("self",)).select_related("obligation").get(pk=duty.pk)
    if duty.status != D.DUE:
        raise OutOfState("Yalnız bekleyen bir yükümlülük bildirime bağlanır.")
    if sentence := _why_not(statement, duty):
        raise Invalid(sentence, {"duty": sentence})
    try:
        with transaction.atomic():
            made = ExpenseDuty.objects.create(statement=statement, duty=duty)
    except IntegrityError as error:
        raise Invalid(
            "Bu yükümlülük başka bir bildirime bağlanmış.", {"duty": "Başka bir bildirime bağlı."}
        ) from error
    label = f"Yükümlülük bağlandı: {duty}"[:120]
    _written(statement, "answer_duty", label, by, on, {"duty": duty, "evidence": duty.obligation.evidence})
    follow_duties(statement, statement.status, by=by, on=on)
    return made


@transaction.atomic
def unanswer_duty(statement: ExpenseStatement, duty: ProtocolDuty, *, by: User, on: date) -> None:
    """Say that it does not; a duty that was done by it waits again."""
    statement = ExpenseStatement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if not may_prepare(by, statement):
        raise NotPermitted("Bağı okul, ilçe veya il müdürlüğü kaldırır.")
    link = ExpenseDuty.objects.select_related("duty__obligation").filter(statement=statement, duty=duty).first()
    if link is None:
        raise OutOfState("Bu yükümlülük bu bildirime bağlı değil.")
    held = ProtocolDuty.objects.select_for_update(of=("self",)).select_related("obligation").get(pk=duty.pk)
    link.delete()
    _written(statement, "unanswer_duty", f"Yükümlülük bağı kaldırıldı: {held}"[:120], by, on, {"duty": held})
    if held.status == D.FULFILLED:
        _wait_again(held, by, on, f"{statement.month_words} gider bildirimiyle bağı kaldırıldı.")


def _written(statement: ExpenseStatement, act: str, label: str, by: User, on: date, details: dict[str, Any]) -> None:
    statement.revision += 1
    statement.save(update_fields=["revision"])
    record_act(statement, act=act, label=label, by=by, on=on, details=details)


def follow_duties(statement: ExpenseStatement, status: str, *, by: User, on: date) -> None:
    """Make the duties that the statement answers what its new state makes of them. The caller holds the statement.

    It is written as what follows from the statement, with the statement named: whoever pays need not have the right to
    say of a duty that it was done.
    """
    keys = ExpenseDuty.objects.filter(statement=statement).values("duty")
    rows = ProtocolDuty.objects.filter(pk__in=keys).select_related("obligation").order_by("pk")
    for duty in rows.select_for_update(of=("self",)):
        does = fulfils(duty.obligation.owner, status)
        if does and duty.status == D.DUE:
            _done(statement, duty, by, on)
        elif not does and duty.status == D.FULFILLED:
            _wait_again(duty, by, on, f"Dayandığı {statement.month_words} gider bildirimi artık karşılamıyor.")
    if status == ExpenseStatus.WITHDRAWN:
        ExpenseDuty.objects.filter(statement=statement).delete()


def _done(statement: ExpenseStatement, duty: ProtocolDuty, by: User, on: date) -> None:
    day = statement.submitted_on if duty.obligation.owner == Owner.SCHOOL else _last_payment(statement)
    duty.status, duty.state_since, duty.fulfilled_on = D.FULFILLED, on, day or on
    duty.note = f"{statement.month_words} gider bildirimiyle (no {statement.pk})."
    duty.revision += 1
    duty.save()
    details = {"statement": statement}
    record_act(
        duty, act="fulfil_by_statement", label="Gider bildirimiyle yerine getirildi", by=by, on=on, before=D.DUE,
        after=D.FULFILLED, cites=CITES, details=details,
    )  # fmt: skip


def _last_payment(statement: ExpenseStatement) -> date | None:
    last = statement.payments.standing().order_by("-paid_on").first()
    return last.paid_on if last else None


def _wait_again(duty: ProtocolDuty, by: User, on: date, reason: str) -> None:
    duty.status, duty.state_since, duty.fulfilled_on, duty.note = D.DUE, on, None, reason
    duty.revision += 1
    duty.save()
    record_act(
        duty, act="wait_again", label="Yeniden bekliyor", by=by, on=on, before=D.FULFILLED, after=D.DUE, cites=CITES,
        details={"reason": reason},
    )  # fmt: skip
