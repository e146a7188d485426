"""The acts on expense statements: paid in parts, disputed, corrected, settled, withdrawn; who may, and what two do at once."""

import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import close_old_connections, connection

from accounts.choices import Role
from protocols.acts import EXPENSE, open_statement, remove_expense_line, save_expense_line
from protocols.choices.expenses import ExpenseStatus as S
from protocols.forms.expenses import SettleForm
from protocols.models import ExpenseLine, ExpensePayment, ExpenseStatement
from tests.factories import TODAY, make_school, make_user
from tests.factories.expenses import LINES, MONTH, TOTAL, make_expense_statement, pay, representative_of
from tests.factories.protocols import make_signed
from tests.workflow.people import CLIENTS, DECIDERS, MINISTRY, PROVINCE, READERS, SCHOOL_SIDE, everybody
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]
A = EXPENSE.acts
PAYERS = frozenset({"payer"})


def principal_of(school):
    return make_user(Role.PRINCIPAL, school=school)


def test_the_stakeholder_acknowledges_and_pays_in_parts():
    made = make_expense_statement(S.ACKNOWLEDGED)

    part = pay(made, "20000")
    assert (part.status, part.paid, part.rest) == (S.ACKNOWLEDGED, Decimal(20000), TOTAL - 20000)
    with pytest.raises(Invalid, match=r"24\.846,00") as refused:
        pay(part, "24846.01", reference="DK-2")
    assert "amount" in refused.value.faults
    with pytest.raises(Invalid, match="zaten kayıtlı"):
        pay(part, "20000")
    whole = pay(part, "24846", reference="DK-2")

    assert (whole.status, whole.paid) == (S.PAID, TOTAL)
    assert list(whole.payments.values_list("reference", flat=True)) == ["DK-1", "DK-2"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"paid_on": TODAY + timedelta(1)}, "paid_on"),
        ({"paid_on": date(2026, 8, 31)}, "paid_on"),
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal(-5)}, "amount"),
        ({"amount": Decimal("0.001")}, "amount"),
        ({"reference": " "}, "reference"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_at_its_field(change, field):
    made = make_expense_statement(S.SUBMITTED)
    values = {"paid_on": TODAY, "amount": Decimal(10), "reference": "DK-1", **change}

    with pytest.raises(Invalid) as refused:
        A["pay_expenses"](made, by=representative_of(made), on=TODAY, **values)

    assert list(refused.value.faults) == [field]
    assert not ExpensePayment.objects.exists()


def test_a_payment_entered_by_mistake_is_taken_back_and_stays_on_record():
    made = make_expense_statement(S.PAID)
    payment, officer = made.payments.get(), make_user(Role.PROVINCE_OFFICER, province=6)

    with pytest.raises(NotPermitted):
        A["take_back_payment"](made, by=representative_of(made), on=TODAY, payment=payment, reason="x")
    back = A["take_back_payment"](made, by=officer, on=TODAY, payment=payment, reason="Havale geri döndü.")

    assert (back.status, back.paid) == (S.ACKNOWLEDGED, 0)
    payment.refresh_from_db()
    assert (payment.taken_back_on, payment.taken_back_reason) == (TODAY, "Havale geri döndü.")
    with pytest.raises(NotPermitted, match="geri alınacak bir ödeme kaydı yok"):
        A["take_back_payment"](back, by=officer, on=TODAY, payment=payment, reason="Yine.")
    again = pay(back, TOTAL)
    assert again.status == S.PAID
    with pytest.raises(Invalid, match="geri alınmış"):
        A["take_back_payment"](again, by=officer, on=TODAY, payment=payment, reason="Yine.")


def test_a_dispute_names_lines_with_reasons_and_the_others_can_be_paid():
    made = make_expense_statement(S.SUBMITTED)
    payer, line = representative_of(made), made.lines.order_by("pk")[1]

    with pytest.raises(Invalid, match="En az bir"):
        A["dispute_expenses"](made, by=payer, on=TODAY, lines={str(line.pk): " "})
    with pytest.raises(Invalid, match="bu bildirimde yok"):
        A["dispute_expenses"](made, by=payer, on=TODAY, lines={"999999": "x"})
    disputed = A["dispute_expenses"](made, by=payer, on=TODAY, lines={str(line.pk): "Sayaç yanlış."})

    assert disputed.status == S.DISPUTED
    with pytest.raises(Invalid, match="itiraz edilen kalemler dışında"):
        pay(disputed, "32500.41", by=payer)
    paid = pay(disputed, "32500.40", by=payer)
    assert (paid.status, paid.rest) == (S.DISPUTED, Decimal("12345.60"))
    with pytest.raises(OutOfState):
        A["acknowledge_expenses"](paid, by=payer, on=TODAY)


def test_only_disputed_lines_are_corrected_and_what_changed_is_kept():
    made = make_expense_statement(S.DISPUTED)
    principal = principal_of(made.school)
    first, disputed, _ = made.lines.order_by("pk")

    with pytest.raises(OutOfState, match="yalnız itiraz edilen"):
        save_expense_line(made, first, by=principal, on=TODAY, amount=Decimal(1))
    with pytest.raises(OutOfState, match="yalnız itiraz edilen"):
        save_expense_line(made, None, by=principal, on=TODAY, **LINES[2])
    save_expense_line(made, disputed, by=principal, on=TODAY, amount=Decimal(9000))
    made.refresh_from_db()
    assert made.total == TOTAL, "until it is handed in again, it stands as it was"
    with pytest.raises(Invalid, match="düzeltildiğini"):
        A["resubmit_expenses"](made, by=principal, on=TODAY, answer=" ")
    later = TODAY + timedelta(7)
    again = A["resubmit_expenses"](made, by=principal, on=later, answer="Sayaç yeniden okundu.")

    assert (again.status, again.rounds, again.submitted_on) == (S.SUBMITTED, 2, later)
    assert again.total == TOTAL - Decimal("3345.60")
    assert again.handed_in_before[1]["dispute"] == "Sayaç okuması yanlış."
    assert not again.lines.exclude(dispute="").exists()
    assert JournalEntry.objects.of(again).last().details["changed"] == ["Elektrik faturası"]


def test_a_dispute_that_is_given_up_leaves_the_statement_as_it_was_handed_in():
    made = make_expense_statement(S.DISPUTED)
    principal, disputed = principal_of(made.school), made.lines.order_by("pk")[1]
    remove_expense_line(made, disputed, by=principal, on=TODAY)

    back = A["drop_dispute"](made, by=representative_of(made), on=TODAY)

    assert (back.status, back.total, back.lines.count()) == (S.SUBMITTED, TOTAL, 3)
    line = back.lines.get(pk=disputed.pk)
    assert (line.amount, line.dispute, line.receipt_id) == (disputed.amount, "", disputed.receipt_id)


def test_the_general_directorate_settles_a_dispute_with_a_reason():
    made = make_expense_statement(S.DISPUTED)
    head = make_user(Role.DEPARTMENT_HEAD)
    undisputed, disputed, _ = made.lines.order_by("pk")

    with pytest.raises(Invalid, match="Gerekçe"):
        A["settle_dispute"](made, by=head, on=TODAY, reason=" ", dropped=[disputed.pk])
    with pytest.raises(Invalid, match="Yalnız itiraz"):
        A["settle_dispute"](made, by=head, on=TODAY, reason="x", dropped=[undisputed.pk])
    kept = A["settle_dispute"](
        make_expense_statement(S.DISPUTED), by=head, on=TODAY, reason="Fatura okulun.", dropped=[]
    )
    assert (kept.status, kept.total, kept.due_on) == (S.SETTLED, TOTAL, date(2026, 11, 2))
    settled = A["settle_dispute"](made, by=head, on=TODAY, reason="Fatura başka binanın.", dropped=[disputed.pk])

    assert (settled.status, settled.total, settled.current) == (S.SETTLED, TOTAL - Decimal("12345.60"), 0)
    assert settled.lines.get(pk=disputed.pk).outcome == "dropped"
    assert pay(settled, settled.total).status == S.PAID


def test_a_decision_is_about_what_was_handed_in_not_about_what_is_prepared():
    made = make_expense_statement(S.DISPUTED)
    disputed = made.lines.exclude(dispute="").get()
    remove_expense_line(made, disputed, by=principal_of(made.school), on=TODAY)
    made.refresh_from_db()
    offered = SettleForm(record=made).fields["dropped"].choices

    kept = A["settle_dispute"](made, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, reason="Fatura okulun.", dropped=[])

    assert [key for key, _ in offered] == [disputed.pk]
    assert "12.345,60 TL" in offered[0][1]
    assert (kept.total, kept.lines.get(pk=disputed.pk).outcome) == (TOTAL, "kept")


def test_a_decision_that_leaves_nothing_to_pay_ends_it():
    made = make_expense_statement(S.DISPUTED)
    paid = pay(made, "32500.40")

    ended = A["settle_dispute"](
        paid,
        by=make_user(Role.DIRECTOR_GENERAL),
        on=TODAY,
        reason="Düşüldü.",
        dropped=list(paid.lines.exclude(dispute="").values_list("pk", flat=True)),
    )

    assert (ended.status, ended.rest) == (S.PAID, 0)


def test_what_was_paid_stands_in_the_way_of_withdrawing():
    made = make_expense_statement(S.ACKNOWLEDGED)
    part = pay(made, "100")

    with pytest.raises(Invalid, match="Ödeme kaydı olan"):
        A["withdraw_expenses"](part, by=principal_of(part.school), on=TODAY, reason="Yanlış.")


def test_nothing_is_left_to_be_paid_of_what_was_withdrawn():
    made = make_expense_statement(S.SUBMITTED)
    assert ExpenseStatement.objects.with_left().get(pk=made.pk).left == made.rest == TOTAL

    ended = A["withdraw_expenses"](made, by=principal_of(made.school), on=TODAY, reason="Yanlış ay.")

    assert ended.rest == ExpenseStatement.objects.with_left().get(pk=made.pk).left == 0


def test_one_person_does_not_answer_for_both_sides():
    made = make_expense_statement(S.SUBMITTED)
    payer = representative_of(made)
    ExpenseStatement.objects.filter(pk=made.pk).update(submitted_by=payer)

    with pytest.raises(NotPermitted, match="siz gönderdiniz"):
        A["acknowledge_expenses"](made, by=payer, on=TODAY)


@pytest.mark.parametrize(
    ("act", "state", "allowed"),
    [
        ("submit_expenses", S.DRAFT, PROVINCE | CLIENTS | SCHOOL_SIDE),
        ("resubmit_expenses", S.DISPUTED, PROVINCE | CLIENTS | SCHOOL_SIDE),
        ("acknowledge_expenses", S.SUBMITTED, PAYERS),
        ("dispute_expenses", S.SUBMITTED, PAYERS),
        ("drop_dispute", S.DISPUTED, PAYERS),
        ("settle_dispute", S.DISPUTED, DECIDERS),
        ("pay_expenses", S.ACKNOWLEDGED, PAYERS | MINISTRY | PROVINCE | CLIENTS | SCHOOL_SIDE),
        ("take_back_payment", S.PAID, MINISTRY | PROVINCE | CLIENTS),
        ("withdraw_expenses", S.SUBMITTED, PROVINCE | CLIENTS | SCHOOL_SIDE),
    ],
)
def test_an_act_is_open_to_these_and_closed_to_all_others(act, state, allowed):
    made = make_expense_statement(state)
    people = {
        **everybody(made.school),
        "payer": representative_of(made),
        "payer_elsewhere": make_user(Role.REPRESENTATIVE),
    }

    assert {name for name, person in people.items() if A[act].open_to(person, made)} == allowed


@pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED, S.WITHDRAWN])
def test_a_statement_is_seen_in_its_place_and_by_its_stakeholder_once_it_was_handed_in(state):
    made = make_expense_statement(state)
    people = {
        **everybody(made.school),
        "payer": representative_of(made),
        "payer_elsewhere": make_user(Role.REPRESENTATIVE),
    }
    within = MINISTRY | READERS | PROVINCE | CLIENTS | SCHOOL_SIDE

    seen = {name for name, person in people.items() if ExpenseStatement.objects.visible_to(person).exists()}
    assert seen == within | (PAYERS if state != S.DRAFT else set())
    lines = {name for name, person in people.items() if ExpenseLine.objects.visible_to(person).exists()}
    assert lines == seen


