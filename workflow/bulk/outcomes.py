"""What came of a bulk act as a list that is taken away: a file with every record, its outcome and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse

from accounts.models import User
from workflow.listing.declaring import Column, Listing
from workflow.models import BulkAct, BulkLine

from .choices import BulkOutcome

PREFIX = "sonuc-"
COLUMNS = (
    Column("Kayıt", "label"),
    Column("Yeri", "place"),
    Column("Sonuç", "outcome", dict(BulkOutcome.choices)),
    Column("Neden", "reason"),
    Column("Uyarı", "warning"),
    Column("Kayıt anahtarı", "record_id"),
)


class OutcomeFilter(forms.Form):
    sonuc = forms.ChoiceField(label="Sonuç", choices=[("", "Tümü"), *BulkOutcome.choices], required=False)


class Outcomes(Listing):
    """The records of one bulk act, for those who see it."""

    bulk: BulkAct

    def __init__(self, bulk: BulkAct) -> None:
        super().__init__(slug_of(bulk), f"{bulk}"[:200], "workflow:bulk_act", OutcomeFilter, self._rows, COLUMNS)
        object.__setattr__(self, "bulk", bulk)

    def _rows(self, user: User, given: Mapping[str, Any], on: date) -> Any:
        rows = BulkLine.objects.visible_to(user).filter(bulk=self.bulk)
        return rows.filter(outcome=given["sonuc"]) if given.get("sonuc") else rows

    def is_open_to(self, user: User) -> bool:
        return user.is_authenticated and BulkAct.objects.visible_to(user).filter(pk=self.bulk.pk).exists()

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=[self.bulk.pk])


def slug_of(bulk: BulkAct) -> str:
    return f"{PREFIX}{bulk.pk.hex}"


def outcomes_of(slug: str) -> Outcomes | None:
    """The list of that slug; nothing where there is no such bulk act."""
    try:
        key = UUID(hex=slug.removeprefix(PREFIX))
    except ValueError:
        return None
    bulk = BulkAct.objects.filter(pk=key).first()
    return Outcomes(bulk) if bulk else None
