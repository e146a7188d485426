"""Practice places in enterprises: where, how many, under whose responsibility, with which safety approvals (okul/8/7)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from protocols.choices.places import OPEN_PLACES, OUT_OF_USE, ApprovalStatus, PlaceStatus, Weekday
from protocols.querysets.places import ApprovalQuerySet, OfPlaceQuerySet, PlaceQuerySet
from schools.models import Field, School
from workflow.models import Stateful

from .sponsors import Days
from .stakeholders import Stakeholder


class PracticePlace(Stateful):
    """A safe place in an enterprise in which a school's practice is given; usable or not is asked of its days.

    ``standards``: codes of the Annex's rows that it meets in the enterprise; ``approval``: the accepted one that lasts longest.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="practice_places", verbose_name="okul")
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="practice_places", verbose_name="paydaş kuruluş"
    )
    name = models.CharField("adı", max_length=160, db_collation="tr-x-icu")
    address = models.CharField("adresi", max_length=300)
    capacity = models.PositiveSmallIntegerField("kapasite (öğrenci)")
    fields = models.ManyToManyField(Field, related_name="+", verbose_name="alanlar")
    standards = ArrayField(
        models.SlugField(max_length=60), default=list, blank=True, verbose_name="işletmede karşıladığı Ek satırları"
    )
    teacher_name = models.CharField("sorumlu öğretmen", max_length=120, blank=True)
    teacher_title = models.CharField("sorumlu öğretmenin unvanı", max_length=120, blank=True)
    master_needed = models.BooleanField("usta öğretici gözetimi gerekli", default=False)
    master_trainer = models.ForeignKey(
        "protocols.Trainer", on_delete=models.PROTECT, null=True, blank=True, editable=False,
        related_name="places", verbose_name="usta öğretici",
    )  # fmt: skip
    approval = models.ForeignKey(
        "protocols.SafetyApproval", on_delete=models.PROTECT, null=True, blank=True, editable=False,
        related_name="+", verbose_name="güvenlik onayı",
    )  # fmt: skip
    status = models.CharField(
        "durum", max_length=20, choices=PlaceStatus.choices, default=PlaceStatus.PROPOSED, editable=False
    )
    out_reason = models.CharField("kullanım dışı kalma nedeni", max_length=300, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name="öneren"
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "Uygulama yeri"
        verbose_name_plural = "Uygulama yerleri"
        ordering = ["school", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gt=0), name="practiceplace_capacity_above_zero"),
            models.CheckConstraint(
                condition=~Q(status=PlaceStatus.IN_USE) | Q(approval__isnull=False),
                name="practiceplace_used_with_an_approval",
                violation_error_message="Güvenlik onayı olmayan yer kullanıma alınamaz (Yönerge m. 8/7).",
            ),
            models.CheckConstraint(
                condition=~Q(status=PlaceStatus.IN_USE) | (~Q(teacher_name="") & ~Q(teacher_title="")),
                name="practiceplace_used_with_a_teacher",
                violation_error_message="Sorumlu öğretmeni olmayan yer kullanıma alınamaz (Yönerge m. 8/7).",
            ),
            models.CheckConstraint(
                condition=~Q(status=PlaceStatus.IN_USE, master_needed=True) | Q(master_trainer__isnull=False),
                name="practiceplace_used_with_its_master",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[*OUT_OF_USE, PlaceStatus.CLOSED, PlaceStatus.DROPPED]) | ~Q(out_reason=""),
                name="practiceplace_out_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["school", "stakeholder", "name"],
                condition=Q(status__in=OPEN_PLACES),
                name="practiceplace_named_once",
            ),
        ]
        indexes = [models.Index(fields=["school", "name", "id"], name="practiceplace_of_school")]

    def __str__(self) -> str:
        return self.name


class PlaceUse(models.Model):
    """From when to when a place was in use; ``until``: the first day on which it was not any more."""

    place = models.ForeignKey(
        PracticePlace, on_delete=models.CASCADE, related_name="uses", verbose_name="uygulama yeri"
    )
    starts_on = models.DateField("ilk günü")
    until = models.DateField("kullanım dışı kaldığı gün", null=True, blank=True)

    objects = OfPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "Kullanım dönemi"
        verbose_name_plural = "Kullanım dönemleri"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")), name="placeuse_ends_after_it_starts"
            ),
            ExclusionConstraint(
                name="placeuse_once_at_a_time",
                expressions=[
                    (F("place"), RangeOperators.EQUAL),
                    (Days(F("starts_on"), F("until")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%d.%m.%Y} – {f'{self.until:%d.%m.%Y}' if self.until else '…'}"


class SafetyApproval(Stateful):
    """Somebody's written word that a place is safe, from a day to another; ``until``: the first day on which it holds no more."""

    place = models.ForeignKey(
        PracticePlace, on_delete=models.PROTECT, related_name="approvals", verbose_name="uygulama yeri"
    )
    given_on = models.DateField("onay günü")
    given_by = models.CharField("onayı veren", max_length=160)
    valid_until = models.DateField("geçerlik son günü")
    until = models.DateField("hükümden düştüğü gün", editable=False)
    file = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, editable=False, related_name="+", verbose_name="onay belgesi"
    )
    status = models.CharField(
        "durum", max_length=20, choices=ApprovalStatus.choices, default=ApprovalStatus.SUBMITTED, editable=False
    )
    submitted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="sunan"
    )
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="karar veren",
    )  # fmt: skip
    note = models.CharField("neden", max_length=300, blank=True, editable=False)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = "Güvenlik onayı"
        verbose_name_plural = "Güvenlik onayları"
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("given_on")), name="safetyapproval_ends_after_it_is_given"
            ),
            models.CheckConstraint(condition=Q(until__gte=F("given_on")), name="safetyapproval_until_in_order"),
            models.CheckConstraint(
                condition=Q(status=ApprovalStatus.SUBMITTED) | Q(decided_by__isnull=False),
                name="safetyapproval_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ApprovalStatus.RETURNED, ApprovalStatus.WITHDRAWN]) | ~Q(note=""),
                name="safetyapproval_refused_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["place"], condition=Q(status=ApprovalStatus.SUBMITTED), name="safetyapproval_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.given_on:%d.%m.%Y} – {self.valid_until:%d.%m.%Y}"


class PracticeCourse(models.Model):
    """A course of a field that is practised in a place, one weekday of each week of its term; ``until``: first day no more."""

    place = models.ForeignKey(
        PracticePlace, on_delete=models.CASCADE, related_name="courses", verbose_name="uygulama yeri"
    )
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+", verbose_name="alan")
    name = models.CharField("ders", max_length=160)
    weekday = models.PositiveSmallIntegerField("gün", choices=Weekday.choices)
    begins = models.TimeField("başlama saati")
    ends = models.TimeField("bitiş saati")
    students = models.PositiveSmallIntegerField("öğrenci sayısı")
    starts_on = models.DateField("ilk günü")
    ends_on = models.DateField("son günü")
    until = models.DateField("hükümden düştüğü gün", editable=False)

    objects = OfPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "Uygulama dersi"
        verbose_name_plural = "Uygulama dersleri"
        ordering = ["weekday", "begins", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(students__gt=0), name="practicecourse_students_above_zero"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="practicecourse_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="practicecourse_term_in_order"),
            models.CheckConstraint(condition=Q(until__gte=F("starts_on")), name="practicecourse_until_not_before"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_weekday_display()} {self.begins:%H.%M}–{self.ends:%H.%M})"
