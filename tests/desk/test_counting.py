"""Many selections are counted in one statement, each as it would be by itself."""

import pytest

from accounts.models import User
from desk.counting import counts_of
from schools.models import School
from tests.factories import make_school, make_user

pytestmark = pytest.mark.django_db


def test_each_is_counted_as_by_itself_and_all_in_one_statement(django_assert_num_queries):
    make_school(name="Atatürk"), make_school(name="Bilge"), make_user()
    selections = [
        School.objects.order_by("-name"),
        School.objects.none(),
        School.objects.filter(name__startswith="100%"),
        School.objects.filter(name="Bilge").select_related("province"),
        School.objects.filter(province__schools__isnull=False).distinct(),
        User.objects.filter(pk__in=[]),
        User.objects.all(),
    ]
    alone = [rows.count() for rows in selections]

    with django_assert_num_queries(1):
        assert counts_of(selections) == alone
    assert alone[0] == alone[4] == 2


def test_what_can_have_no_rows_is_not_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert counts_of([School.objects.none(), User.objects.filter(pk__in=[])]) == [0, 0]