def together(*calls):
    """Each call in a thread of its own, all let go at once; what each came to."""
    gate, answers = threading.Barrier(len(calls)), []

    def go(call):
        close_old_connections()
        gate.wait()
        try:
            call()
            answers.append("done")
        except (Invalid, OutOfState) as refused:
            answers.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers, key=lambda answer: answer != "done")


@pytest.mark.django_db(transaction=True)
def test_of_four_who_open_a_month_at_once_one_does():
    protocol = make_signed(make_school())
    school, party = protocol.schools.get(), protocol.stakeholders.get()
    people = [principal_of(school) for _ in range(4)]

    answers = together(
        *(
            lambda by=by: open_statement(school, by=by, on=TODAY, protocol=protocol, stakeholder=party, month=MONTH)
            for by in people
        )
    )

    assert answers[0] == "done"
    assert all("açık bir gider bildirimi var" in answer for answer in answers[1:])
    assert ExpenseStatement.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pay_the_rest_at_once_one_is_told_that_nothing_is_left():
    made = make_expense_statement(S.ACKNOWLEDGED)
    payer = representative_of(made)

    answers = together(
        *(lambda number=number: pay(made, TOTAL, by=payer, reference=f"DK-{number}") for number in (1, 2))
    )

    assert answers[0] == "done"
    assert "yapılamaz" in answers[1]
    made.refresh_from_db()
    assert (made.status, made.paid, made.payments.count()) == (S.PAID, TOTAL, 1)


@pytest.mark.django_db(transaction=True)
def test_a_dispute_and_an_acknowledgement_at_once_do_not_both_hold():
    made = make_expense_statement(S.SUBMITTED)
    payer, line = representative_of(made), made.lines.first()

    answers = together(
        lambda: A["acknowledge_expenses"](made, by=payer, on=TODAY),
        lambda: A["dispute_expenses"](made, by=payer, on=TODAY, lines={str(line.pk): "Yanlış."}),
    )

    assert answers[0] == "done"
    assert "yapılamaz" in answers[1]
