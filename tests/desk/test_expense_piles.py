"""Expense statements on the desk: with the school in dispute, with the stakeholder until they are paid."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from desk.choices import Side, Subject
from desk.models import TargetDuration
from desk.waiting import piles_of
from protocols.choices.expenses import ExpenseStatus as E
from protocols.models import ExpenseStatement
from tests.factories import TODAY, make_school, make_user
from tests.factories.expenses import make_expense_statement
from workflow.working_days import WorkingDays

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]
DAYS = WorkingDays()


def of_expenses(school):
    """A statement for each pile: in preparation, disputed, with the stakeholder, late."""
    for state in (E.DRAFT, E.DISPUTED, E.SUBMITTED):
        make_expense_statement(state, school=school)
    late_statement(school)


def late_statement(school):
    """To be paid until the day before yesterday."""
    made = make_expense_statement(E.ACKNOWLEDGED, school=school)
    ExpenseStatement.objects.filter(pk=made.pk).update(
        submitted_on=later(-32), due_on=later(-2), state_since=later(-30)
    )
    return ExpenseStatement.objects.get(pk=made.pk)


def later(days):
    return TODAY + timedelta(days=days)


def pile(user, key, *, on=TODAY):
    return next((pile for pile in piles_of(user, on=on) if pile.kind.key == key), None)


def task(user, key, *, on=TODAY):
    return pile(user, key, on=on).tasks[0]


def test_expenses_wait_for_the_school_in_dispute_and_with_the_stakeholder_until_they_are_paid():
    school = make_school(province=6)
    principal, head = make_user(Role.PRINCIPAL, school=school), make_user(Role.DEPARTMENT_HEAD)
    TargetDuration.objects.create(
        subject=Subject.EXPENSES, side=Side.STAKEHOLDER, valid_from=later(-900), days=3, source="Deneme"
    )
    disputed = make_expense_statement(E.DISPUTED, school=school)
    with_it = make_expense_statement(E.ACKNOWLEDGED, school=school)
    late = late_statement(school)

    mine, decided = task(principal, "gider-itirazi", on=later(7)), task(head, "gider-karari", on=later(7))
    sent, unpaid = task(principal, "gider-paydasta", on=later(7)), task(principal, "gider-geciken", on=later(7))

    assert mine.url == decided.url == reverse("protocols:expense", args=[disputed.pk])
    assert "İl Millî Eğitim Müdürlüğü" in mine.holder
    assert (sent.holder, sent.deadline) == (str(with_it.stakeholder), with_it.due_on)
    assert sent.record == f"{school.name} (kalan 44.846,00 TL)"
    assert (sent.days, sent.target_words) == (DAYS.between(TODAY, later(7)), "2 iş günü geçti")
    assert unpaid.record.startswith(late.school.name)
    assert task(make_user(Role.AUDITOR), "gider-gecikenler", on=later(7)).url == unpaid.url
    assert pile(make_user(Role.PRINCIPAL, school=make_school()), "gider-itirazi") is None
