"""What a protocol provides on registration, transfer and transition, in a form that the checks and placements can use."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from protocols.choices import ProvisionEffect, ProvisionSubject
from schools.models import Field, School

from .protocols import Protocol


class SpecialProvision(models.Model):
    """A clause of a protocol on registration or transfer, which prevails (okul/8/3).

    ``seats`` are counted a year and grade; ``whom`` names the group for whom seats are reserved or who comes first, as the
    clause does. Without a school it holds for every school that the protocol names, without a field for all fields.
    """

    protocol = models.ForeignKey(
        Protocol, on_delete=models.CASCADE, related_name="provisions", verbose_name="protokol"
    )
    clause = models.CharField("protokol maddesi", max_length=20)
    subject = models.CharField("konu", max_length=20, choices=ProvisionSubject.choices)
    effect = models.CharField(
        "ne getirdiği", max_length=20, choices=ProvisionEffect.choices, default=ProvisionEffect.OTHER
    )
    whom = models.CharField("kimler için", max_length=100, blank=True)
    seats = models.PositiveSmallIntegerField("ayrılan yer", null=True, blank=True)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="okul"
    )
    field = models.ForeignKey(
        Field, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="alan"
    )
    grades = models.CharField("sınıflar", max_length=20, blank=True, help_text="Örnek: 11,12. Boş: tümü.")
    text = models.TextField("hüküm")
    # Signed amendments when this was written: one that changes the clause later asks for another look.
    seen = models.PositiveSmallIntegerField("görülen ek protokol sayısı", default=0, editable=False)

    class Meta:
        verbose_name = "Özel hüküm"
        verbose_name_plural = "Özel hükümler"
        ordering = ["protocol", "clause", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "clause", "subject", "effect", "whom", "school", "field"],
                nulls_distinct=False,
                name="specialprovision_once",
            ),
            models.CheckConstraint(
                condition=Q(effect=ProvisionEffect.RESERVED_SEATS, seats__gt=0)
                | (~Q(effect=ProvisionEffect.RESERVED_SEATS) & Q(seats__isnull=True)),
                name="specialprovision_reserved_seats_are_counted",
            ),
            models.CheckConstraint(
                condition=~Q(effect__in=[ProvisionEffect.RESERVED_SEATS, ProvisionEffect.PRIORITY]) | ~Q(whom=""),
                name="specialprovision_says_for_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"Protokol m. {self.clause}"
