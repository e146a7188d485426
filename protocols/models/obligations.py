"""What the clauses of a protocol oblige to, and the dated duties that follow."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from protocols.choices.obligations import DutyStatus, Every, ObligationKind, Owner
from protocols.querysets.obligations import DutyQuerySet, ObligationQuerySet
from schools.models import School
from workflow.models import Stateful

from .protocols import Protocol
from .stakeholders import Stakeholder


class Obligation(models.Model):
    """What a clause obliges somebody to, from a day on, once or again and again; without a school, for each school."""

    protocol = models.ForeignKey(
        Protocol, on_delete=models.PROTECT, related_name="obligations", verbose_name="protokol"
    )
    clause = models.CharField("protokol maddesi", max_length=12)
    kind = models.CharField("tür", max_length=12, choices=ObligationKind.choices)
    title = models.CharField("ne yapılacağı", max_length=200)
    owner = models.CharField("kim yapacak", max_length=12, choices=Owner.choices)
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, null=True, blank=True, related_name="obligations", verbose_name="paydaş"
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="okul"
    )
    first_due_on = models.DateField("ilk günü")
    every = models.CharField("ne sıklıkta", max_length=8, choices=Every.choices, default=Every.ONCE)
    evidence = models.CharField("istenen kanıt", max_length=200, blank=True)
    closed_on = models.DateField("kapatıldığı gün", null=True, blank=True, editable=False)
    close_reason = models.CharField("kapatılma nedeni", max_length=300, blank=True, editable=False)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = "Yükümlülük"
        verbose_name_plural = "Yükümlülükler"
        ordering = ["protocol", "first_due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=Owner.STAKEHOLDER, stakeholder__isnull=False)
                | (~Q(owner=Owner.STAKEHOLDER) & Q(stakeholder__isnull=True)),
                name="obligation_of_a_stakeholder_names_it",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(close_reason=""), name="obligation_closed_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProtocolDuty(Stateful):
    """One obligation on one day for one school. ``first_due_on`` is the day that the obligation gave; it never changes."""

    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, related_name="duties", verbose_name="yükümlülük"
    )
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="protocol_duties", verbose_name="okul")
    status = models.CharField(
        "durum", max_length=10, choices=DutyStatus.choices, default=DutyStatus.DUE, editable=False
    )
    due_on = models.DateField("günü")
    first_due_on = models.DateField("ilk belirlenen günü", editable=False)
    fulfilled_on = models.DateField("yerine getirildiği gün", null=True, blank=True, editable=False)
    proof = models.ForeignKey(
        "documents.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="kanıt",
    )
    note = models.TextField("açıklama", blank=True, editable=False)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "Yükümlülük günü"
        verbose_name_plural = "Yükümlülük takvimi"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "school", "first_due_on"], name="protocolduty_once"),
            models.CheckConstraint(
                condition=Q(status=DutyStatus.FULFILLED, fulfilled_on__isnull=False)
                | (~Q(status=DutyStatus.FULFILLED) & Q(fulfilled_on__isnull=True)),
                name="protocolduty_fulfilled_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[DutyStatus.WAIVED, DutyStatus.WITHDRAWN]) | ~Q(note=""),
                name="protocolduty_dropped_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="protocolduty_by_day"),
            models.Index(fields=["school", "due_on", "id"], name="protocolduty_of_school"),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} ({self.due_on:%d.%m.%Y})"
