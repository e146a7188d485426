"""What a test committed is gone after it, the journal included; what a migration makes stays, and triggers are awake again."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection
from django.test import TransactionTestCase

from accounts.models import User
from tests.factories import make_dossier
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_go_and_what_migrations_made_stays():
    make_dossier(ready=False)
    assert JournalEntry.objects.exists()
    made = set(ContentType.objects.values_list("pk")), Permission.objects.count()

    TransactionTestCase()._fixture_teardown()

    assert (User.objects.count(), JournalEntry.objects.count()) == (0, 0)
    assert (set(ContentType.objects.values_list("pk")), Permission.objects.count()) == made
    make_dossier(ready=False)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM workflow_journalentry")
