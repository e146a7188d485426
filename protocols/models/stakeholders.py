"""The organisations that may be party to a protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from accounts.models import Province
from accounts.wording import TextWords
from protocols.choices import StakeholderKind

CODE = re.compile(r"P[1-9][0-9]{0,10}", re.ASCII)


class Stakeholder(models.Model):
    """An organisation that may be party to a protocol (okul/3/1 f)."""

    name = models.CharField("adı", max_length=200, db_collation="tr-x-icu")
    kind = models.CharField("türü", max_length=30, choices=StakeholderKind.choices)
    tax_number = models.CharField("vergi kimlik no", max_length=10, null=True, blank=True, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, blank=True, verbose_name="İl")
    contact = models.CharField("İrtibat", max_length=200, blank=True)

    class Meta:
        verbose_name = "Paydaş kuruluş"
        verbose_name_plural = "Paydaş kuruluşlar"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tax_number__isnull=True) | Q(tax_number__regex=r"^\d{10}$"),
                name="stakeholder_tax_number_has_ten_digits",
            )
        ]
        indexes = [GinIndex(TextWords(F("name")), name="stakeholder_words")]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What a representative's duty names, such as ``P12``; it follows from the key, and so never changes."""
        return f"P{self.pk}"

    @staticmethod
    def keys_of(codes: Iterable[str]) -> list[int]:
        """The keys of stakeholders with these codes; what is no code names nobody."""
        return [int(code[1:]) for code in codes if CODE.fullmatch(code)]
