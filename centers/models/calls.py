"""A call for the coordinators of a centre: its posts, calendar and weighted criteria, and the commission that evaluates (smm/10/1, 10/2)."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from centers.choices.selection import NOT_ANNOUNCED, OF_MEMBERS, OF_THE_CHAIR, REPORTED, CallStatus, MemberTitle, Seat
from centers.choices.staff import PostRole
from centers.querysets.selection import CallQuerySet, OfCallQuerySet
from schools.models import Field
from workflow.models import Stateful

from .centers import Center

# What is announced has criteria whose weights are a hundred together; they change no more, since only drafts are changed.
WEIGHTS_ARE_A_HUNDRED = """
    IF (SELECT coalesce(sum(c.weight), 0) FROM centers_selectioncriterion c WHERE c.call_id = NEW.id) <> 100 THEN
        RAISE EXCEPTION 'selectioncall_weights_are_a_hundred' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
OF_A_DRAFT = """
    IF EXISTS (SELECT 1 FROM centers_selectioncall c WHERE c.id = coalesce(NEW.call_id, OLD.call_id) AND c.status <> 'call_draft') THEN
        RAISE EXCEPTION 'selectioncriterion_of_a_draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
"""


class SelectionCall(Stateful):
    """The General Directorate's call for posts of one centre. The days of applications are both included.

    ``is_compulsory_service_place``: whether the centre lies where service is compulsory, as the call states it (smm/6/1/ç);
    empty while that is not known. ``results_on``: the day from which results may be told.
    """

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="calls", verbose_name="merkez")
    title = models.CharField("çağrının adı", max_length=200)
    applications_from = models.DateField("başvuruların ilk günü")
    applications_until = models.DateField("başvuruların son günü")
    evaluation_until = models.DateField("değerlendirmenin son günü")
    results_on = models.DateField("sonuçların duyurulacağı gün")
    instructions = models.TextField("başvuru usul ve esasları", max_length=6000)
    is_compulsory_service_place = models.BooleanField("zorunlu çalışma gerektiren yerde", null=True, blank=True)
    status = models.CharField(
        "durum", max_length=20, choices=CallStatus.choices, default=CallStatus.DRAFT, editable=False
    )
    prepared_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="hazırlayan"
    )
    announced_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="ilan eden",
    )  # fmt: skip
    announced_on = models.DateField("ilan günü", null=True, blank=True, editable=False)
    examined_on = models.DateField("şartların incelendiği gün", null=True, blank=True, editable=False)
    minutes = models.TextField("görüşmeler", blank=True, editable=False)
    evaluated_on = models.DateField("değerlendirmenin bittiği gün", null=True, blank=True, editable=False)
    sent_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="Bakanlığa gönderen",
    )  # fmt: skip
    sent_on = models.DateField("Bakanlığa gönderildiği gün", null=True, blank=True, editable=False)
    told_on = models.DateField("sonuçların duyurulduğu gün", null=True, blank=True, editable=False)
    end_reason = models.CharField("iptal nedeni", max_length=300, blank=True, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "Koordinatör çağrısı"
        verbose_name_plural = "Koordinatör çağrıları"
        ordering = ["-applications_until", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applications_until__gte=F("applications_from"))
                & Q(evaluation_until__gt=F("applications_until"))
                & Q(results_on__gte=F("evaluation_until")),
                name="selectioncall_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(status__in=NOT_ANNOUNCED)
                | Q(announced_by__isnull=False, announced_on__isnull=False, is_compulsory_service_place__isnull=False),
                name="selectioncall_announced_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(announced_by__isnull=True) | ~Q(announced_by=F("prepared_by")),
                name="selectioncall_announced_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=REPORTED)
                | Q(sent_by__isnull=False, sent_on__isnull=False, evaluated_on__isnull=False),
                name="selectioncall_sent_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status=CallStatus.CANCELLED) | ~Q(end_reason=""),
                name="selectioncall_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(status__in=REPORTED, told_on__gte=F("results_on")),
                name="selectioncall_told_on_its_day",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="weights_are_a_hundred",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__status="call_announced"),
                func=WEIGHTS_ARE_A_HUNDRED,
            )
        ]
        indexes = [models.Index(fields=["status", "applications_until"], name="selectioncall_by_day")]

    def __str__(self) -> str:
        return self.title

    def takes_on(self, day: date) -> bool:
        """Whether applications are taken that day."""
        in_days = self.applications_from <= day <= self.applications_until
        return self.status == CallStatus.ANNOUNCED and in_days


