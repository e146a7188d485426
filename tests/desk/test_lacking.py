"""Spaces that wait for a sponsor school, on the map: counted where they are missing, unknown where nothing was measured."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from desk.lacking import LackingSpaces
from schools.models import StandardValue
from tests.factories import TODAY, make_school, make_user
from tests.factories.sponsors import make_school_without_library, make_sponsor_assignment

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/5")]


def test_missing_spaces_are_counted_by_province_until_a_sponsor_covers_them():
    expert = make_user(Role.EXPERT)
    for province in (6, 6, 34):
        make_school_without_library(province=province)
    make_school(province=35)
    covered = make_sponsor_assignment("sponsor_assigned", school=make_school_without_library(province=34))

    assert LackingSpaces().by_province(expert, TODAY) == {6: 2, 34: 1}
    assert LackingSpaces().by_province(expert, covered.until) == {6: 2, 34: 2}


def test_what_was_not_measured_is_unknown_and_never_none():
    measured = make_school_without_library(province=6)
    StandardValue.objects.filter(school=make_school_without_library(province=34)).delete()
    StandardValue.objects.filter(school=make_school_without_library(province=6)).delete()

    assert LackingSpaces().by_province(make_user(Role.EXPERT), TODAY) == {6: 1, 34: None}
    StandardValue.objects.filter(school=measured).update(value=1)
    assert LackingSpaces().by_province(make_user(Role.EXPERT), TODAY) == {6: None, 34: None}


def test_the_map_shows_the_needs_of_the_own_province_and_leads_to_their_list(client):
    school = make_school_without_library(province=6)
    make_school_without_library(province=34)
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))

    answer = client.get(reverse("desk:map"), {"gosterge": "hami-ihtiyaci", "bicim": "oran"})
    values = {province.plate: province.words for province in answer.context["map"].provinces}
    listed = client.get(answer.context["map"].ranked[0].url)

    assert (values[6], values[34]) == ("1", "görev alanınız dışında")
    assert school.name in listed.content.decode()


def test_the_map_of_needs_asks_as_often_for_one_school_as_for_many(client, django_assert_max_num_queries):
    client.force_login(make_user(Role.EXPERT))
    address = reverse("desk:map") + "?gosterge=hami-ihtiyaci"
    make_school_without_library(province=6)
    client.get(address)
    with django_assert_max_num_queries(25) as asked:
        client.get(address)
    for province in range(1, 21):
        make_school_without_library(province=province)

    with django_assert_max_num_queries(len(asked)):
        client.get(address)
