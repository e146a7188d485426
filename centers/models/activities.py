"""In-service activities under approved programmes, proposed for the yearly plan, and their sessions (smm/5/1/c, smm/5/2)."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from centers.choices.activities import ACTIVITY_STATES, IN_THE_PLAN, ActivityLevel, ActivityState, Delivery
from centers.choices.chain import ChainStatus
from centers.querysets.activities import ActivityQuerySet, OfActivityQuerySet

from .chain import Chained
from .programmes import Programme

COORDINATORS = {
    str(ActivityLevel.CENTRAL): "Genel Müdürlük",
    str(ActivityLevel.LOCAL): "il millî eğitim müdürlüğü",
}


class Activity(Chained):
    """One activity of a year's in-service plan. ``hours``: lesson hours, not fewer than the programme's; ``quota``: places.

    ``least_attendance``: the share of the hours, in percent, that a participant attends to pass (administrative practice).
    ``least_score``: of a hundred; empty where the activity is not assessed by points (administrative practice).
    ``survey_answers``, ``survey_score``: questionnaires returned, and their mean on a scale of one to five.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="activities", verbose_name="hizmet içi eğitim programı"
    )
    name = models.CharField("faaliyetin adı", max_length=200)
    status = models.CharField(
        "durum", max_length=20, choices=ACTIVITY_STATES, default=ChainStatus.DRAFT, editable=False
    )
    level = models.CharField("düzeyi", max_length=10, choices=ActivityLevel.choices)
    delivery = models.CharField("yapılış biçimi", max_length=12, choices=Delivery.choices)
    place = models.CharField("yeri", max_length=200)
    starts_on = models.DateField("ilk günü")
    ends_on = models.DateField("son günü")
    hours = models.PositiveSmallIntegerField("süresi (ders saati)")
    quota = models.PositiveSmallIntegerField("katılımcı kontenjanı")
    least_attendance = models.PositiveSmallIntegerField("en az devam (yüzde)", default=80)
    least_score = models.PositiveSmallIntegerField("en az başarı puanı", null=True, blank=True)
    survey_answers = models.PositiveIntegerField("yanıtlanan anket", null=True, blank=True, editable=False)
    survey_score = models.DecimalField(
        "anket ortalaması", max_digits=3, decimal_places=2, null=True, blank=True, editable=False
    )
    concluded_on = models.DateField("sonuçlandığı gün", null=True, blank=True, editable=False)
    end_reason = models.CharField("vazgeçme veya iptal nedeni", max_length=300, blank=True, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "Hizmet içi eğitim faaliyeti"
        verbose_name_plural = "Hizmet içi eğitim faaliyetleri"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="activity_days_in_order"),
            models.CheckConstraint(condition=Q(starts_on__year=F("ends_on__year")), name="activity_in_one_year"),
            models.CheckConstraint(condition=Q(hours__gt=0, quota__gt=0), name="activity_has_hours_and_places"),
            models.CheckConstraint(
                condition=Q(least_attendance__lte=100) & (Q(least_score=None) | Q(least_score__lte=100)),
                name="activity_attendance_in_percent",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=IN_THE_PLAN) | Q(decided_on__isnull=False) & ~Q(decision_number=""),
                name="activity_held_once_approved",
            ),
            models.CheckConstraint(
                condition=Q(status=ActivityState.CONCLUDED, concluded_on__isnull=False)
                | ~Q(status=ActivityState.CONCLUDED) & Q(concluded_on=None),
                name="activity_concluded_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ChainStatus.DROPPED, ActivityState.CANCELLED]) | ~Q(end_reason=""),
                name="activity_ended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(survey_answers=None, survey_score=None)
                | Q(survey_answers__gt=0, survey_score__gte=1, survey_score__lte=5),
                name="activity_survey_in_numbers",
            ),
        ]
        triggers = [
            # Activities are held under programmes that the Ministry approved, and of the same centre (smm/5/1/c).
            pgtrigger.Trigger(
                name="programme_is_approved",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM centers_programme p WHERE p.id = NEW.programme_id
                        AND p.status = 'chain_approved' AND p.center_id = NEW.center_id
                    ) THEN
                        RAISE EXCEPTION 'activity_programme_is_approved' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        indexes = [
            models.Index(fields=["center", "status"], name="activity_of_center"),
            models.Index(fields=["-starts_on", "-id"], name="activity_by_day"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def coordination(self) -> str:
        """Whose coordination it is held under (smm/5/2)."""
        return COORDINATORS[self.level]

    @property
    def year(self) -> int:
        return self.starts_on.year


class ActivitySession(models.Model):
    """One session; ``attendance_on``: the day on which its attendance was entered."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions", verbose_name="faaliyet")
    day = models.DateField("günü")
    starts_at = models.TimeField("başlama saati")
    hours = models.PositiveSmallIntegerField("ders saati")
    topic = models.CharField("konusu", max_length=200)
    trainer = models.CharField("eğitim görevlisi", max_length=150)
    attendance_on = models.DateField("yoklamanın girildiği gün", null=True, blank=True, editable=False)
    attendance_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="yoklamayı giren",
    )  # fmt: skip

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "Faaliyetin oturumu"
        verbose_name_plural = "Faaliyetin oturumları"
        ordering = ["day", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "day", "starts_at"],
                name="activitysession_once_at_a_time",
                violation_error_message="Bu gün ve saatte bir oturum zaten var.",
            ),
            models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=12), name="activitysession_hours_of_a_day"),
            models.CheckConstraint(
                condition=Q(attendance_on=None, attendance_by=None)
                | Q(attendance_on__gte=F("day"), attendance_by__isnull=False),
                name="activitysession_attended_by_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.starts_at:%H:%M} {self.topic}"
