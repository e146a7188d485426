"""The journal of all acts, append-only and chained, and its daily seals."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Concat

from accounts.wording import TextWords
from workflow.querysets import JournalQuerySet


class JournalEntry(models.Model):
    """One act that took place: written once, chained to the record's entry before, never changed.

    ``hash`` is the SHA-256 (hex) of the entry's canonical JSON together with ``previous_hash``;
    see :mod:`workflow.journal`.
    """

    record_kind = models.CharField("kayıt türü", max_length=60, editable=False)
    record_id = models.CharField("kayıt", max_length=40, editable=False)
    record_label = models.CharField("kaydın adı", max_length=300, editable=False)
    sequence = models.PositiveIntegerField("sıra", editable=False)
    act = models.CharField("İşlem", max_length=60, editable=False)
    label = models.CharField("İşlemin adı", max_length=120, editable=False)
    before = models.CharField("önceki durum", max_length=30, blank=True, editable=False)
    after = models.CharField("sonraki durum", max_length=30, blank=True, editable=False)
    cites = models.CharField("dayanak", max_length=30, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, verbose_name="yapan"
    )
    by_name = models.CharField("yapanın adı", max_length=300, editable=False)
    on = models.DateField("İşlem günü", editable=False)
    at = models.DateTimeField("kayıt anı", editable=False)
    details = models.JSONField("ayrıntı", default=dict, editable=False)
    previous_hash = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    # The transaction, by which the rows that the act changed are found; unknown of entries from before the history.
    xact = models.BigIntegerField(null=True, editable=False, db_default=Func(function="txid_current"))

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = "Kayıt defteri satırı"
        verbose_name_plural = "Kayıt defteri"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "sequence"], name="journalentry_one_chain_per_record"
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="journalentry_by_time"),
            GinIndex(TextWords(Concat(F("record_label"), Value(" "), F("by_name"))), name="journalentry_words"),
            models.Index(fields=["record_id"], name="journalentry_by_key"),
            models.Index(fields=["record_kind", "-id"], name="journalentry_of_kind"),
            models.Index(fields=["label", "-id"], name="journalentry_of_act"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                # The test runner empties tables between tests; only its own connection carries this mark.
                func="""
                    IF current_setting('okul.test_runner', true) = 'on' THEN RETURN NULL; END IF;
                    RAISE EXCEPTION 'the journal is append-only';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} – {self.record_label}"


class JournalSeal(models.Model):
    """The signed head of the journal at the end of a day: what was written until then cannot be taken away unseen."""

    day = models.DateField("gün", unique=True, editable=False)
    last_entry = models.BigIntegerField("son satır", editable=False)
    entries = models.PositiveIntegerField("satır sayısı", editable=False)
    head = models.CharField("özet", max_length=64, editable=False)
    signature = models.CharField("İmza", max_length=64, editable=False)
    sealed_at = models.DateTimeField("mühürlenme anı", auto_now_add=True)

    class Meta:
        verbose_name = "Günlük mühür"
        verbose_name_plural = "Günlük mühürler"
        ordering = ["day"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"
