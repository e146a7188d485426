"""Every version of every row that belongs to a kept record, written by the database itself."""

from __future__ import annotations

import pgtrigger
from django.db import models

from workflow.choices import RowChange


class RowVersion(models.Model):
    """One row of a kept record as a transaction left it; for a deletion, as it was last.

    ``record_kind`` and ``record_id`` name the record that the row belongs to, as the journal does; ``table_name`` and
    ``row_id`` the row. ``data`` is the row by column; ``was``: the former values of the columns that changed.
    ``xact`` is the transaction, by which the acts of the journal are found; ``context`` the one of pghistory.
    """

    record_kind = models.CharField("kayıt türü", max_length=60, editable=False)
    record_id = models.CharField("kayıt", max_length=40, editable=False)
    table_name = models.CharField("tablo", max_length=63, editable=False)
    row_id = models.CharField("satır", max_length=40, editable=False)
    change = models.CharField("değişiklik", max_length=8, choices=RowChange.choices, editable=False)
    at = models.DateTimeField("kayıt anı", editable=False)
    xact = models.BigIntegerField(editable=False)
    data = models.JSONField("satır", editable=False)
    was = models.JSONField("önceki değerler", null=True, editable=False)
    context = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = "Satır sürümü"
        verbose_name_plural = "Satır sürümleri"
        indexes = [models.Index(fields=["record_kind", "record_id", "at"], name="rowversion_of_record_by_time")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id}: {self.get_change_display()}"
