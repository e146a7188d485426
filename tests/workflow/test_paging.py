"""Pages of lists: counted up to a bound and told in Turkish, never a whole table read for its number."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import finding
from accounts.choices import Role
from schools.models import School
from tests.factories import make_school, make_user
from workflow.listing import paging
from workflow.listing.paging import Bounded

pytestmark = pytest.mark.django_db


def test_count_is_exact_and_told_with_points_up_to_the_bound():
    assert Bounded(list(range(1234)), 25).told == "1.234"
    exact = Bounded(list(range(10_000)), 25)

    assert (exact.count, exact.told, exact.has_more) == (10_000, "10.000", False)


def test_more_than_the_bound_is_said_and_not_paged_through():
    pages = Bounded(list(range(10_001)), 25)

    assert (pages.count, pages.told, pages.has_more, pages.num_pages) == (10_000, "10.000’den çok", True, 400)
    assert pages.get_page("9999").number == 400


def test_the_database_stops_counting_at_the_bound(monkeypatch):
    monkeypatch.setattr(paging, "FAR", 2)
    for _ in range(4):
        make_school()
    pages = Bounded(School.objects.all(), 25)

    with CaptureQueriesContext(connection) as captured:
        assert pages.reached == 3

    assert "LIMIT 3" in captured[0]["sql"]
    assert len(pages.page(1).object_list) == 2


@pytest.mark.parametrize(
    ("role", "address"), [(Role.PROVINCE_OFFICER, "/okullar/"), (Role.EXPERT, "/yonetim/schools/school/")]
)
def test_both_doors_say_that_the_list_goes_on(client, monkeypatch, role, address):
    monkeypatch.setattr(paging, "FAR", 2)
    province = {"province": 6} if role == Role.PROVINCE_OFFICER else {}
    client.force_login(make_user(role, **province))
    for _ in range(3):
        make_school(province=6)

    page = client.get(address).content.decode()

    assert "2’den çok" in page
    assert "arama ve süzgeçlerle bulun" in page


def test_a_search_counts_and_finds_its_first_page_at_once(monkeypatch):
    # What the database knows of words varies with what other tests left: here it knows nothing.
    monkeypatch.setattr(finding, "likely_share", lambda *_: 0.0)
    monkeypatch.setattr(finding, "are_abundant", lambda *_: False)
    for number in range(3):
        make_school(name=f"Işık Lisesi {number}")
    make_school(name="Deniz Lisesi")
    pages = Bounded(School.objects.named("isik").order_by("-name"), 2)

    with CaptureQueriesContext(connection) as captured:
        first = pages.page(1)
        assert [school.name for school in first] == ["Işık Lisesi 2", "Işık Lisesi 1"]
        assert pages.told == "3"

    assert sum("text_words" in query["sql"] for query in captured.captured_queries) == 1
    assert [school.name for school in pages.page(2)] == ["Işık Lisesi 0"]


def test_a_search_that_finds_nothing_has_one_empty_page():
    pages = Bounded(School.objects.named("bulunmaz"), 25)

    assert (pages.count, list(pages.get_page("7"))) == (0, [])
