"""Duties and statements: joined by a person, then fulfilled and waiting together; nothing is joined by itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from protocols.acts import EXPENSE, answer_duty, return_duty, unanswer_duty
from protocols.acts.expense_duties import duties_to_answer
from protocols.choices.expenses import ExpenseStatus as S
from protocols.choices.obligations import DutyStatus as D, ObligationKind, Owner
from protocols.models import ExpenseDuty, ProtocolDuty
from tests.factories import TODAY, make_school, make_stakeholder, make_user
from tests.factories.expenses import MONTH, TOTAL, make_expense_statement, pay, representative_of
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_signed
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]
A = EXPENSE.acts
OCTOBER = date(2026, 10, 10)


@pytest.fixture
def protocol():
    return make_signed(make_school())


@pytest.fixture
def principal(protocol):
    return make_user(Role.PRINCIPAL, school=protocol.schools.get())


def duty_of(protocol, owner=Owner.SCHOOL, **values):
    party = protocol.stakeholders.get() if owner == Owner.STAKEHOLDER else None
    return make_protocol_duty(protocol, **{"owner": owner, "stakeholder": party, "first_due_on": OCTOBER, **values})


def status_of(duty):
    return ProtocolDuty.objects.get(pk=duty.pk).status


def test_nothing_is_joined_by_itself(protocol):
    duty = duty_of(protocol)

    make_expense_statement(S.PAID, protocol=protocol)

    assert status_of(duty) == D.DUE


def test_handing_in_fulfils_what_the_school_owes_and_withdrawing_lets_it_wait_again(protocol, principal):
    duty, made = duty_of(protocol, evidence="Gider cetveli"), make_expense_statement(protocol=protocol)

    answer_duty(made, duty, by=principal, on=TODAY)
    assert status_of(duty) == D.DUE, "a draft is not handed in"
    made.refresh_from_db()
    made = A["submit_expenses"](made, by=principal, on=TODAY)
    done = ProtocolDuty.objects.get(pk=duty.pk)
    assert (done.status, done.fulfilled_on) == (D.FULFILLED, TODAY)
    assert f"no {made.pk}" in done.note
    entry = JournalEntry.objects.of(done).last()
    assert (entry.act, entry.cites, entry.details["statement"]["id"]) == (
        "fulfil_by_statement",
        "okul/8/6",
        str(made.pk),
    )
    A["withdraw_expenses"](made, by=principal, on=TODAY, reason="Yanlış ay.")

    assert status_of(duty) == D.DUE
    assert not ExpenseDuty.objects.exists()
    assert "artık karşılamıyor" in ProtocolDuty.objects.get(pk=duty.pk).note


def test_paying_the_whole_fulfils_what_the_stakeholder_owes_and_taking_back_lets_it_wait_again(protocol, principal):
    duty, made = duty_of(protocol, Owner.STAKEHOLDER), make_expense_statement(S.ACKNOWLEDGED, protocol=protocol)
    answer_duty(made, duty, by=principal, on=TODAY)
    payer = representative_of(made)

    part = pay(made, "1", by=payer)
    assert status_of(duty) == D.DUE
    paid = pay(part, TOTAL - 1, by=payer, reference="DK-2", on=TODAY + timedelta(4))
    done = ProtocolDuty.objects.get(pk=duty.pk)
    assert (done.status, done.fulfilled_on) == (D.FULFILLED, TODAY + timedelta(4))
    A["take_back_payment"](
        paid, by=make_user(Role.EXPERT), on=TODAY, payment=paid.payments.get(reference="DK-2"), reason="Geri döndü."
    )

    assert status_of(duty) == D.DUE


def test_a_statement_that_was_handed_in_fulfils_at_once(protocol, principal):
    duty, made = duty_of(protocol), make_expense_statement(S.SUBMITTED, protocol=protocol)

    answer_duty(made, duty, by=principal, on=TODAY)

    assert status_of(duty) == D.FULFILLED


def test_a_duty_that_is_asked_for_again_is_no_longer_answered(protocol, principal):
    duty, made = duty_of(protocol), make_expense_statement(S.ACKNOWLEDGED, protocol=protocol)
    answer_duty(made, duty, by=principal, on=TODAY)

    return_duty(ProtocolDuty.objects.get(pk=duty.pk), by=make_user(Role.EXPERT), on=TODAY, reason="Cetvel de gerekli.")
    pay(made, TOTAL)

    assert status_of(duty) == D.DUE


def test_the_bond_is_undone_by_a_person_and_the_duty_waits_again(protocol, principal):
    duty, made = duty_of(protocol), make_expense_statement(S.SUBMITTED, protocol=protocol)
    answer_duty(made, duty, by=principal, on=TODAY)

    with pytest.raises(NotPermitted):
        unanswer_duty(made, duty, by=make_user(Role.EXPERT), on=TODAY)
    unanswer_duty(made, duty, by=principal, on=TODAY)

    assert status_of(duty) == D.DUE
    with pytest.raises(OutOfState):
        unanswer_duty(made, duty, by=principal, on=TODAY)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": ObligationKind.BOARD}, "ilgili değil"),
        ({"owner": Owner.PROVINCE}, "Yalnız okulun"),
        ({"first_due_on": date(2026, 12, 10)}, "bu ayın bildirimine uymuyor"),
    ],
)
def test_a_duty_of_another_kind_owner_or_month_is_refused(protocol, principal, values, said):
    duty, made = duty_of(protocol, **values), make_expense_statement(protocol=protocol)

    with pytest.raises(Invalid, match=said):
        answer_duty(made, duty, by=principal, on=TODAY)
    assert duties_to_answer(made) == []


def test_a_duty_of_another_school_protocol_or_party_is_refused(protocol, principal):
    made = make_expense_statement(protocol=protocol)
    protocol.stakeholders.add(other := make_stakeholder())
    elsewhere = duty_of(make_signed(make_school()))
    of_other = make_protocol_duty(protocol, owner=Owner.STAKEHOLDER, stakeholder=other, first_due_on=OCTOBER)

    for duty, said in ((elsewhere, "başka bir protokolün"), (of_other, "başka bir paydaşın")):
        with pytest.raises(Invalid, match=said):
            answer_duty(made, duty, by=principal, on=TODAY)


def test_a_duty_is_answered_by_one_statement_and_only_while_it_waits(protocol, principal):
    duty, made = duty_of(protocol), make_expense_statement(protocol=protocol)
    other = make_expense_statement(protocol=protocol, month=date(2026, 10, 1))
    assert duties_to_answer(made) == [duty]

    answer_duty(made, duty, by=principal, on=TODAY)

    assert duties_to_answer(made) == []
    with pytest.raises(Invalid, match="başka bir bildirime"):
        answer_duty(other, duty, by=principal, on=TODAY)
    with pytest.raises(IntegrityError, match="expenseduty_duty_once"), transaction.atomic():
        ExpenseDuty.objects.create(statement=other, duty=duty)
    ProtocolDuty.objects.filter(pk=duty.pk).update(status=D.WITHDRAWN, note="Düştü.")
    ExpenseDuty.objects.all().delete()
    with pytest.raises(OutOfState):
        answer_duty(made, duty, by=principal, on=TODAY)
    assert made.month == MONTH
