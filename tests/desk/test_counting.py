"""Many selections are counted in one statement, each as it would be by itself."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from desk.counting import counts_of
from schools.models import School
from tests.factories import make_dossier, make_school, make_user

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


def test_more_than_a_list_shows_is_counted_no_further(monkeypatch):
    monkeypatch.setattr("desk.counting.MOST", 3)
    for _ in range(4):
        make_school()

    assert counts_of([School.objects.all(), School.objects.none(), School.objects.filter(pk__gt=0)]) == [3, 0, 3]


def test_a_pile_of_more_says_so(client, monkeypatch):
    monkeypatch.setattr("desk.counting.MOST", 2), monkeypatch.setattr("desk.waiting.FAR", 1)
    one = make_dossier("submitted")
    client.force_login(make_user(Role.EXPERT))
    exact = client.get(reverse("desk:home")).text
    make_dossier("submitted", school=make_school(province=one.school.province_id))

    page = client.get(reverse("desk:home")).text

    assert "(1)" in exact
    assert "(1+)" not in exact
    assert page.count("(1+)") >= 2  # the heading, and the pile
    assert "Tümünü göster" in page
