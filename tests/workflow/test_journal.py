"""The journal: append-only in the database, chained per record, sealed by day, and honest about tampering."""

import threading
import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

from designations.choices import DossierStatus as S
from tests.factories import make_dossier
from workflow.journal import digest, record_act
from workflow.models import JournalEntry, JournalSeal
from workflow.sealing import seal
from workflow.verifying import first_break

pytestmark = pytest.mark.django_db


def tamper(sql, *values):
    """What somebody with the database's own rights could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_a_whole_journal_is_whole(capsys):
    make_dossier(S.APPROVED)
    seal(localdate())

    call_command("journal_verify")

    assert "Kayıt defteri bütün" in capsys.readouterr().out


@pytest.mark.parametrize(
    "change",
    [
        lambda: JournalEntry.objects.update(label="Değişti"),
        lambda: JournalEntry.objects.all().delete(),
        lambda: JournalSeal.objects.all().delete(),
    ],
    ids=["update", "delete", "delete a seal"],
)
def test_the_database_refuses_changes(change):
    make_dossier()
    seal(localdate())

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        change()


def test_the_database_refuses_truncate():
    make_dossier()

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending when a table is emptied
        cursor.execute("SET LOCAL okul.test_runner = 'off'")
        with pytest.raises(DatabaseError, match="append-only"):
            cursor.execute("TRUNCATE workflow_journalentry CASCADE")


def test_a_changed_entry_is_named():
    make_dossier(S.APPROVED)
    entry = JournalEntry.objects.order_by("pk")[3]
    tamper("UPDATE workflow_journalentry SET by_name = %s WHERE id = %s", "Başkası", entry.pk)
    tamper("UPDATE workflow_journalentry SET by_name = %s WHERE id = %s", "Başkası", entry.pk + 1)

    with pytest.raises(CommandError, match=rf"satır {entry.pk} .*içeriği sonradan değiştirilmiş"):
        call_command("journal_verify")


def test_a_missing_entry_is_named():
    make_dossier(S.APPROVED)
    entry = JournalEntry.objects.order_by("pk")[3]
    tamper("DELETE FROM workflow_journalentry WHERE id = %s", entry.pk)

    assert f"{entry.sequence}. satırı eksik" in str(first_break())


def test_a_cut_tail_is_seen_by_the_seal():
    dossier = make_dossier(S.APPROVED)
    seal(localdate())
    last = JournalEntry.objects.of(dossier).last()
    tamper("DELETE FROM workflow_journalentry WHERE id = %s", last.pk)

    assert "mühürlenmiş" in str(first_break())


def test_a_forged_seal_is_seen(settings):
    make_dossier()
    seal(localdate())
    settings.JOURNAL_SEAL_KEY = "another key"

    assert "imza geçersiz" in str(first_break())


def test_a_day_is_sealed_once_and_the_next_goes_on():
    make_dossier()
    assert seal(localdate()) is not None
    assert seal(localdate()) is None
    make_dossier()

    assert seal(localdate() + timedelta(days=1)).entries == 1
    assert first_break() is None


def test_an_entry_stamped_after_midnight_and_written_before_is_sealed_with_its_neighbours():
    make_dossier(S.SUBMITTED)
    first, *_, last = JournalEntry.objects.order_by("pk")
    tomorrow = last.at + timedelta(days=1)
    first.at = tomorrow
    tamper("UPDATE workflow_journalentry SET at = %s, hash = %s WHERE id = %s", tomorrow, digest(first), first.pk)
    chained = JournalEntry.objects.filter(record_kind=first.record_kind, record_id=first.record_id, sequence=2).first()
    if chained:
        chained.previous_hash = digest(first)
        tamper(
            "UPDATE workflow_journalentry SET previous_hash = %s, hash = %s WHERE id = %s",
            chained.previous_hash,
            digest(chained),
            chained.pk,
        )

    sealed = seal(localdate())

    assert sealed.entries == JournalEntry.objects.filter(pk__lte=sealed.last_entry).count()
    assert first.pk <= sealed.last_entry


@pytest.mark.django_db(transaction=True)
def test_a_seal_waits_for_those_who_are_writing():
    dossier = make_dossier(S.SUBMITTED)
    before = JournalEntry.objects.count()
    writing = threading.Event()

    def write():
        with transaction.atomic():
            record_act(dossier, act="note", label="Not", by=dossier.opened_by, on=localdate())
            writing.set()
            time.sleep(0.7)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    writing.wait(10)
    sealed = seal(localdate())
    writer.join()

    assert sealed.entries == before + 1
