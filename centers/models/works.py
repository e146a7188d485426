"""The works of a centre: research, cooperation, projects, events that it follows, promotion (smm/5/1, ç to ğ)."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from centers.choices.countries import CODE, COUNTRIES
from centers.choices.works import (
    BASIS_OF,
    LETTER_OF,
    WITH_COUNTRY,
    WITH_PARTNER,
    Channel,
    Currency,
    PartnerRole,
    Reach,
    WorkKind,
    WorkStatus,
)
from centers.querysets.works import OfWorkQuerySet, WorkQuerySet
from schools.models import Field
from workflow.models import Stateful

from .centers import Center

K, S = WorkKind, WorkStatus
NO_PROJECT = Q(programme="", reach="", budget=None, currency="")


class Work(Stateful):
    """One work of a centre; what only one kind has is empty in the others, by constraint.

    ``ends_on``: the last day, included. ``responsible``: the coordinator who carries it out. ``partner`` or ``partner_name``:
    an organisation that is registered, or one that is not. ``budget``: in ``currency``. ``address``: of an event's own pages. ``audience``: how many people a promotion reached. ``result``: what came of it.
    """

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="works", verbose_name="merkez")
    kind = models.CharField("tür", max_length=12, choices=WorkKind.choices, editable=False)
    title = models.CharField("çalışmanın adı", max_length=200)
    text = models.TextField("açıklama", max_length=4000)
    fields = models.ManyToManyField(Field, related_name="+", verbose_name="alanlar")
    starts_on = models.DateField("ilk gün")
    ends_on = models.DateField("son gün", null=True, blank=True)
    status = models.CharField("durum", max_length=20, choices=S.choices, default=S.PLANNED, editable=False)
    responsible = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="sorumlu koordinatör"
    )
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="kaydeden"
    )
    partner = models.ForeignKey(
        "protocols.Stakeholder", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="kayıtlı paydaş",
    )  # fmt: skip
    partner_name = models.CharField("kuruluş", max_length=200, blank=True)
    country = models.CharField("ülke", max_length=2, blank=True)
    programme = models.CharField("program", max_length=120, blank=True)
    reach = models.CharField("ulusal veya uluslararası", max_length=16, choices=Reach.choices, blank=True)
    budget = models.DecimalField("bütçe", max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField("para birimi", max_length=3, choices=Currency.choices, blank=True)
    place = models.CharField("yer", max_length=200, blank=True)
    address = models.URLField("etkinliğin adresi", max_length=300, blank=True)
    announced_on = models.DateField("duyurulduğu gün", null=True, blank=True, editable=False)
    channel = models.CharField("kanal", max_length=12, choices=Channel.choices, blank=True)
    audience = models.PositiveIntegerField("ulaşılan kişi", null=True, blank=True)
    result = models.TextField("sonuç", max_length=4000, blank=True, editable=False)
    finished_on = models.DateField("tamamlandığı gün", null=True, blank=True, editable=False)
    drop_reason = models.CharField("vazgeçme nedeni", max_length=300, blank=True, editable=False)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = "Merkez çalışması"
        verbose_name_plural = "Merkez çalışmaları"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind__in=WITH_PARTNER, partner__isnull=False, partner_name="")
                    | Q(kind__in=WITH_PARTNER, partner=None) & ~Q(partner_name="")
                    | ~Q(kind__in=WITH_PARTNER) & Q(partner=None, partner_name="")
                ),
                name="work_partner_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WITH_COUNTRY, country__regex=CODE) | ~Q(kind__in=WITH_COUNTRY) & Q(country=""),
                name="work_country_of_its_kind",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind=K.PROJECT, ends_on__isnull=False) & ~Q(reach="") & ~Q(programme="")
                    | ~Q(kind=K.PROJECT) & NO_PROJECT
                ),
                name="work_project_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(budget=None, currency="") | Q(budget__isnull=False, budget__gte=0) & ~Q(currency=""),
                name="work_budget_in_a_currency",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind=K.EVENT) & ~Q(place="") | ~Q(kind=K.EVENT) & Q(place="", address="", announced_on=None)
                ),
                name="work_event_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind=K.PROMOTION) & ~Q(channel="") | ~Q(kind=K.PROMOTION) & Q(channel="", audience=None),
                name="work_promotion_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="work_days_in_order"
            ),
            models.CheckConstraint(
                condition=(
                    Q(status=S.FINISHED, finished_on__isnull=False, ends_on__isnull=False) & ~Q(result="")
                    | ~Q(status=S.FINISHED) & Q(finished_on=None)
                ),
                name="work_finished_with_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(status=S.DROPPED) | ~Q(drop_reason=""), name="work_dropped_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["center", "-starts_on"], name="work_of_center"),
            models.Index(fields=["kind", "starts_on"], name="work_by_kind"),
            models.Index(fields=["announced_on"], name="work_announced", condition=Q(announced_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def basis(self) -> str:
        """The provision that a work of this kind fulfils."""
        return BASIS_OF[self.kind]

    @property
    def letter(self) -> str:
        return LETTER_OF[self.kind]

    @property
    def country_name(self) -> str:
        return COUNTRIES.get(self.country, self.country)

    @property
    def partner_shown(self) -> str:
        """The organisation by its name, registered or not."""
        return str(self.partner) if self.partner is not None else self.partner_name


class WorkPartner(models.Model):
    """An organisation that takes part in a project, and as what; a project has one lead at most."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="partners", verbose_name="proje")
    name = models.CharField("kuruluş", max_length=200)
    country = models.CharField("ülke", max_length=2)
    role = models.CharField("görevi", max_length=12, choices=PartnerRole.choices)

    objects = OfWorkQuerySet.as_manager()

    class Meta:
        verbose_name = "Proje ortağı"
        verbose_name_plural = "Proje ortakları"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "name"], name="workpartner_once"),
            models.UniqueConstraint(fields=["work"], condition=Q(role=PartnerRole.LEAD), name="workpartner_one_lead"),
            models.CheckConstraint(condition=Q(country__regex=CODE), name="workpartner_country_is_a_code"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="work_is_a_project",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (SELECT 1 FROM centers_work w WHERE w.id = NEW.work_id AND w.kind = 'project') THEN
                        RAISE EXCEPTION 'workpartner_work_is_a_project' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.country_name}, {self.get_role_display()})"

    @property
    def country_name(self) -> str:
        return COUNTRIES.get(self.country, self.country)


class WorkOutput(models.Model):
    """What a work brought forth: a file that was checked by its content, or an address."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="outputs", verbose_name="çalışma")
    title = models.CharField("çıktının adı", max_length=200)
    address = models.URLField("adres", max_length=300, blank=True)
    file = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dosya"
    )
    added_on = models.DateField("eklendiği gün")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="ekleyen")

    objects = OfWorkQuerySet.as_manager()

    class Meta:
        verbose_name = "Çalışmanın çıktısı"
        verbose_name_plural = "Çalışmanın çıktıları"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None) & ~Q(address="") | Q(file__isnull=False, address=""),
                name="workoutput_file_or_address",
            ),
        ]

    def __str__(self) -> str:
        return self.title
