"""What a school holds: students, spaces, dormitories."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schools.choices import SpaceKind
from schools.querysets import DormitoryQuerySet, OfSchoolQuerySet

from .fields import Field
from .institutions import School


class Enrolment(models.Model):
    """Students of one school year (``year`` 2025 = 2025-2026), grade and field; grade 9 has no field."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="enrolments", verbose_name="kurum")
    year = models.PositiveSmallIntegerField("öğretim yılı", help_text="Başladığı yıl: 2025-2026 için 2025.")
    grade = models.PositiveSmallIntegerField("sınıf")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, null=True, blank=True, verbose_name="alan")
    girls = models.PositiveIntegerField("kız")
    boys = models.PositiveIntegerField("erkek")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Öğrenci sayısı"
        verbose_name_plural = "Öğrenci sayıları"
        ordering = ["school", "-year", "grade", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "grade", "field"], name="enrolment_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(grade__range=(9, 12)), name="enrolment_grade_is_9_to_12"),
            models.CheckConstraint(condition=Q(year__range=(1990, 2100)), name="enrolment_year_is_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.year + 1}, {self.grade}. sınıf"


class Space(models.Model):
    """A room: ``area`` in square metres, ``places`` for students; workshops name the fields that share them."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="spaces", verbose_name="kurum")
    kind = models.CharField("tür", max_length=20, choices=SpaceKind.choices)
    name = models.CharField("adı", max_length=120)
    area = models.DecimalField("alan (m²)", max_digits=8, decimal_places=2, null=True, blank=True)
    places = models.PositiveIntegerField("öğrenci kapasitesi", null=True, blank=True)
    fields = models.ManyToManyField(Field, blank=True, related_name="spaces", verbose_name="kullanan alanlar")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Mekân"
        verbose_name_plural = "Mekânlar"
        ordering = ["school", "kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(area__isnull=True) | Q(area__gt=0),
                name="space_area_is_positive",
                violation_error_message="Alan sıfırdan büyük olmalıdır.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Dormitory(models.Model):
    """Pansiyon: places for girls and for boys are counted apart; free = places − occupied."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="dormitories", verbose_name="kurum")
    name = models.CharField("adı", max_length=120)
    girls_places = models.PositiveIntegerField("kız kapasitesi", default=0)
    girls_occupied = models.PositiveIntegerField("kız dolu", null=True, blank=True)
    boys_places = models.PositiveIntegerField("erkek kapasitesi", default=0)
    boys_occupied = models.PositiveIntegerField("erkek dolu", null=True, blank=True)
    stated_on = models.DateField("bilgi günü", null=True, blank=True)

    objects = DormitoryQuerySet.as_manager()

    class Meta:
        verbose_name = "Pansiyon"
        verbose_name_plural = "Pansiyonlar"
        ordering = ["school", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(girls_occupied__isnull=True) | Q(girls_occupied__lte=F("girls_places")),
                name="dormitory_girls_occupied_within_places",
                violation_error_message="Dolu kız yatağı kapasiteden çok olamaz.",
            ),
            models.CheckConstraint(
                condition=Q(boys_occupied__isnull=True) | Q(boys_occupied__lte=F("boys_places")),
                name="dormitory_boys_occupied_within_places",
                violation_error_message="Dolu erkek yatağı kapasiteden çok olamaz.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TransportLink(models.Model):
    """Whether another school's dormitory can be reached from a school (okul/4/2/a); no row: not known."""

    dormitory = models.ForeignKey(Dormitory, on_delete=models.CASCADE, related_name="links", verbose_name="pansiyon")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="links", verbose_name="kurum")
    is_available = models.BooleanField("ulaşım var")
    minutes = models.PositiveSmallIntegerField("süre (dakika)", null=True, blank=True)
    description = models.CharField("açıklama", max_length=200, blank=True)

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Ulaşım bağlantısı"
        verbose_name_plural = "Ulaşım bağlantıları"
        constraints = [models.UniqueConstraint(fields=["dormitory", "school"], name="transportlink_once")]

    def __str__(self) -> str:
        return f"{self.school} – {self.dormitory}"


class BoardingNeed(models.Model):
    """How many girls and boys of a school need a place to board, in a school year."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="boarding_needs", verbose_name="kurum")
    year = models.PositiveSmallIntegerField("öğretim yılı")
    girls = models.PositiveIntegerField("kız")
    boys = models.PositiveIntegerField("erkek")

    objects = OfSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Pansiyon ihtiyacı"
        verbose_name_plural = "Pansiyon ihtiyaçları"
        ordering = ["school", "-year"]
        constraints = [models.UniqueConstraint(fields=["school", "year"], name="boardingneed_once_per_year")]

    def __str__(self) -> str:
        return f"{self.year}-{self.year + 1}"
