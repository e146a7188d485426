"""Yearly control of designated schools: a campaign, what it asks, the schools drawn, and their answers.

The directive knows no control of designated schools; all of this is administrative (docs/adr/0024).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from designations.choices import CampaignStatus, ControlFinding, ControlStatus
from designations.querysets import ControlCampaignQuerySet, ControlledSchoolQuerySet, OfControlledSchoolQuerySet
from documents.models import Attachment
from workflow.models import Stateful

from .decisions import Designation
from .yearly import FIRST_YEAR

TITLED_ONCE = "Bu öğretim yılında bu adla bir denetim kampanyası var; başka bir ad verin."
LONGEST_ITEM = 500
UNDRAWN = [CampaignStatus.DRAFT, CampaignStatus.DROPPED]
AT_THE_MINISTRY = [ControlStatus.ANSWERED, ControlStatus.ACCEPTED]


def rest_years() -> int:
    return int(settings.CONTROL_REST_YEARS)


class ControlCampaign(Stateful):
    """A share of the designated schools, drawn by lot and asked for evidence in a school year (2026 = 2026-2027).

    ``frame``: among whom was drawn, rows of ``[type, province, code, drawn lately]``; with ``seed`` and ``percent`` it gives the same
    schools again (:mod:`designations.rules.campaigns`). Both are empty until the campaign is announced.
    """

    school_year = models.PositiveSmallIntegerField("öğretim yılı", help_text="Başladığı yıl: 2026-2027 için 2026.")
    title = models.CharField("adı", max_length=150, db_collation="tr-x-icu")
    status = models.CharField(
        "durum", max_length=25, choices=CampaignStatus.choices, default=CampaignStatus.DRAFT, editable=False
    )
    percent = models.PositiveSmallIntegerField("oran (%)")
    rest_years = models.PositiveSmallIntegerField("kaç yıl ara verildiği", default=rest_years)
    due_on = models.DateField("yanıt için son gün")
    note = models.TextField("illere açıklama", max_length=4000, blank=True)
    seed = models.CharField("çekiliş tohumu", max_length=64, blank=True, editable=False)
    frame = models.JSONField("çekilişe girenler", default=list, blank=True, editable=False)
    prepared_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="hazırlayan"
    )
    announced_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name="duyuran"
    )
    announced_on = models.DateField("duyurulduğu gün", null=True, editable=False)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name="kapatan"
    )
    closed_on = models.DateField("kapandığı gün", null=True, editable=False)
    closing = models.TextField("sonuç", max_length=8000, blank=True, editable=False)

    objects = ControlCampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "Denetim kampanyası"
        verbose_name_plural = "Denetim kampanyaları"
        ordering = ["-school_year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "title"],
                name="controlcampaign_titled_once_a_year",
                violation_error_message=TITLED_ONCE,
            ),
            models.CheckConstraint(condition=~Q(title=""), name="controlcampaign_has_a_title"),
            models.CheckConstraint(condition=Q(percent__range=(1, 100)), name="controlcampaign_draws_a_share"),
            models.CheckConstraint(
                condition=Q(school_year__range=(FIRST_YEAR, 2100)), name="controlcampaign_year_is_plausible"
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNDRAWN, seed="", announced_by=None, announced_on=None)
                | ~Q(status__in=UNDRAWN) & ~Q(seed="") & Q(announced_by__isnull=False, announced_on__isnull=False),
                name="controlcampaign_drawn_exactly_when_announced",
            ),
            models.CheckConstraint(
                condition=Q(announced_by=None) | ~Q(announced_by=F("prepared_by")),
                name="controlcampaign_announced_by_another",
            ),
            models.CheckConstraint(
                condition=Q(announced_on=None) | Q(due_on__gt=F("announced_on")),
                name="controlcampaign_due_after_announced",
            ),
            models.CheckConstraint(
                condition=Q(status=CampaignStatus.CLOSED, closed_by__isnull=False, closed_on__isnull=False)
                & ~Q(closing="")
                | ~Q(status=CampaignStatus.CLOSED) & Q(closed_by=None, closed_on=None),
                name="controlcampaign_closed_with_a_result",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def in_years(self) -> str:
        return f"{self.school_year}-{self.school_year + 1}"


class ControlItem(models.Model):
    """One thing that a campaign asks of each school: an answer in words, and where ``needs_file`` a file that proves it."""

    campaign = models.ForeignKey(
        ControlCampaign, on_delete=models.CASCADE, related_name="items", verbose_name="kampanya"
    )
    number = models.PositiveSmallIntegerField("sıra")
    text = models.CharField("istenen", max_length=LONGEST_ITEM)
    needs_file = models.BooleanField("belge istenir", default=False)

    class Meta:
        verbose_name = "Kampanyada istenen"
        verbose_name_plural = "Kampanyada istenenler"
        ordering = ["campaign_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="controlitem_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="controlitem_asks_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class ControlledSchool(Stateful):
    """A designation that was drawn; ``due_on`` is its own last day, later than the campaign's where more time was given.

    ``finding`` and ``finding_note``: of the control, or why it was closed without an answer.
    """

    campaign = models.ForeignKey(
        ControlCampaign, on_delete=models.PROTECT, related_name="schools", verbose_name="kampanya"
    )
    designation = models.ForeignKey(
        Designation, on_delete=models.PROTECT, related_name="controls", verbose_name="belirleme"
    )
    status = models.CharField(
        "durum", max_length=20, choices=ControlStatus.choices, default=ControlStatus.DRAWN, editable=False
    )
    due_on = models.DateField("yanıt için son gün", editable=False)
    extension = models.TextField("ek süre gerekçesi", max_length=4000, blank=True, editable=False)
    handed_in_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name="yanıtlayan"
    )
    handed_in_on = models.DateField("yanıtlandığı gün", null=True, editable=False)
    return_note = models.TextField("neyin tamamlanacağı", max_length=4000, blank=True, editable=False)
    reminded_on = models.DateField("son hatırlatma", null=True, editable=False)
    finding = models.CharField("sonuç", max_length=12, choices=ControlFinding.choices, blank=True, editable=False)
    finding_note = models.TextField("sonucun gerekçesi", max_length=4000, blank=True, editable=False)
    concluded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name="sonuçlandıran"
    )
    concluded_on = models.DateField("sonuçlandığı gün", null=True, editable=False)

    objects = ControlledSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Denetlenen okul"
        verbose_name_plural = "Denetlenen okullar"
        ordering = ["-campaign_id", "pk"]
        indexes = [
            models.Index(fields=["status", "due_on"], name="controlledschool_by_day"),
            models.Index(fields=["campaign", "status"], name="controlledschool_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "designation"], name="controlledschool_drawn_once"),
            models.CheckConstraint(
                condition=~Q(status__in=AT_THE_MINISTRY) | Q(handed_in_by__isnull=False, handed_in_on__isnull=False),
                name="controlledschool_answered_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status=ControlStatus.RETURNED) | ~Q(return_note=""),
                name="controlledschool_returned_with_a_note",
            ),
            models.CheckConstraint(
                condition=Q(status=ControlStatus.CONCLUDED, concluded_by__isnull=False, concluded_on__isnull=False)
                & ~Q(finding="")
                | ~Q(status=ControlStatus.CONCLUDED) & Q(finding="", concluded_by=None, concluded_on=None),
                name="controlledschool_concluded_with_a_finding",
            ),
            models.CheckConstraint(
                condition=Q(finding__in=["", ControlFinding.IN_ORDER]) | ~Q(finding_note=""),
                name="controlledschool_finding_says_why",
            ),
            models.CheckConstraint(
                condition=Q(concluded_by=None) | Q(handed_in_by=None) | ~Q(concluded_by=F("handed_in_by")),
                name="controlledschool_concluded_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.designation}: {self.campaign}"


class ControlAnswer(models.Model):
    """What the school's side says to one item."""

    controlled = models.ForeignKey(
        ControlledSchool, on_delete=models.PROTECT, related_name="answers", verbose_name="denetlenen okul"
    )
    item = models.ForeignKey(ControlItem, on_delete=models.PROTECT, related_name="+", verbose_name="istenen")
    text = models.TextField("yanıt", max_length=4000)

    objects = OfControlledSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Denetim yanıtı"
        verbose_name_plural = "Denetim yanıtları"
        ordering = ["controlled_id", "item__number"]
        constraints = [
            models.UniqueConstraint(fields=["controlled", "item"], name="controlanswer_once"),
            models.CheckConstraint(condition=~Q(text=""), name="controlanswer_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ControlFile(models.Model):
    """A file that proves something about an item; taken out by marking, never deleted."""

    controlled = models.ForeignKey(
        ControlledSchool, on_delete=models.PROTECT, related_name="files", verbose_name="denetlenen okul"
    )
    item = models.ForeignKey(ControlItem, on_delete=models.PROTECT, related_name="+", verbose_name="istenen")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+", verbose_name="ek dosya")
    description = models.CharField("açıklama", max_length=200)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="ekleyen")
    added_on = models.DateField("eklenme")
    removed_on = models.DateField("çıkarılma", null=True, blank=True)

    objects = OfControlledSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "Denetim belgesi"
        verbose_name_plural = "Denetim belgeleri"
        ordering = ["controlled_id", "item__number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(removed_on__gte=F("added_on")),
                name="controlfile_removed_after_added",
            ),
        ]

    def __str__(self) -> str:
        return self.description
