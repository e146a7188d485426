"""The placement and transfer commissions of a round: rules, members, sittings, and what they decide (okul/8/2).

The directive names the commission; seats, terms, quorum and minutes are administrative procedure (docs/adr/0015).
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models import Province, User
from accounts.models.people import DateSpan
from transfers.choices import (
    TOOK_PLACE,
    CommissionStatus,
    DecisionKind,
    ExclusionCode,
    SittingStatus,
    Vote,
)
from transfers.querysets import CommissionQuerySet, SittingQuerySet
from workflow.models import Stateful

from .rounds import TransferRound
from .runs import PlacementRun

FEWEST_PRESENT = 2  # nobody decides alone

# A decision on an application is taken by a quorate sitting of its own province's commission, in its own round.
OF_ITS_PROVINCE = """
    IF NOT EXISTS (
        SELECT 1 FROM transfers_sitting s JOIN transfers_commission c ON c.id = s.commission_id
        JOIN transfers_application a ON a.id = NEW.application_id JOIN schools_school o ON o.id = a.school_id
        WHERE s.id = NEW.sitting_id AND s.quorate AND c.round_id = a.round_id AND c.province_id = o.province_id
    ) THEN
        RAISE EXCEPTION 'applicationdecision_of_its_province' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# Only the central commission adopts, and only a run of its own round that the verifier found nothing in.
OF_ITS_ROUND = """
    IF NOT EXISTS (
        SELECT 1 FROM transfers_commission c JOIN transfers_placementrun r ON r.id = NEW.adopted_run_id
        WHERE c.id = NEW.commission_id AND c.province_id IS NULL AND c.round_id = r.round_id
            AND r.status IN ('run_verified', 'run_announced', 'run_replaced')
    ) THEN
        RAISE EXCEPTION 'sitting_adopts_its_rounds_run' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class CommissionRules(models.Model):
    """What a round asks of its commissions, where it differs from the defaults: labels of the seats in order, and the quorum."""

    round = models.OneToOneField(
        TransferRound, on_delete=models.PROTECT, related_name="commission_rules", verbose_name="dönem"
    )
    seats = models.JSONField("koltuklar")
    quorum = models.PositiveSmallIntegerField("toplantı yeter sayısı")

    class Meta:
        verbose_name = "Komisyon kuralları"
        verbose_name_plural = "Komisyon kuralları"
        ordering = ["-round"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum__gte=FEWEST_PRESENT), name="commissionrules_quorum_of_more_than_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} komisyon kuralları"


class Commission(Stateful):
    """The commission of a province in a round; without a province the central one, which adopts placements."""

    round = models.ForeignKey(
        TransferRound, on_delete=models.PROTECT, related_name="commissions", verbose_name="dönem"
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="il"
    )
    status = models.CharField(
        "durum", max_length=24, choices=CommissionStatus.choices, default=CommissionStatus.APPOINTED, editable=False
    )
    approval = models.CharField("görevlendirme onayı", max_length=120, blank=True)
    appointed_on = models.DateField("görevlendirildiği gün")
    end_reason = models.CharField("sona erme nedeni", max_length=300, blank=True, editable=False)

    objects = CommissionQuerySet.as_manager()

    class Meta:
        verbose_name = "Öğrenci yerleştirme ve nakil komisyonu"
        verbose_name_plural = "Öğrenci yerleştirme ve nakil komisyonları"
        ordering = ["-round", F("province__name").asc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "province"],
                nulls_distinct=False,
                condition=Q(status=CommissionStatus.APPOINTED),
                name="commission_one_a_province",
                violation_error_message="Bu dönemde bu yerin bir komisyonu var.",
            ),
            models.CheckConstraint(
                condition=~Q(status=CommissionStatus.DISSOLVED) | ~Q(end_reason=""),
                name="commission_dissolved_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} öğrenci yerleştirme ve nakil komisyonu ({self.round.school_year})"

    @property
    def place(self) -> str:
        return str(self.province.name) if self.province else "Merkez"


class CommissionMember(models.Model):
    """Who sits on which seat, and when. ``person_key``: the folded name, so that one person holds one seat at a time."""

    commission = models.ForeignKey(
        Commission, on_delete=models.CASCADE, related_name="members", verbose_name="komisyon"
    )
    seat = models.CharField("koltuk", max_length=20)
    seat_label = models.CharField("görevi", max_length=80)
    is_substitute = models.BooleanField("yedek", default=False)
    name = models.CharField("adı soyadı", max_length=120)
    title = models.CharField("unvanı", max_length=120)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kullanıcı"
    )
    person_key = models.CharField(max_length=120, editable=False)
    starts_on = models.DateField("ilk günü")
    ends_on = models.DateField("son günü", null=True, blank=True)

    class Meta:
        verbose_name = "Komisyon üyesi"
        verbose_name_plural = "Komisyon üyeleri"
        ordering = ["commission", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="commissionmember_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="commissionmember_one_on_a_seat",
                expressions=[
                    (F("commission"), RangeOperators.EQUAL),
                    (F("seat"), RangeOperators.EQUAL),
                    (DateSpan(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_substitute=False),
                violation_error_message="Bu koltukta o günlerde asıl üye var.",
            ),
            ExclusionConstraint(
                name="commissionmember_one_seat_a_person",
                expressions=[
                    (F("commission"), RangeOperators.EQUAL),
                    (F("person_key"), RangeOperators.EQUAL),
                    (DateSpan(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Bu kişi o günlerde komisyonun başka bir koltuğunda.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"

    @property
    def role(self) -> str:
        return f"{self.seat_label}, yedek" if self.is_substitute else self.seat_label


class Sitting(Stateful):
    """One sitting of a commission. Of one that took place: of how many seats how many were filled, and were needed."""

    commission = models.ForeignKey(
        Commission, on_delete=models.PROTECT, related_name="sittings", verbose_name="komisyon"
    )
    number = models.PositiveSmallIntegerField("oturum no", editable=False)
    status = models.CharField(
        "durum", max_length=20, choices=SittingStatus.choices, default=SittingStatus.PLANNED, editable=False
    )
    meets_on = models.DateField("günü")
    starts_at = models.TimeField("saati")
    place = models.CharField("yeri", max_length=200)
    agenda = models.JSONField("gündem", default=list)
    seats = models.PositiveSmallIntegerField("üye sayısı", null=True, blank=True, editable=False)
    present = models.PositiveSmallIntegerField("katılan üye sayısı", null=True, blank=True, editable=False)
    needed = models.PositiveSmallIntegerField("toplantı yeter sayısı", null=True, blank=True, editable=False)
    led_by = models.ForeignKey(
        CommissionMember, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="oturumu yöneten",
    )  # fmt: skip
    quorate = models.BooleanField("yeter sayı sağlandı", null=True, blank=True, editable=False)
    adopted_run = models.ForeignKey(
        PlacementRun, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="adopted_in",
        verbose_name="kabul edilen yerleştirme",
    )  # fmt: skip
    minutes = models.TextField("görüşmeler", blank=True, editable=False)
    reason = models.CharField("neden", max_length=300, blank=True, editable=False)

    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = "Komisyon oturumu"
        verbose_name_plural = "Komisyon oturumları"
        ordering = ["-meets_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "number"], name="sitting_number_once"),
            models.CheckConstraint(
                condition=Q(
                    status__in=TOOK_PLACE,
                    seats__isnull=False,
                    present__isnull=False,
                    needed__isnull=False,
                    quorate__isnull=False,
                )
                | (~Q(status__in=TOOK_PLACE) & Q(quorate__isnull=True, present__isnull=True)),
                name="sitting_counted_exactly_when_held",
            ),
            models.CheckConstraint(
                condition=Q(quorate__isnull=True)
                | Q(quorate=True, present__gte=F("needed"), led_by__isnull=False)
                | (Q(quorate=False) & (Q(present__lt=F("needed")) | Q(led_by__isnull=True))),
                name="sitting_quorate_by_its_count",
            ),
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(present__lte=F("seats")), name="sitting_no_more_than_seats"
            ),
            models.CheckConstraint(
                condition=~Q(status=SittingStatus.CANCELLED) | ~Q(reason=""), name="sitting_cancelled_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(adopted_run__isnull=True) | Q(quorate__isnull=False, quorate=True),
                name="sitting_adopts_with_a_quorum",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="adopts_its_rounds_run",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__adopted_run__isnull=False),
                func=OF_ITS_ROUND,
            )
        ]

    def __str__(self) -> str:
        return f"{self.commission.place} komisyonu, {self.number} no.lu oturum"


class SittingAttendance(models.Model):
    """Whether a member of the day came; kept for all, so that later changes of the commission do not change it."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="attendance", verbose_name="oturum")
    member = models.ForeignKey(CommissionMember, on_delete=models.PROTECT, related_name="+", verbose_name="üye")
    came = models.BooleanField("katıldı")

    class Meta:
        verbose_name = "Oturuma katılım"
        verbose_name_plural = "Oturuma katılım"
        ordering = ["sitting", "pk"]
        constraints = [models.UniqueConstraint(fields=["sitting", "member"], name="sittingattendance_once")]

    def __str__(self) -> str:
        return f"{self.member}: {'katıldı' if self.came else 'katılmadı'}"


