"""Institutions: who they are, where, under which names over time, and who came before and after them."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Collate, Lower

from accounts.models import DateSpan, District, Province
from accounts.wording import TextWords
from schools.choices import SchoolKind, Section, Succession
from schools.querysets import OfSchoolQuerySet, SchoolQuerySet


class Folded(Func):
    """The search key of a Turkish text in SQL: Turkish lower case, then çğıöşüâîû as plain letters.

    Equal to :func:`schools.turkish.fold` in Python. TRANSLATE is immutable, so it may stand in a generated column.
    """

    function = "TRANSLATE"
    output_field = models.TextField()

    def __init__(self, expression: str) -> None:
        lowered = Lower(Collate(F(expression), "tr-x-icu"))
        super().__init__(lowered, Value("çğıöşüâîû"), Value("cgiosuaiu"))


class EducationRegion(models.Model):
    """Eğitim bölgesi: the schools of one region may share dormitories (okul/4/2/a)."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, verbose_name="İl")
    name = models.CharField("adı", max_length=100, db_collation="tr-x-icu")

    class Meta:
        verbose_name = "Eğitim bölgesi"
        verbose_name_plural = "Eğitim bölgeleri"
        ordering = ["province", "name"]
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="educationregion_name_once_per_province")
        ]

    def __str__(self) -> str:
        return f"{self.province} – {self.name}"


class RegistrationArea(models.Model):
    """Kayıt alanı: transfers at grade 11 come from outside it (okul/8/2)."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, verbose_name="İl")
    name = models.CharField("adı", max_length=100, db_collation="tr-x-icu")

    class Meta:
        verbose_name = "Kayıt alanı"
        verbose_name_plural = "Kayıt alanları"
        ordering = ["province", "name"]
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="registrationarea_name_once_per_province")
        ]

    def __str__(self) -> str:
        return f"{self.province} – {self.name}"


class School(models.Model):
    """An institution of the register.

    ``code`` is empty only for institutions that came from a list without codes; they can be looked at and completed,
    never designated. ``attached_to_gd`` empty: not known (okul/1/2).
    """

    code = models.CharField("kurum kodu", max_length=6, unique=True, null=True, blank=True)
    name = models.CharField("adı", max_length=200, db_collation="tr-x-icu")
    kind = models.CharField("kurum türü", max_length=10, choices=SchoolKind.choices)
    kind_label = models.CharField("listedeki tür", max_length=80, blank=True)
    attached_to_gd = models.BooleanField("Genel Müdürlüğe bağlı", null=True, blank=True)
    is_private = models.BooleanField("özel", null=True, blank=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="schools", verbose_name="İl")
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, related_name="schools", verbose_name="İlçe"
    )
    education_region = models.ForeignKey(
        EducationRegion, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="eğitim bölgesi"
    )
    registration_area = models.ForeignKey(
        RegistrationArea, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="kayıt alanı"
    )
    address = models.CharField("adres", max_length=300, blank=True)
    phone = models.CharField("telefon", max_length=16, blank=True)
    fax = models.CharField("belgegeçer", max_length=16, blank=True)
    website = models.URLField("web sitesi", blank=True)
    address_code = models.CharField("ulusal adres kodu", max_length=10, blank=True)
    latitude = models.FloatField("enlem", null=True, blank=True)
    longitude = models.FloatField("boylam", null=True, blank=True)
    addable_places = models.PositiveIntegerField(
        "eklenebilir derslik kapasitesi (öğrenci)",
        null=True,
        blank=True,
        help_text="Ek derslik veya bina ile kazanılabilecek öğrenci yeri. Yoksa 0 yazın.",
    )
    closed_on = models.DateField("kapanış", null=True, blank=True)
    listed_on = models.DateField(
        "son listenin günü",
        null=True,
        blank=True,
        editable=False,
        help_text="Kurumu veren son listenin günü; daha eski bir liste yalnızca boş bilgileri doldurur.",
    )
    search_key = models.GeneratedField(expression=Folded("name"), output_field=models.TextField(), db_persist=True)
    updated_at = models.DateTimeField("son değişiklik", auto_now=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Kurum"
        verbose_name_plural = "Kurumlar"
        # By plate code, as an index has it; by the name of the province all rows of a country would be sorted.
        ordering = ["province_id", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__isnull=True) | Q(code__regex=r"^\d{6}$"),
                name="school_code_has_six_digits",
                violation_error_message="Kurum kodu altı rakamdan oluşur.",
            ),
        ]
        indexes = [
            GinIndex(TextWords(F("name")), name="school_words"),
            # In plain order of bytes, so that a beginning is a range of it.
            models.Index(Collate(F("search_key"), "C"), name="school_search_start"),
            models.Index(F("province"), Collate(F("search_key"), "C"), name="school_search_in_province"),
            models.Index(fields=["province", "kind"], name="school_by_province_and_kind"),
            models.Index(fields=["kind", "-id"], name="school_of_kind"),
            # The orders of the lists, so that a page of 400,000 institutions is read without sorting them. The folded name
            # stands there too: whoever searches along a list reads the index alone.
            models.Index(fields=["name", "id"], include=["search_key"], name="school_by_name"),
            models.Index(
                fields=["province", "name", "id"], include=["search_key"], name="school_by_province_and_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code or 'kurum kodu yok'})"


class SchoolName(models.Model):
    """A name that the institution bore, with its days."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="names", verbose_name="kurum")
    name = models.CharField("adı", max_length=200, db_collation="tr-x-icu")
    starts_on = models.DateField("başlangıç", null=True, blank=True)
    ends_on = models.DateField("bitiş", null=True, blank=True)
    source = models.CharField("kaynak", max_length=120, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Kurumun adı"
        verbose_name_plural = "Zaman içindeki adları"
        ordering = ["school", F("starts_on").asc(nulls_first=True)]
        constraints = [
            ExclusionConstraint(
                name="schoolname_one_at_a_time",
                expressions=[
                    (F("school"), RangeOperators.EQUAL),
                    (DateSpan(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return self.name


class SchoolSuccession(models.Model):
    """One institution came in the place of another; codes are never reused."""

    predecessor = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="successions_out", verbose_name="önceki kurum"
    )
    successor = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="successions_in", verbose_name="sonraki kurum"
    )
    kind = models.CharField("tür", max_length=10, choices=Succession.choices)
    on = models.DateField("gün")

    class Meta:
        verbose_name = "Öncül/ardıl bağı"
        verbose_name_plural = "Öncül/ardıl bağları"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="schoolsuccession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="schoolsuccession_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Declaration(models.Model):
    """The directorate's statement that a part of the record is complete on a day; without rows it means "none"."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="declarations", verbose_name="kurum")
    section = models.CharField("bölüm", max_length=20, choices=Section.choices)
    stated_on = models.DateField("beyan günü")
    stated_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, verbose_name="beyan eden")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Tamlık beyanı"
        verbose_name_plural = "Tamlık beyanları"
        constraints = [models.UniqueConstraint(fields=["school", "section"], name="declaration_once_per_section")]

    def __str__(self) -> str:
        return f"{self.school} – {self.get_section_display()}"
