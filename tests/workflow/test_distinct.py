"""Values of a column of a large table: all of them, once, in order, without reading every row."""

import pytest
from django.db import connection

from documents.models import Paper
from tests.factories import make_dossier
from workflow.listing.distinct import values_of
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db


def test_nothing_where_there_are_no_rows():
    assert values_of(Paper, "kind", "title") == []


@pytest.mark.parametrize("name", ["label", "record_kind"])
def test_each_value_is_there_once_and_in_order(name):
    for _ in range(3):
        make_dossier(ready=False)

    found = [value for (value,) in values_of(JournalEntry, name)]

    assert set(found) == set(JournalEntry.objects.order_by().values_list(name, flat=True))
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", ["journalentry_of_act", "journalentry_of_kind", "paper_of_kind"])
def test_the_columns_asked_have_their_indexes(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = %s", [name])
        assert cursor.fetchone() == (1,)
