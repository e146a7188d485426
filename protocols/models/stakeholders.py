"""The organisations that may be party to a protocol: who they are, whom to ask for there, and to whom they belong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast

from accounts.masking import mask_email, mask_identity_number, mask_name, mask_phone
from accounts.models import DateSpan, District, Province, User
from accounts.wording import TextWords
from protocols.choices import StakeholderKind
from protocols.choices.sectors import SECTOR_CHOICES
from protocols.choices.stakeholders import Belonging, StakeholderStatus
from protocols.querysets.stakeholders import StakeholderQuerySet
from schools.phones import shown_phone
from workflow.models import Stateful

CODE = re.compile(r"P[1-9][0-9]{0,10}", re.ASCII)
PHONE = r"^\+90\d{10}$"
S = StakeholderStatus


class TaxNumberField(models.CharField):
    """A column that is shown masked wherever rows are shown as they are, in histories too."""

    mask = staticmethod(mask_identity_number)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class Stakeholder(Stateful):
    """An organisation that may be party to a protocol (okul/3/1 f).

    ``nace``: two digits, its sector. ``match_key``: the folded name by which duplicates are found, as
    :func:`protocols.rules.naming.organisation_key` makes it. A merged record leads to ``merged_into``, never to another merged one.
    """

    name = models.CharField("adı", max_length=200, db_collation="tr-x-icu")
    kind = models.CharField("türü", max_length=30, choices=StakeholderKind.choices)
    status = models.CharField("durum", max_length=20, choices=S.choices, default=S.LIVE, editable=False)
    tax_number = TaxNumberField("vergi kimlik no", max_length=10, null=True, blank=True)
    nace = models.CharField("sektör (NACE bölümü)", max_length=2, choices=SECTOR_CHOICES, blank=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, null=True, blank=True, verbose_name="İl")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, verbose_name="İlçe")
    address = models.CharField("adres", max_length=300, blank=True)
    phone = models.CharField("santral telefonu", max_length=16, blank=True)
    email = models.EmailField("kurumsal e-posta", blank=True)
    closed_on = models.DateField("kapandığı gün", null=True, blank=True, editable=False)
    close_reason = models.CharField("kapanma nedeni", max_length=300, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged",
        verbose_name="birleştirildiği kayıt",
    )  # fmt: skip
    merge_reason = models.CharField("birleştirme gerekçesi", max_length=300, blank=True, editable=False)
    match_key = models.GeneratedField(
        expression=Func(F("name"), function="organisation_key", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        verbose_name = "Paydaş kuruluş"
        verbose_name_plural = "Paydaş kuruluşlar"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tax_number__isnull=True) | Q(tax_number__regex=r"^\d{10}$"),
                name="stakeholder_tax_number_has_ten_digits",
            ),
            models.UniqueConstraint(
                fields=["tax_number"],
                condition=~Q(status=S.MERGED),
                name="stakeholder_tax_number_once",
                violation_error_message="Bu vergi kimlik numarasıyla kayıtlı bir paydaş var.",
            ),
            models.CheckConstraint(
                condition=Q(nace="") | Q(nace__regex=r"^\d{2}$"), name="stakeholder_nace_has_two_digits"
            ),
            models.CheckConstraint(condition=Q(phone="") | Q(phone__regex=PHONE), name="stakeholder_phone_is_e164"),
            models.CheckConstraint(
                condition=Q(district__isnull=True) | Q(province__isnull=False),
                name="stakeholder_district_within_a_province",
            ),
            models.CheckConstraint(
                condition=(Q(status=S.MERGED, merged_into__isnull=False) & ~Q(merge_reason=""))
                | (~Q(status=S.MERGED) & Q(merged_into__isnull=True)),
                name="stakeholder_merged_names_the_kept_one",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="stakeholder_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=(Q(status=S.CLOSED, closed_on__isnull=False) & ~Q(close_reason=""))
                | Q(status=S.MERGED)
                | Q(status=S.LIVE, closed_on__isnull=True),
                name="stakeholder_closed_on_a_day_with_a_reason",
            ),
        ]
        indexes = [
            GinIndex(TextWords(F("name")), name="stakeholder_words"),
            # As text, so that the planner takes this index and not the one of provinces, whatever a province's size.
            GinIndex(
                Cast("province", models.TextField()),
                OpClass(F("match_key"), name="gin_trgm_ops"),
                name="stakeholder_alike",
            ),
            models.Index(fields=["match_key"], name="stakeholder_same_key"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What a representative's duty names, such as ``P12``; it follows from the key, and so never changes."""
        return f"P{self.pk}"

    @property
    def masked_tax_number(self) -> str:
        return mask_identity_number(self.tax_number or "")

    @property
    def closed_sentence(self) -> str:
        return f"{self} {self.closed_on:%d.%m.%Y} günü kapandı: {self.close_reason}" if self.closed_on else ""

    @property
    def shown_phone(self) -> str:
        return shown_phone(self.phone)

    @staticmethod
    def keys_of(codes: Iterable[str]) -> list[int]:
        """The keys of stakeholders with these codes; what is no code names nobody."""
        return [int(code[1:]) for code in codes if CODE.fullmatch(code)]


