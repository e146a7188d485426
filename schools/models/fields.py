"""Fields and branches, their spellings, the sectors that they serve, and which school teaches them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schools.choices import ProgrammeType
from schools.querysets import OfSchoolQuerySet

from .institutions import School


class Field(models.Model):
    """Alan: a vocational field; official spellings differ, so it is found by its normalised key."""

    code = models.CharField("alan kodu", max_length=4, unique=True)
    name = models.CharField("adı", max_length=120, db_collation="tr-x-icu")
    for_mesem = models.BooleanField("mesleki eğitim merkezi alanı", default=False)

    class Meta:
        verbose_name = "Alan"
        verbose_name_plural = "Alanlar"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FieldAlias(models.Model):
    """A spelling under which sources name a field, as normalised key (see :func:`schools.turkish.field_key`)."""

    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="aliases", verbose_name="alan")
    key = models.CharField("anahtar", max_length=160)
    for_mesem = models.BooleanField("mesleki eğitim merkezi alanı", default=False)
    spelling = models.CharField("yazılış", max_length=160)

    class Meta:
        verbose_name = "Alan yazılışı"
        verbose_name_plural = "Alan yazılışları"
        constraints = [models.UniqueConstraint(fields=["key", "for_mesem"], name="fieldalias_key_once")]

    def __str__(self) -> str:
        return self.spelling


class Branch(models.Model):
    """Dal: a branch of a field."""

    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="branches", verbose_name="alan")
    name = models.CharField("adı", max_length=160, db_collation="tr-x-icu")

    class Meta:
        verbose_name = "Dal"
        verbose_name_plural = "Dallar"
        ordering = ["field", "name"]
        constraints = [models.UniqueConstraint(fields=["field", "name"], name="branch_name_once_per_field")]

    def __str__(self) -> str:
        return self.name


class FieldSector(models.Model):
    """The economic sector (NACE division, two digits) that a field serves; no official table exists."""

    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="sectors", verbose_name="alan")
    nace = models.CharField("NACE bölümü", max_length=2)
    is_primary = models.BooleanField("birincil", default=True)

    class Meta:
        verbose_name = "Alan–sektör eşlemesi"
        verbose_name_plural = "Alan–sektör eşlemeleri"
        constraints = [
            models.UniqueConstraint(fields=["field", "nace"], name="fieldsector_once"),
            models.CheckConstraint(condition=Q(nace__regex=r"^\d{2}$"), name="fieldsector_nace_has_two_digits"),
        ]

    def __str__(self) -> str:
        return f"{self.field} – {self.nace}"


class SchoolField(models.Model):
    """A field that a school teaches, or is to teach (``is_planned``), under a programme."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="fields", verbose_name="kurum")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="taught_at", verbose_name="alan")
    programme = models.CharField("program türü", max_length=5, choices=ProgrammeType.choices)
    is_planned = models.BooleanField("açılacak", default=False)
    opened_on = models.DateField("açılış", null=True, blank=True)
    closed_on = models.DateField("kapanış", null=True, blank=True)
    source = models.CharField("kaynak", max_length=120, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Okulun alanı"
        verbose_name_plural = "Okulun alanları"
        ordering = ["school", "field", "programme"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "field", "programme"],
                condition=Q(closed_on__isnull=True),
                name="schoolfield_open_once",
                violation_error_message="Bu alan bu programla zaten kayıtlı.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="schoolfield_closed_after_it_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} ({self.programme})"
