"""Expense statements: opened where a stakeholder bears them, handed in, acknowledged, disputed, corrected, settled, paid."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from designations.choices import DesignationType
from designations.models import Designation
from documents.intake import FileRefused
from protocols.acts import (
    EXPENSE,
    keep_receipt,
    open_statement,
    remove_expense_line,
    save_change,
    save_expense_line,
    sign_amendment,
)
from protocols.choices import ChangeKind
from protocols.choices.expenses import ExpenseStatus as S
from protocols.models import AmendmentChange, ExpenseLine, ExpenseStatement, Protocol
from tests.factories import (
    TODAY,
    make_designation,
    make_dossier,
    make_school,
    make_stakeholder,
    make_upload,
    make_user,
)
from tests.factories.expenses import LINES, MONTH, TOTAL, make_expense_statement, pay
from tests.factories.protocols import make_amendment, make_draft, make_signed
from tests.protocols.test_texts_as_papers import a_pdf
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]
A = EXPENSE.acts
PAYERS = frozenset({"payer"})


def principal_of(school):
    return make_user(Role.PRINCIPAL, school=school)


def open_for(school, protocol, *, month=MONTH, stakeholder=None, on=TODAY):
    stakeholder = stakeholder or protocol.stakeholders.get()
    return open_statement(
        school, by=principal_of(school), on=on, protocol=protocol, stakeholder=stakeholder, month=month
    )


def test_a_months_expenses_are_summed_by_the_three_categories_and_handed_in():
    made = make_expense_statement(S.SUBMITTED)

    assert (made.staff, made.current, made.consumables) == (Decimal(28500), Decimal("12345.60"), Decimal("4000.40"))
    assert (made.total, made.paid, made.rest) == (TOTAL, 0, TOTAL)
    assert (made.submitted_on, made.due_on) == (TODAY, date(2026, 11, 2))
    assert made.submitted_by.has_role(Role.PRINCIPAL)
    entry = JournalEntry.objects.of(made).last()
    assert (entry.act, entry.cites, entry.details["total"]) == ("submit_expenses", "okul/8/6", "44846.00")
    assert [line["description"] for line in entry.details["lines"]] == [line["description"] for line in LINES]


def test_the_days_of_payment_are_a_setting(settings):
    settings.EXPENSE_DUE_DAYS = 5

    assert make_expense_statement(S.SUBMITTED).due_on == TODAY + timedelta(5)


def test_whether_the_school_was_designated_in_the_month_is_kept():
    school = make_school()
    designation = make_designation(school=None)
    day, protocol = date(2026, 9, 30), make_signed(school)
    Designation.objects.filter(pk=designation.pk).update(
        school=school, type=DesignationType.IN_SECTOR, decided_on=day, starts_on=day
    )

    def made(month):
        return make_expense_statement(S.SUBMITTED, school=school, protocol=protocol, month=month)

    assert made(date(2026, 9, 1)).is_designated is True
    assert made(date(2026, 8, 1)).is_designated is False


def test_an_open_dossier_is_no_designation_yet():
    school = make_school()
    make_dossier(school=school, type="sector_integrated")

    assert make_expense_statement(S.SUBMITTED, school=school).is_designated is False


@pytest.mark.parametrize(
    ("month", "field", "said"),
    [
        (date(2026, 11, 1), "month", "henüz gelmedi"),
        (date(2026, 1, 1), "protocol", "yürürlükte değildi"),
        (date(2023, 5, 1), "month", "2024"),
    ],
)
def test_a_month_that_cannot_be_is_refused_at_its_field(month, field, said):
    protocol = make_signed(make_school())

    with pytest.raises(Invalid, match=said) as refused:
        open_for(protocol.schools.get(), protocol, month=month)

    assert list(refused.value.faults) == [field]


def test_the_month_in_which_a_protocol_begins_or_ends_counts_and_the_next_does_not():
    school = make_school()
    protocol = make_signed(school, starts_on=date(2026, 8, 31), ends_on=date(2026, 9, 1))

    open_for(school, protocol, month=date(2026, 8, 1))
    open_for(school, protocol, month=date(2026, 9, 1))
    with pytest.raises(Invalid, match="yürürlükte değildi"):
        open_for(school, protocol, month=date(2026, 10, 1))


def test_a_protocol_that_was_not_signed_makes_nobody_bear_anything():
    school = make_school()

    with pytest.raises(Invalid, match="yürürlükte değildi"):
        open_for(school, make_draft(school))


def test_a_school_or_a_party_that_the_protocol_does_not_name_is_refused():
    school, protocol = make_school(), make_signed(make_school())

    with pytest.raises(Invalid, match="okulu saymıyordu"):
        open_for(school, protocol)
    with pytest.raises(Invalid, match="tarafı değildi") as refused:
        open_for(protocol.schools.get(), protocol, stakeholder=make_stakeholder())
    assert "stakeholder" in refused.value.faults


def test_a_school_that_left_by_an_amendment_states_the_months_in_which_it_was_there():
    expert = make_user(Role.EXPERT)
    leaves, comes = make_school(), make_school()
    protocol = make_signed(leaves)
    amendment = make_amendment(protocol)
    save_change(amendment, AmendmentChange(kind=ChangeKind.SCHOOL_ADDED, school=comes), by=expert, on=TODAY)
    save_change(amendment, AmendmentChange(kind=ChangeKind.SCHOOL_REMOVED, school=leaves), by=expert, on=TODAY)
    day = date(2026, 9, 20)
    sign_amendment(amendment, by=expert, on=TODAY, signed_on=day, holds_from=day)
    protocol = Protocol.objects.get(pk=protocol.pk)

    open_for(leaves, protocol, month=date(2026, 9, 1))
    open_for(comes, protocol, month=date(2026, 9, 1))
    with pytest.raises(Invalid, match="okulu saymıyordu"):
        open_for(leaves, protocol, month=date(2026, 10, 1))
    with pytest.raises(Invalid, match="okulu saymıyordu"):
        open_for(comes, protocol, month=date(2026, 8, 1))


def test_a_closed_school_states_nothing_more():
    school = make_school(closed_on=date(2026, 8, 15))
    protocol = make_signed(school)

    open_for(school, protocol, month=date(2026, 8, 1))
    with pytest.raises(Invalid, match="kapandı"):
        open_for(school, protocol)


def test_one_open_statement_a_month_and_another_once_it_is_paid_or_withdrawn():
    made = make_expense_statement(S.ACKNOWLEDGED)
    again = {"school": made.school, "protocol": made.protocol}

    with pytest.raises(Invalid, match="açık bir gider bildirimi var"):
        make_expense_statement(**again)
    pay(made, TOTAL)
    second = make_expense_statement(S.WITHDRAWN, **again)
    make_expense_statement(**again)

    assert second.end_reason == "Yanlış ay."
    with pytest.raises(IntegrityError, match="expensestatement_one_open_a_month"), transaction.atomic():
        ExpenseStatement.objects.filter(pk=second.pk).update(status=S.DRAFT)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"category": "Yatırım gideri"}, "category"),
        ({"category": "Öğretmen maaşı"}, "category"),
        ({"post": "Matematik öğretmeni"}, "post"),
        ({"post": ""}, "post"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"receipt_date": TODAY + timedelta(1)}, "receipt_date"),
        ({"receipt_number": ""}, "receipt_number"),
    ],
)
def test_a_line_that_cannot_stand_is_refused_and_nothing_is_written(change, field):
    made = make_expense_statement(lines=[])

    with pytest.raises(Invalid) as refused:
        save_expense_line(made, None, by=principal_of(made.school), on=TODAY, **{**LINES[0], **change})

    assert list(refused.value.faults) == [field]
    assert not ExpenseLine.objects.exists()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"category": "investment"}, "expenseline_category_is_one_of_three"),
        ({"amount": Decimal(-1)}, "expenseline_amount_not_negative"),
        ({"post": ""}, "expenseline_staff_names_its_post"),
        ({"post": "ÖĞRETMEN"}, "expenseline_post_is_no_teachers"),
        ({"receipt_number": ""}, "expenseline_names_its_receipt"),
        ({"outcome": "kept"}, "expenseline_decided_only_when_disputed"),
    ],
)
def test_the_database_holds_the_lines_too(values, name):
    made = make_expense_statement(lines=[])

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ExpenseLine.objects.create(statement=made, **{**LINES[0], **values})


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"month": date(2026, 9, 2)}, "expensestatement_month_is_a_first_day"),
        ({"total": 1}, "expensestatement_total_is_the_sum"),
        ({"paid": TOTAL + 1}, "expensestatement_paid_within_the_total"),
        ({"status": S.PAID}, "expensestatement_paid_in_full"),
        ({"due_on": None}, "expensestatement_handed_in_with_its_days"),
        ({"status": S.SETTLED}, "expensestatement_settled_by_someone"),
        ({"settled_on": TODAY}, "expensestatement_settled_with_a_reason"),
        ({"status": S.WITHDRAWN}, "expensestatement_withdrawn_unpaid_with_a_reason"),
    ],
)
def test_the_database_holds_the_statement_too(values, name):
    made = make_expense_statement(S.SUBMITTED)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ExpenseStatement.objects.filter(pk=made.pk).update(**values)


def test_a_line_is_changed_or_taken_out_and_the_sums_follow():
    made = make_expense_statement()
    principal = principal_of(made.school)
    first, second, _ = made.lines.order_by("pk")

    save_expense_line(made, first, by=principal, on=TODAY, revision=made.revision, amount=Decimal(30000))
    with pytest.raises(Stale):
        save_expense_line(made, second, by=principal, on=TODAY, revision=made.revision, amount=Decimal(1))
    remove_expense_line(made, second, by=principal, on=TODAY)

    made.refresh_from_db()
    assert (made.staff, made.current, made.total) == (Decimal(30000), 0, Decimal("34000.40"))
    assert [entry.act for entry in JournalEntry.objects.of(made)][-2:] == ["save_expense_line", "remove_expense_line"]


def test_without_lines_sums_or_receipts_nothing_is_handed_in(settings):
    bare = make_expense_statement(lines=[])
    principal = principal_of(bare.school)

    with pytest.raises(Invalid, match="gider kalemi yok"):
        A["submit_expenses"](bare, by=principal, on=TODAY)
    line = save_expense_line(bare, None, by=principal, on=TODAY, **{**LINES[1], "amount": Decimal(0)})
    with pytest.raises(Invalid, match="eklenmeyen kalemler var: 1"):
        A["submit_expenses"](bare, by=principal, on=TODAY)
    settings.EXPENSE_RECEIPTS_REQUIRED = False
    with pytest.raises(Invalid, match="Toplamı sıfır"):
        A["submit_expenses"](bare, by=principal, on=TODAY)
    save_expense_line(bare, line, by=principal, on=TODAY, amount=Decimal(5))
    assert A["submit_expenses"](bare, by=principal, on=TODAY).total == 5


def test_one_file_is_the_receipt_of_several_lines_and_a_payroll_is_marked_as_personal():
    made = make_expense_statement(lines=[])
    principal = principal_of(made.school)
    staff, current, _ = (save_expense_line(made, None, by=principal, on=TODAY, **line) for line in LINES)

    kept = keep_receipt(made, [staff, current], by=principal, on=TODAY, file=a_pdf())
    assert kept.holds_personal_data
    assert made.lines.filter(receipt=kept).count() == 2
    plain = keep_receipt(made, [current], by=principal, on=TODAY, file=make_upload())
    assert not plain.holds_personal_data
    with pytest.raises(FileRefused):
        keep_receipt(made, [current], by=principal, on=TODAY, file=a_pdf(password="gizli"))
    with pytest.raises(Invalid, match="hangi kalemlere"):
        keep_receipt(made, [], by=principal, on=TODAY, file=make_upload())
    with pytest.raises(NotPermitted):
        keep_receipt(made, [current], by=make_user(Role.EXPERT), on=TODAY, file=make_upload())


def test_what_was_handed_in_is_not_written_any_more():
    made = make_expense_statement(S.SUBMITTED)
    principal, line = principal_of(made.school), made.lines.first()

    with pytest.raises(OutOfState):
        save_expense_line(made, line, by=principal, on=TODAY, amount=Decimal(1))
    with pytest.raises(OutOfState):
        keep_receipt(made, [line], by=principal, on=TODAY, file=make_upload())