class StakeholderContact(models.Model):
    """A person to ask for at an organisation, from one day to another. Its own name never tells who the person is."""

    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="contacts", verbose_name="paydaş kuruluş"
    )
    name = models.CharField("adı soyadı", max_length=200, db_collation="tr-x-icu")
    title = models.CharField("görevi", max_length=120, blank=True)
    phone = models.CharField("telefon", max_length=16, blank=True)
    email = models.EmailField("e-posta", blank=True)
    starts_on = models.DateField("ilk günü", null=True, blank=True)
    ends_on = models.DateField("son günü", null=True, blank=True)

    class Meta:
        verbose_name = "İrtibat kişisi"
        verbose_name_plural = "İrtibat kişileri"
        ordering = ["stakeholder", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="stakeholdercontact_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=PHONE), name="stakeholdercontact_phone_is_e164"
            ),
        ]

    def __str__(self) -> str:
        return f"İrtibat kişisi ({self.title})" if self.title else "İrtibat kişisi"

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    @property
    def masked_email(self) -> str:
        return mask_email(self.email)


class StakeholderAffiliation(models.Model):
    """To which zone, chamber or organisation another belongs, and when; a pair belongs together once at a time."""

    member = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="affiliations", verbose_name="kuruluş"
    )
    parent = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="members", verbose_name="bağlı olduğu kuruluş"
    )
    how = models.CharField("bağı", max_length=12, choices=Belonging.choices)
    starts_on = models.DateField("ilk günü", null=True, blank=True)
    ends_on = models.DateField("son günü", null=True, blank=True)

    class Meta:
        verbose_name = "Bağlılık"
        verbose_name_plural = "Bağlılıklar"
        ordering = ["member", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(member=F("parent")), name="stakeholderaffiliation_of_two"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="stakeholderaffiliation_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="stakeholderaffiliation_once_at_a_time",
                expressions=[
                    (F("member"), RangeOperators.EQUAL),
                    (F("parent"), RangeOperators.EQUAL),
                    (DateSpan(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Bu iki kuruluş arasındaki bağ bu günlerde zaten kayıtlı.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.parent}: {self.get_how_display()}"


class StakeholderDistinction(models.Model):
    """Somebody's decision that two records that look alike are two organisations; the one with the smaller key is first."""

    first = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="+", verbose_name="kuruluş")
    second = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="+", verbose_name="öbür kuruluş")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="karar veren")
    on = models.DateField("karar günü")
    reason = models.CharField("gerekçe", max_length=300)

    class Meta:
        verbose_name = "Ayrı kuruluş kararı"
        verbose_name_plural = "Ayrı kuruluş kararları"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="stakeholderdistinction_in_order"),
            models.UniqueConstraint(fields=["first", "second"], name="stakeholderdistinction_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="stakeholderdistinction_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