class CalledPost(models.Model):
    """Posts of one kind that a call offers: ``places`` of them. ``is_open``: the call is announced and has not ended."""

    call = models.ForeignKey(SelectionCall, on_delete=models.CASCADE, related_name="posts", verbose_name="çağrı")
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+", verbose_name="merkez")
    role = models.CharField("görev", max_length=30, choices=PostRole.choices)
    field = models.ForeignKey(
        Field, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="alan"
    )
    places = models.PositiveSmallIntegerField("kadro sayısı")
    is_open = models.BooleanField("açık", default=False, editable=False)
    fallback_open = models.BooleanField("ikinci fıkra uygulanıyor", null=True, blank=True, editable=False)

    objects = OfCallQuerySet.as_manager()

    class Meta:
        verbose_name = "Çağrının kadrosu"
        verbose_name_plural = "Çağrının kadroları"
        ordering = ["call", "-role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "role", "field"], nulls_distinct=False, name="calledpost_once_in_a_call"
            ),
            models.UniqueConstraint(
                fields=["center", "role", "field"],
                nulls_distinct=False,
                condition=Q(is_open=True),
                name="calledpost_in_one_open_call",
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="calledpost_has_places"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.field}" if self.field_id else str(self.get_role_display())


class SelectionCriterion(models.Model):
    """By what the commission scores: up to ``maximum`` points, which count with ``weight`` of a hundred."""

    call = models.ForeignKey(SelectionCall, on_delete=models.CASCADE, related_name="criteria", verbose_name="çağrı")
    number = models.PositiveSmallIntegerField("sıra")
    name = models.CharField("ölçüt", max_length=120)
    weight = models.PositiveSmallIntegerField("ağırlık (%)")
    maximum = models.PositiveSmallIntegerField("en yüksek puan")

    objects = OfCallQuerySet.as_manager()

    class Meta:
        verbose_name = "Değerlendirme ölçütü"
        verbose_name_plural = "Değerlendirme ölçütleri"
        ordering = ["call", "number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="selectioncriterion_number_once"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="selectioncriterion_weight"),
            models.CheckConstraint(condition=Q(maximum__gte=1, maximum__lte=1000), name="selectioncriterion_maximum"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=OF_A_DRAFT,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} (% {self.weight})"


class EvaluationMember(models.Model):
    """Who holds which of the four seats of the commission (smm/10/2). ``person_key``: the folded name."""

    call = models.ForeignKey(SelectionCall, on_delete=models.CASCADE, related_name="members", verbose_name="çağrı")
    seat = models.CharField("koltuk", max_length=20, choices=Seat.choices)
    name = models.CharField("adı soyadı", max_length=120)
    title = models.CharField("unvanı", max_length=20, choices=MemberTitle.choices)
    person_key = models.CharField(max_length=120, editable=False)

    objects = OfCallQuerySet.as_manager()

    class Meta:
        verbose_name = "Değerlendirme komisyonu üyesi"
        verbose_name_plural = "Değerlendirme komisyonu üyeleri"
        ordering = ["call", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "seat"], name="evaluationmember_one_on_a_seat"),
            models.UniqueConstraint(fields=["call", "person_key"], name="evaluationmember_one_seat_a_person"),
            models.CheckConstraint(
                condition=Q(seat=Seat.CHAIR, title__in=OF_THE_CHAIR) | ~Q(seat=Seat.CHAIR) & Q(title__in=OF_MEMBERS),
                name="evaluationmember_title_of_its_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_seat_display()})"
