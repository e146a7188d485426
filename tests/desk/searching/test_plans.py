"""The search asks indexes, whatever is asked and by whom: looked at in the plans, at 20,000 names; not timed."""

import pytest
from django.db import connection

from accounts.models import District, Province
from accounts.wording import Asked, _shares, are_abundant, rarest, shares_of
from tests.benchmarks.search_names import QUESTIONS, ask, people, statements, whole_tables_read, write

pytestmark = pytest.mark.django_db
NAMES = 20_000


@pytest.fixture
def many(db):
    """A register with statistics of it."""
    Province.objects.bulk_create(Province(code=code, name=f"İl {code:02d}") for code in range(1, 82))
    District.objects.bulk_create(District(province_id=code, code=code * 100, name="Merkez") for code in range(1, 82))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # Rows that other tests wrote and took back lie between ours; on no disk of today is such a page four times as dear.
        cursor.execute("SET LOCAL random_page_cost = 1.1")
        write(NAMES)
        cursor.execute("ANALYZE schools_school")
        cursor.execute("ANALYZE text_vocabulary")
    _shares.cache_clear()
    yield
    _shares.cache_clear()


@pytest.mark.parametrize("who", ["country", "large province", "three provinces", "district", "school"])
def test_no_question_reads_a_whole_table(many, who):
    asker = people()[who]
    for name, text in QUESTIONS.items():
        with statements() as seen:
            ask(asker, text)
        assert seen
        # Of words in more than half of all names, in a table this small, reading until enough fit is rightly preferred.
        if who != "country" or name not in {"very common word", "common words"}:
            assert whole_tables_read(seen) == [], name


def test_common_words_are_asked_of_the_rows_and_those_that_may_never_meet_of_the_index(many):
    shares = shares_of("school_words")

    kept = rarest([Asked("lisesi"), Asked("anadolu"), Asked("karabekir")], "school_words")
    together = rarest([Asked("lisesi"), Asked("merkezi")], "school_words")

    assert shares["lisesi"] > 0.5 > shares["merkezi"] > 0.1
    assert kept[0] == Asked("karabekir")
    assert len(kept) < 3
    assert {word.beginning for word in together} == {"lisesi", "merkezi"}


def test_the_index_is_left_out_only_where_words_cannot_avoid_each_other(many):
    assert are_abundant([Asked("lisesi")], "school_words")
    assert not are_abundant([Asked("lisesi"), Asked("merkezi")], "school_words")
