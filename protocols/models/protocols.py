"""The protocols between stakeholders and the General Directorate."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from accounts.wording import TextWords
from protocols.choices import OVER, UNSIGNED, ProtocolStatus
from protocols.querysets import ProtocolQuerySet
from schools.models import School
from workflow.models import Stateful

from .stakeholders import Stakeholder


class Protocol(Stateful):
    """The written contract between the General Directorate and stakeholders that carries schools (okul/3/1 f)."""

    title = models.CharField("konusu", max_length=200)
    status = models.CharField(
        "durum", max_length=12, choices=ProtocolStatus.choices, default=ProtocolStatus.DRAFT, editable=False
    )
    general_directorate_party = models.BooleanField("Genel Müdürlük taraf", default=True)
    stakeholders = models.ManyToManyField(Stakeholder, related_name="protocols", verbose_name="paydaş kuruluşlar")
    schools = models.ManyToManyField(School, related_name="protocols", verbose_name="okullar")
    signed_on = models.DateField("İmza günü", null=True, blank=True)
    starts_on = models.DateField("yürürlük başlangıcı", null=True, blank=True)
    ends_on = models.DateField("yürürlük bitişi", null=True, blank=True)
    ended_on = models.DateField("sona erdiği gün", null=True, blank=True, editable=False)
    end_reason = models.TextField("sona erme nedeni", blank=True, editable=False)
    template = models.ForeignKey(
        "protocols.ProtocolTemplate",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="şablon",
    )
    renews = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="renewals",
        verbose_name="yenilediği protokol",
    )
    # What it said when it was signed, as ``protocols.texts`` writes it: amendments are reckoned from here for ever.
    base = models.JSONField("imzalandığı gün ne dediği", null=True, blank=True, editable=False)
    document = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, verbose_name="İmzalı metin"
    )

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        verbose_name = "Protokol"
        verbose_name_plural = "Protokoller"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="protocol_ends_after_it_starts",
                violation_error_message="Bitiş günü başlangıçtan önce olamaz.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNSIGNED) | Q(signed_on__isnull=False, starts_on__isnull=False),
                name="protocol_signed_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(status__in=OVER, ended_on__isnull=False)
                | (~Q(status__in=OVER) & Q(ended_on__isnull=True)),
                name="protocol_ended_exactly_when_it_has_a_day",
            ),
            models.UniqueConstraint(
                fields=["renews"], condition=~Q(status=ProtocolStatus.DROPPED), name="protocol_renewed_once"
            ),
        ]
        indexes = [GinIndex(TextWords(F("title")), name="protocol_words")]

    def __str__(self) -> str:
        return self.title
