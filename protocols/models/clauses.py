"""Numbered clauses: the templates that the General Directorate publishes, and what a protocol says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow.models import Version

from .protocols import Protocol

NUMBER = r"^[1-9][0-9]{0,2}(\.[1-9][0-9]?){0,2}(/[A-ZÇĞİÖŞÜ])?$"
NUMBER_HELP = "Örnek: 4, 4.2, 12/A."


class Numbered(models.Model):
    """A clause of a template or of a protocol."""

    number = models.CharField("madde no", max_length=12, help_text=NUMBER_HELP)
    title = models.CharField("başlık", max_length=160, blank=True)
    text = models.TextField("metin")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Madde {self.number}" + (f" – {self.title}" if self.title else "")


class ProtocolTemplate(Version):
    """A dated template of clauses from which drafts begin; the directive knows none, it is the administration's."""

    class Meta(Version.Meta):
        verbose_name = "Protokol şablonu"
        verbose_name_plural = "Protokol şablonları"


class TemplateClause(Numbered):
    """``required``: a protocol made from the template may change its text, but not leave it out."""

    version = models.ForeignKey(
        ProtocolTemplate, on_delete=models.CASCADE, related_name="clauses", verbose_name="şablon"
    )
    required = models.BooleanField("çıkarılamaz", default=False)
    cites = models.CharField("dayanak", max_length=30, blank=True, help_text="Yönergenin hükmü, örneğin okul/8/6.")

    class Meta:
        verbose_name = "Şablon maddesi"
        verbose_name_plural = "Şablon maddeleri"
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="templateclause_number_once"),
            models.CheckConstraint(condition=Q(number__regex=NUMBER), name="templateclause_number_is_one"),
        ]


class Clause(Numbered):
    """A clause of the protocol as it was signed; what holds on a day is computed (``protocols.texts``)."""

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="clauses", verbose_name="protokol")
    required = models.BooleanField("çıkarılamaz", default=False, editable=False)

    class Meta:
        verbose_name = "Protokol maddesi"
        verbose_name_plural = "Protokol maddeleri"
        ordering = ["protocol", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "number"],
                name="clause_number_once",
                violation_error_message="Bu numarayla bir madde var.",
            ),
            models.CheckConstraint(
                condition=Q(number__regex=NUMBER),
                name="clause_number_is_one",
                violation_error_message="Madde numarası 4, 4.2 ya da 12/A gibi yazılır.",
            ),
        ]
