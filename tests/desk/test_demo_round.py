"""The demonstration's round at full size: made-up students whose numbers no person has, in the state that is asked for."""

from io import StringIO
from itertools import islice

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate
from stdnum.tr import tckimlik

from accounts.choices import Role
from desk.demo.round import make_round, student_numbers
from schools.models import School
from tests.factories import make_school, make_user
from tests.factories.transfers import make_school_with_quota, teaching
from transfers.choices import RoundStatus as S
from transfers.models import Application

pytestmark = [pytest.mark.provision("okul/8/2")]


def test_numbers_are_valid_and_of_a_range_that_is_not_issued():
    numbers = list(islice(student_numbers(), 20_000))

    assert len(set(numbers)) == 20_000
    assert all(tckimlik.is_valid(number) for number in numbers[::97])
    assert all(90 <= int(number[:2]) <= 96 for number in numbers)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [S.OPEN, S.EVALUATION, S.RESULTS, S.CLOSED])
def test_the_round_is_in_the_state_with_more_students_than_places(state):
    for _ in range(2):
        make_school_with_quota(province=6)
        teaching(make_school(province=34))
    School.objects.update(registration_area=None)
    people = {
        "daire": make_user(Role.DEPARTMENT_HEAD), "uzman": make_user(Role.EXPERT),
        "il": make_user(Role.PROVINCE_OFFICER, province=34),
    }  # fmt: skip

    made = make_round(people, localdate(), state, 60)

    assert made.status == state
    rows = Application.objects.filter(round=made)
    assert rows.count() == 60
    assert len(set(rows.values_list("score", flat=True))) > 20
    assert 0 < sum(quota.places for quota in made.quotas.all()) < 60
    assert {one.preferences.count() for one in rows} > {1}
    assert make_round(people, localdate(), state, 1).year == made.year + 1


@pytest.mark.django_db
def test_outside_the_demonstration_the_command_refuses():
    with pytest.raises(CommandError, match="demo"):
        call_command("demo_round", state="open", stdout=StringIO())
