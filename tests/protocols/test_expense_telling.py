"""Who hears of expenses: the stakeholder before and after its last day, the school side of disputes and payments, once each."""

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from protocols.choices.expenses import ExpenseStatus as S
from protocols.models import ExpenseStatement
from protocols.tasks import after_expense_disputed, after_expense_paid, after_expense_settled, after_expense_submitted
from protocols.telling_expenses import warn_of_payments
from tests.factories import TODAY, make_school, make_user
from tests.factories.expenses import make_expense_statement, pay
from tests.factories.protocols import make_signed
from workflow.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]
DUE = date(2026, 11, 2)


@pytest.fixture
def people():
    school = make_school(province=6)
    protocol = make_signed(school)
    return {
        "protocol": protocol,
        "payer": make_user(Role.REPRESENTATIVE, stakeholder=protocol.stakeholders.get()),
        "other payer": make_user(Role.REPRESENTATIVE),
        "principal": make_user(Role.PRINCIPAL, school=school),
        "officer": make_user(Role.PROVINCE_OFFICER, province=6),
        "elsewhere": make_user(Role.PROVINCE_OFFICER, province=34),
        "expert": make_user(Role.EXPERT),
    }


def heard(people):
    names = [name for name in people if name != "protocol"]
    return {
        name: [notice.text for notice in Notice.objects.filter(user=people[name]).order_by("pk")]
        for name in names
        if Notice.objects.filter(user=people[name]).exists()
    }


def test_a_new_statement_is_told_to_the_stakeholder_once(people):
    made = make_expense_statement(S.SUBMITTED, protocol=people["protocol"])

    for _ in range(2):
        after_expense_submitted(pk=made.pk)

    told = heard(people)
    assert list(told) == ["payer"]
    assert told["payer"] == [
        f"Yeni gider bildirimi: {made.school.name}, Eylül 2026, 44.846,00 TL. Son ödeme günü 02.11.2026."
    ]
    assert Notice.objects.get().url == f"/protokollerimiz/giderler/{made.pk}/"


def test_a_dispute_is_told_to_the_school_and_its_province(people):
    made = make_expense_statement(S.DISPUTED, protocol=people["protocol"])

    for _ in range(2):
        after_expense_disputed(pk=made.pk)

    told = heard(people)
    assert set(told) == {"principal", "officer"}
    assert "1 kaleme itiraz etti" in told["principal"][0]
    assert Notice.objects.get(user=people["officer"]).kind == "returned"


def test_a_decision_is_told_to_both_sides_and_a_payment_to_the_school(people):
    made = make_expense_statement(S.SETTLED, protocol=people["protocol"])
    after_expense_settled(pk=made.pk)
    assert set(heard(people)) == {"principal", "officer", "payer"}

    pay(made, "100", by=people["payer"])
    after_expense_paid(pk=made.pk)

    assert "100,00 TL. Kalan 32.400,40 TL." in heard(people)["principal"][-1]


@pytest.mark.parametrize("days", [10, 3])
def test_the_last_day_of_payment_is_told_in_time_gathered_and_once(people, days):
    make_expense_statement(S.SUBMITTED, protocol=people["protocol"])
    make_expense_statement(S.ACKNOWLEDGED, protocol=people["protocol"], month=date(2026, 8, 1))
    make_expense_statement(S.PAID, protocol=people["protocol"], month=date(2026, 7, 1))

    for _ in range(2):
        warn_of_payments(on=DUE - timedelta(days))

    assert heard(people) == {
        "payer": [f"Son ödeme günü {days} gün sonra (02.11.2026): 2 gider bildirimi, kalan 89.692,00 TL."]
    }


def test_a_day_that_passed_unpaid_is_told_to_both_sides_once(people):
    made = make_expense_statement(S.ACKNOWLEDGED, protocol=people["protocol"])
    pay(made, "44000", by=people["payer"])

    for later in (0, 1, 1, 2):
        warn_of_payments(on=DUE + timedelta(later))

    unpaid = ["Süresinde ödenmeyen 1 gider bildirimi (02.11.2026), kalan 846,00 TL."]
    assert heard(people) == {
        "payer": ["Son ödeme günü dün geçti (02.11.2026): 1 gider bildirimi, kalan 846,00 TL."],
        "principal": unpaid,
        "officer": unpaid,
    }


def test_the_days_of_warning_are_a_setting_and_what_is_disputed_waits(people, settings):
    settings.EXPENSE_WARNING_DAYS = [1]
    make_expense_statement(S.DISPUTED, protocol=people["protocol"])

    for days in (10, 1, -1):
        warn_of_payments(on=DUE - timedelta(days))

    assert heard(people) == {}
    assert ExpenseStatement.objects.get().due_on == DUE > TODAY
