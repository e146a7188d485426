"""Amendments (ek protokol) with their typed changes, and who signed what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from protocols.choices import AmendmentStatus, ChangeKind
from protocols.querysets import AmendmentQuerySet
from schools.models import Field, School
from workflow.models import Stateful

from .protocols import Protocol
from .stakeholders import Stakeholder


class Amendment(Stateful):
    """What changes in a signed protocol from a day on. ``number`` is given at signing; ``seen``: amendments the drafter saw.

    ``seen`` counts the signed amendments of the protocol at drafting, or when the last conflict was solved: what
    was signed after it is compared before this one is signed.
    """

    protocol = models.ForeignKey(
        Protocol, on_delete=models.PROTECT, related_name="amendments", verbose_name="protokol"
    )
    number = models.PositiveSmallIntegerField("ek protokol no", null=True, editable=False)
    title = models.CharField("konusu", max_length=200)
    status = models.CharField(
        "durum", max_length=10, choices=AmendmentStatus.choices, default=AmendmentStatus.DRAFT, editable=False
    )
    reason = models.TextField("gerekçe", blank=True)
    seen = models.PositiveSmallIntegerField("görülen ek protokol sayısı", default=0, editable=False)
    signed_on = models.DateField("imza günü", null=True, blank=True, editable=False)
    holds_from = models.DateField("geçerlilik başlangıcı", null=True, blank=True, editable=False)
    in_effect = models.BooleanField("uygulandı", default=False, editable=False)
    document = models.ForeignKey(
        "documents.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="imzalı metin",
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Ek protokol"
        verbose_name_plural = "Ek protokoller"
        ordering = ["protocol", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "number"], name="amendment_number_once"),
            models.CheckConstraint(
                condition=Q(
                    status=AmendmentStatus.SIGNED,
                    number__isnull=False,
                    signed_on__isnull=False,
                    holds_from__isnull=False,
                )
                | (
                    ~Q(status=AmendmentStatus.SIGNED) & Q(number__isnull=True, signed_on__isnull=True, in_effect=False)
                ),
                name="amendment_signed_has_number_and_days",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.number} no.lu ek protokol: {self.title}" if self.number else f"Ek protokol taslağı: {self.title}"
        )


class AmendmentChange(models.Model):
    """One change of an amendment; exactly the column that its kind is about is filled."""

    amendment = models.ForeignKey(
        Amendment, on_delete=models.CASCADE, related_name="changes", verbose_name="ek protokol"
    )
    kind = models.CharField("değişiklik", max_length=20, choices=ChangeKind.choices)
    clause = models.CharField("madde no", max_length=12, blank=True)
    title = models.CharField("yeni başlık", max_length=160, blank=True)
    text = models.TextField("yeni metin", blank=True)
    ends_on = models.DateField("yeni bitiş günü", null=True, blank=True)
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="paydaş"
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="okul"
    )
    field = models.ForeignKey(
        Field, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="alan"
    )

    class Meta:
        verbose_name = "Ek protokol değişikliği"
        verbose_name_plural = "Ek protokol değişiklikleri"
        ordering = ["amendment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["amendment", "clause"], condition=~Q(clause=""), name="amendmentchange_clause_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__startswith="clause_") ^ Q(clause=""), name="amendmentchange_names_its_clause"
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.TERM, ends_on__isnull=False)
                | (~Q(kind=ChangeKind.TERM) & Q(ends_on__isnull=True)),
                name="amendmentchange_term_names_its_day",
            ),
            models.CheckConstraint(
                condition=Q(kind__startswith="party_", stakeholder__isnull=False)
                | (~Q(kind__startswith="party_") & Q(stakeholder__isnull=True)),
                name="amendmentchange_names_its_party",
            ),
        ]

    def __str__(self) -> str:
        about = self.clause or self.ends_on or self.stakeholder or self.field or self.school
        return f"{self.get_kind_display()}: {about}"


class Signature(models.Model):
    """Who signed a protocol or an amendment for a party; no stakeholder: for the General Directorate."""

    protocol = models.ForeignKey(
        Protocol, on_delete=models.CASCADE, related_name="signatures", verbose_name="protokol"
    )
    amendment = models.ForeignKey(
        Amendment, on_delete=models.CASCADE, null=True, related_name="signatures", verbose_name="ek protokol"
    )
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="paydaş"
    )
    name = models.CharField("imzalayan", max_length=120)
    title = models.CharField("unvanı", max_length=120, blank=True)
    signed_on = models.DateField("imza günü")

    class Meta:
        verbose_name = "İmza"
        verbose_name_plural = "İmzalar"
        ordering = ["signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "amendment", "stakeholder"],
                nulls_distinct=False,
                name="signature_once_for_a_party",
                violation_error_message="Bu taraf zaten imzaladı.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.stakeholder or 'Genel Müdürlük'})"
