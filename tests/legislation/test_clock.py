"""The clock of a run "as of next school year": every day that the house asks for is of that day."""

import os
from datetime import date

import pytest
from django.utils import timezone

from designations import tasks
from tests.clock import NEXT_SCHOOL_YEAR, REAL, day_of


def test_the_run_stands_on_the_day_that_was_asked_for():
    asked = os.environ.get("TESTS_AS_OF")
    day = day_of(asked) if asked else timezone.localdate(REAL())

    assert timezone.localdate() == tasks.localdate() == timezone.localdate(tasks.now()) == day


@pytest.mark.parametrize(("asked", "month_and_day"), [("2027-03-05", (3, 5)), (NEXT_SCHOOL_YEAR, (9, 1))])
def test_a_day_is_asked_for_by_its_date_or_its_name(asked, month_and_day):
    day = day_of(asked)

    assert (day.month, day.day) == month_and_day
    assert day > timezone.localdate(REAL())
    assert day == date(day.year, *month_and_day)
