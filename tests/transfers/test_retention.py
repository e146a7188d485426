"""When the retention term of a closed round is over, nothing of its applications leads to a person."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings, strategies as st

from accounts.choices import Role
from tests.factories import make_user
from tests.factories.transfers import make_application, with_results
from transfers.acts import ROUND
from transfers.acts.retention import forget_applicants
from transfers.rules.calendar import months_after
from workflow.models import JournalEntry

DAY = timedelta(days=1)


@pytest.mark.django_db
def test_personal_data_go_after_the_term_of_a_closed_round_and_once():
    made, head = make_application(), make_user(Role.DEPARTMENT_HEAD)
    taking = made.round
    last = months_after(taking.waiting_until, taking.retention_months)
    assert forget_applicants(on=last + DAY) == 0  # the round is not closed

    taking = ROUND.acts["evaluate_round"](taking, by=head, on=taking.applications_until + DAY)
    ROUND.acts["close_round"](with_results(taking), by=head, on=taking.waiting_until + DAY)
    assert forget_applicants(on=last) == 0
    out = StringIO()
    call_command("forget_applicants", on=last + DAY, stdout=out)
    assert "1 başvurunun" in out.getvalue()
    assert forget_applicants(on=last + DAY) == 0

    made.refresh_from_db()
    assert (made.student_number, made.values, made.ties, made.number_shown) == ("", {}, [], "kimliksiz")
    assert made.preferences.get().findings == []
    assert JournalEntry.objects.of(made).last().act == "forget"


def test_a_shorter_month_ends_with_its_last_day():
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 16), 24) == date(2028, 11, 16)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2024, 1, 1), date(2090, 1, 1)), st.integers(0, 120))
def test_months_go_by_one_at_a_time(day, months):
    later = months_after(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
