"""Pages of searched lists: read along the list where hits lie close, else by the index; told and bounded alike."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import finding, wording
from accounts.choices import Role
from designations.models import Dossier
from schools.models import School
from schools.querysets import of_named
from tests.factories import make_dossier, make_school, make_user
from workflow.listing import found, paging
from workflow.listing.paging import Bounded
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db
LARGE = 400_000


@pytest.fixture
def lights():
    for number in range(5):
        make_school(name=f"Işık Lisesi {number}")
    make_school(name="Deniz Lisesi")


def common(monkeypatch, share, *, word="isik", rows=LARGE):
    monkeypatch.setattr(wording, "shares_of", lambda _index: {word: share})
    monkeypatch.setattr(found, "rows_of", lambda _table: rows)


def names_on(pages, number):
    return [school.name for school in pages.get_page(number)]


def statements(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return [query["sql"] for query in captured.captured_queries]


def by_index(said):
    return [sql for sql in said if "@@" in sql]


@pytest.mark.parametrize("share", [0.0, 0.05, 0.9])
def test_pages_are_the_same_however_they_are_found(lights, monkeypatch, share):
    common(monkeypatch, share)
    rows = School.objects.named("isik").order_by("-name")

    assert names_on(Bounded(rows, 2), 1) == ["Işık Lisesi 4", "Işık Lisesi 3"]
    assert names_on(Bounded(rows, 2), "2") == ["Işık Lisesi 2", "Işık Lisesi 1"]
    assert names_on(Bounded(rows, 2), "3") == ["Işık Lisesi 0"]
    assert names_on(Bounded(rows, 2), "99") == ["Işık Lisesi 0"]
    assert Bounded(rows, 2).told == "5"


def test_where_hits_lie_close_no_index_is_asked_for_the_page(lights, monkeypatch):
    common(monkeypatch, 0.9)

    said = statements(lambda: names_on(Bounded(School.objects.named("isik"), 2), 1))

    assert not by_index(said)
    assert any(f"LIMIT {found.STRETCHED * found.READ}" in sql for sql in said)


def test_where_hits_are_few_one_statement_finds_and_counts(lights, monkeypatch):
    common(monkeypatch, 0.0)
    for number in (1, 2):
        said = statements(lambda number=number: Bounded(School.objects.named("isik"), 2).get_page(number))
        assert len(by_index(said)) == 1
        assert "MATERIALIZED" in by_index(said)[0]


def test_where_hits_lie_at_the_end_of_a_long_list_the_index_is_asked(lights, monkeypatch):
    common(monkeypatch, 0.9)
    monkeypatch.setattr(found, "READ", 1)
    pages = Bounded(School.objects.named("isik").order_by("name"), 2)

    assert names_on(pages, 1) == ["Işık Lisesi 0", "Işık Lisesi 1"]
    assert pages.told == "5"


@pytest.mark.parametrize("share", [0.05, 0.9])
@pytest.mark.parametrize("of_others", [False, True])
def test_of_very_many_hits_in_a_large_table_some_are_counted(lights, monkeypatch, share, of_others):
    common(monkeypatch, share)
    monkeypatch.setattr(found, "ENOUGH", 3)
    rows = School.objects.named("isik")
    if of_others:
        for school in School.objects.all():
            make_dossier(school=school, ready=False)
        rows = of_named(Dossier.objects.all(), "isik")
    pages = Bounded(rows, 2)

    assert (pages.told, pages.has_more, pages.count, pages.num_pages) == ("3’den çok", True, 3, 2)
    assert len(pages.page(1).object_list) == 2


def test_of_others_all_are_counted_where_some_have_no_rows(lights, monkeypatch):
    common(monkeypatch, 0.05)
    monkeypatch.setattr(found, "ENOUGH", 3)
    for school in School.objects.order_by("-pk")[1:4]:
        make_dossier(school=school, ready=False)

    assert Bounded(of_named(Dossier.objects.all(), "isik"), 2).told == "3"


def test_in_a_small_table_all_are_counted(lights, monkeypatch):
    common(monkeypatch, 0.9, rows=5_000)
    monkeypatch.setattr(found, "ENOUGH", 3)

    assert Bounded(School.objects.named("isik"), 2).told == "5"


def test_the_bound_of_lists_holds_for_searches(lights, monkeypatch):
    monkeypatch.setattr(paging, "FAR", 4)
    pages = Bounded(School.objects.named("isik"), 2)

    assert (pages.told, pages.count) == ("4’den çok", 4)


@pytest.mark.parametrize("share", [0.0, 0.9])
def test_the_scope_holds_however_rows_are_found(monkeypatch, share):
    common(monkeypatch, share)
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    for province in (6, 35, 6, 35):
        make_school(name="Işık Lisesi", province=province)
    pages = Bounded(School.objects.visible_to(officer).named("isik"), 1)

    assert pages.count == 2
    assert {school.province_id for number in (1, 2) for school in pages.page(number)} == {6}


@pytest.mark.parametrize("share", [0.0, 0.9])
def test_the_journal_is_found_by_names_and_by_keys(monkeypatch, share):
    common(monkeypatch, share, word="zeytin")
    olive = make_dossier(school=make_school(name="Zeytin Lisesi"), ready=False)
    make_dossier(school=make_school(name="Deniz Lisesi"), ready=False)
    newest_first = JournalEntry.objects.order_by("-pk")
    key = str(olive.pk)

    by_name = list(Bounded(newest_first.found("ZEYTİN lis"), 1).page(1))
    by_key = list(Bounded(newest_first.found(key), 50).page(1))

    assert by_name == [newest_first.filter(record_label__contains="Zeytin").first()]
    assert {entry for entry in by_key if entry.record_id == key} == set(newest_first.filter(record_id=key))
    assert not newest_first.found("?!").exists()


def test_rows_that_are_each_shown_once_are_left_to_the_database(lights):
    pages = Bounded(School.objects.named("isik").distinct().order_by("name"), 2)

    assert finding.search_of(pages.object_list) is not None
    assert names_on(pages, 3) == ["Işık Lisesi 4"]
