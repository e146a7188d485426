"""What a specialised school does because it is one (okul/5/4–5/6): works, affiliations, in-service training."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from designations.choices import ActivityStatus, OrganisationKind, WorkKind
from designations.querysets import OfDesignationQuerySet
from schools.models import Field
from workflow.models import Stateful

from .decisions import Designation


class DevelopmentWork(models.Model):
    """A work on curricula, course material or teaching methods, in one school year (2026 = 2026-2027)."""

    designation = models.ForeignKey(
        Designation, on_delete=models.PROTECT, related_name="works", verbose_name="belirleme"
    )
    kind = models.CharField("tür", max_length=20, choices=WorkKind.choices)
    title = models.CharField("çalışma", max_length=200)
    fields = models.ManyToManyField(Field, related_name="+", verbose_name="ilgili alanlar")
    school_year = models.PositiveSmallIntegerField("öğretim yılı", help_text="Başladığı yıl: 2026-2027 için 2026.")
    description = models.TextField("açıklama", blank=True)
    removed_on = models.DateField("çıkarıldığı gün", null=True, blank=True, editable=False)

    objects = OfDesignationQuerySet.as_manager()

    class Meta:
        verbose_name = "Geliştirici çalışma"
        verbose_name_plural = "Geliştirici çalışmalar"
        ordering = ["-school_year", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(school_year__range=(2023, 2100)),
                name="developmentwork_year_is_plausible",
                violation_error_message="Öğretim yılı 2023 ile 2100 arasında olmalıdır.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Affiliation(models.Model):
    """A tie to a university or professional organisation, as needed (okul/5/5); ``ends_on`` is its last day."""

    designation = models.ForeignKey(
        Designation, on_delete=models.PROTECT, related_name="affiliations", verbose_name="belirleme"
    )
    kind = models.CharField("tür", max_length=20, choices=OrganisationKind.choices)
    organisation = models.CharField("kuruluş", max_length=200)
    subject = models.CharField("konu", max_length=300)
    starts_on = models.DateField("başlangıç")
    ends_on = models.DateField("bitiş", null=True, blank=True)
    removed_on = models.DateField("çıkarıldığı gün", null=True, blank=True, editable=False)

    objects = OfDesignationQuerySet.as_manager()

    class Meta:
        verbose_name = "İlişkilendirme"
        verbose_name_plural = "İlişkilendirmeler"
        ordering = ["-starts_on", "organisation"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="affiliation_ends_after_it_starts",
                violation_error_message="Bitiş günü başlangıçtan önce olamaz.",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation


class InServiceActivity(Stateful):
    """In-service training for teachers of the school's fields: none runs without the ministry unit's approval."""

    designation = models.ForeignKey(
        Designation, on_delete=models.PROTECT, related_name="activities", verbose_name="belirleme"
    )
    status = models.CharField(
        "durum", max_length=20, choices=ActivityStatus.choices, default=ActivityStatus.PLANNED, editable=False
    )
    title = models.CharField("faaliyet", max_length=200)
    fields = models.ManyToManyField(Field, related_name="+", verbose_name="ilgili alanlar")
    starts_on = models.DateField("başlangıç")
    ends_on = models.DateField("bitiş")
    places = models.PositiveIntegerField("kontenjan")
    attended = models.PositiveIntegerField("katılan", null=True, blank=True)
    approved_on = models.DateField("onay günü", null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name="onaylayan"
    )
    note = models.TextField("açıklama", blank=True)

    objects = OfDesignationQuerySet.as_manager()

    class Meta:
        verbose_name = "Hizmet içi eğitim faaliyeti"
        verbose_name_plural = "Hizmet içi eğitim faaliyetleri"
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="inserviceactivity_ends_after_it_starts",
                violation_error_message="Bitiş günü başlangıçtan önce olamaz.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[ActivityStatus.PLANNED, ActivityStatus.AWAITING_APPROVAL, ActivityStatus.REFUSED]
                )
                | Q(status=ActivityStatus.CANCELLED)
                | Q(approved_on__lte=F("starts_on"), approved_by__isnull=False),
                name="inserviceactivity_runs_only_when_approved",
                violation_error_message="Onaylanmamış faaliyet yürütülemez (Yönerge m. 5/6).",
            ),
            models.CheckConstraint(
                condition=~Q(status=ActivityStatus.HELD) | Q(attended__isnull=False),
                name="inserviceactivity_held_tells_who_attended",
            ),
        ]

    def __str__(self) -> str:
        return self.title
