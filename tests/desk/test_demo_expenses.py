"""The demonstration's expenses: one statement in each state that people are to try, by the acts themselves."""

from collections import Counter

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from desk.demo.expenses import MONTHS, make_expenses
from protocols.choices.expenses import ExpenseStatus as S
from protocols.models import ExpenseStatement
from protocols.rules.expenses import first_of, months_on
from tests.factories import make_school, make_user
from tests.factories.protocols import make_signed

pytestmark = pytest.mark.django_db


def test_a_school_shows_months_that_are_paid_late_disputed_and_in_preparation():
    today = localdate()
    begun = months_on(first_of(today), -24)
    make_signed(make_school(province=6), starts_on=begun)
    make_signed(make_school(province=34), starts_on=begun)

    assert make_expenses(make_user(Role.PROVINCE_OFFICER, province=6), today) == MONTHS

    states = Counter(ExpenseStatement.objects.values_list("status", flat=True))
    assert states == {S.PAID: 2, S.ACKNOWLEDGED: 1, S.DISPUTED: 1, S.DRAFT: 1}
    late = ExpenseStatement.objects.late(today).get()
    assert 0 < late.paid < late.total