class SittingDecision(models.Model):
    """What a sitting decided, in words; decisions on single applications stand apart."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="decisions", verbose_name="oturum")
    number = models.PositiveSmallIntegerField("karar no")
    text = models.TextField("karar")
    vote = models.CharField("oylama", max_length=10, choices=Vote.choices)

    class Meta:
        verbose_name = "Komisyon kararı"
        verbose_name_plural = "Komisyon kararları"
        ordering = ["sitting", "number"]
        constraints = [models.UniqueConstraint(fields=["sitting", "number"], name="sittingdecision_number_once")]

    def __str__(self) -> str:
        return f"{self.sitting.number}/{self.number} sayılı karar"


class ApplicationDecision(models.Model):
    """That a sitting left an application out, or took it in again; written once, with the code and a sentence."""

    sitting = models.ForeignKey(
        Sitting, on_delete=models.PROTECT, related_name="application_decisions", verbose_name="oturum"
    )
    application = models.ForeignKey(
        "transfers.Application", on_delete=models.PROTECT, related_name="decisions", verbose_name="başvuru"
    )
    kind = models.CharField("karar", max_length=10, choices=DecisionKind.choices)
    code = models.CharField("neden kodu", max_length=20, choices=ExclusionCode.choices, blank=True)
    reason = models.CharField("gerekçe", max_length=300)
    decided_on = models.DateField("karar günü")

    class Meta:
        verbose_name = "Başvuru hakkında karar"
        verbose_name_plural = "Başvurular hakkında kararlar"
        ordering = ["sitting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.EXCLUDE, code__in=ExclusionCode.values)
                | Q(kind=DecisionKind.READMIT, code=""),
                name="applicationdecision_excludes_with_a_code",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="applicationdecision_with_a_reason"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_its_province", when=pgtrigger.Before, operation=pgtrigger.Insert, func=OF_ITS_PROVINCE
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.application_id}"
