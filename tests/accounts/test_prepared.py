"""Statements that are planned once a connection answer as those that are planned each time."""

import pytest
from django.db import connection, transaction

from accounts.prepared import fetch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("prepares", [True, False])
def test_statement_is_asked_again_with_other_values(settings, prepares):
    settings.PREPARES_STATEMENTS = prepares

    assert [fetch("SELECT %s::int * 2", [n]) for n in (1, 2, 3)] == [[(2,)], [(4,)], [(6,)]]
    assert fetch("SELECT 'a%%b', %s::text", ["it's"]) == [("a%b", "it's")]


def test_statement_without_values_is_asked():
    assert fetch("SELECT 7", []) == fetch("SELECT 7", []) == [(7,)]


def test_new_connection_plans_anew():
    fetch("SELECT %s::int", [1])
    connection.close()

    assert fetch("SELECT %s::int", [2]) == [(2,)]


def test_statement_survives_a_transaction_that_is_rolled_back():
    with transaction.atomic():
        fetch("SELECT %s::int + 1", [1])
        transaction.set_rollback(True)

    assert fetch("SELECT %s::int + 1", [2]) == [(3,)]
