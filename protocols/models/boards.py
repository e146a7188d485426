"""Advisory boards of in-sector and sector-integrated schools (okul/8/9): their working rules, members and chairs."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from accounts.models import DateSpan
from protocols.choices.boards import BoardSide, BoardStatus, QuorumKind
from protocols.querysets.boards import BoardQuerySet
from schools.models import School
from workflow.models import Stateful

from .clauses import NUMBER
from .protocols import Protocol
from .stakeholders import Stakeholder


class BoardRules(models.Model):
    """What the protocol says of its boards' work from a day on, read out of one of its clauses; a change is a new version.

    ``seen``: how many signed amendments whoever wrote it down had before them.
    """

    protocol = models.ForeignKey(
        Protocol, on_delete=models.CASCADE, related_name="board_rules", verbose_name="protokol"
    )
    clause = models.CharField("protokol maddesi", max_length=12)
    holds_from = models.DateField("geçerlilik başlangıcı")
    every_months = models.PositiveSmallIntegerField("kaç ayda bir toplanır")
    quorum_kind = models.CharField("toplantı yeter sayısı", max_length=8, choices=QuorumKind.choices)
    quorum_count = models.PositiveSmallIntegerField("gereken üye sayısı", null=True, blank=True)
    share_numerator = models.PositiveSmallIntegerField("oranın payı", null=True, blank=True)
    share_denominator = models.PositiveSmallIntegerField("oranın paydası", null=True, blank=True)
    seen = models.PositiveSmallIntegerField("görülen ek protokol sayısı", default=0, editable=False)

    class Meta:
        verbose_name = "Danışma kurulu kuralı"
        verbose_name_plural = "Danışma kurulu kuralları"
        ordering = ["protocol", "holds_from"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "holds_from"], name="boardrules_one_from_a_day"),
            models.CheckConstraint(condition=Q(clause__regex=NUMBER), name="boardrules_clause_is_one"),
            models.CheckConstraint(
                condition=Q(every_months__gte=1, every_months__lte=60), name="boardrules_every_so_many_months"
            ),
            models.CheckConstraint(
                condition=Q(quorum_kind=QuorumKind.COUNT, quorum_count__isnull=False, quorum_count__gte=1)
                | (~Q(quorum_kind=QuorumKind.COUNT) & Q(quorum_count__isnull=True)),
                name="boardrules_count_says_how_many",
            ),
            models.CheckConstraint(
                condition=Q(
                    quorum_kind=QuorumKind.SHARE,
                    share_numerator__isnull=False,
                    share_denominator__isnull=False,
                    share_numerator__gte=1,
                    share_denominator__gte=F("share_numerator"),
                )
                | (~Q(quorum_kind=QuorumKind.SHARE) & Q(share_numerator__isnull=True, share_denominator__isnull=True)),
                name="boardrules_share_says_of_how_many",
            ),
        ]

    def __str__(self) -> str:
        return f"m. {self.clause}: {self.every_words}, {self.quorum_words} ({self.holds_from:%d.%m.%Y})"

    @property
    def every_words(self) -> str:
        return "her ay" if self.every_months == 1 else f"{self.every_months} ayda bir"

    @property
    def quorum_words(self) -> str:
        if self.quorum_kind == QuorumKind.COUNT:
            return f"en az {self.quorum_count} üyeyle"
        if self.quorum_kind == QuorumKind.SHARE:
            return f"üyelerin en az {self.share_numerator}/{self.share_denominator} oranıyla"
        return "üyelerin yarıdan fazlasıyla"


class AdvisoryBoard(Stateful):
    """The board of one school under one protocol. ``due_on``: by when it must meet, reckoned by ``rules.boards``.

    ``due_on`` is written by every act on which it hangs, so that lists may ask for it; empty while open: not known.
    ``closed_on``: the first day on which it is no board any more.
    """

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="boards", verbose_name="protokol")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="advisory_boards", verbose_name="okul")
    status = models.CharField(
        "durum", max_length=12, choices=BoardStatus.choices, default=BoardStatus.OPEN, editable=False
    )
    formed_on = models.DateField("oluşturulduğu gün")
    due_on = models.DateField("en geç toplanacağı gün", null=True, blank=True, editable=False)
    closed_on = models.DateField("kapandığı gün", null=True, blank=True, editable=False)
    close_reason = models.CharField("kapanma nedeni", max_length=300, blank=True, editable=False)

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = "Danışma kurulu"
        verbose_name_plural = "Danışma kurulları"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "school"],
                condition=Q(status=BoardStatus.OPEN),
                name="advisoryboard_one_open",
                violation_error_message="Bu okulun bu protokole göre görevde bir danışma kurulu var.",
            ),
            models.CheckConstraint(
                condition=Q(status=BoardStatus.OPEN, closed_on__isnull=True, close_reason="")
                | (Q(status=BoardStatus.CLOSED, closed_on__isnull=False) & ~Q(close_reason="")),
                name="advisoryboard_closed_with_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("formed_on")),
                name="advisoryboard_closes_after_it_forms",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="advisoryboard_by_due"),
            models.Index(fields=["school", "status"], name="advisoryboard_of_school"),
        ]

    def __str__(self) -> str:
        return f"{self.school.name} danışma kurulu"


class BoardMember(models.Model):
    """Somebody who sits on a board for a party, from a day on; ``substitutes``: the member in whose place this one comes.

    Of a person only name and title are kept. ``ends_on`` is the last day.
    """

    board = models.ForeignKey(AdvisoryBoard, on_delete=models.PROTECT, related_name="members", verbose_name="kurul")
    side = models.CharField("kimi temsil ettiği", max_length=12, choices=BoardSide.choices)
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="paydaş"
    )
    substitutes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitute_members",
        verbose_name="yedeği olduğu üye",
    )
    name = models.CharField("adı soyadı", max_length=120)
    title = models.CharField("unvanı", max_length=120, blank=True)
    person_key = models.CharField("aranan adı", max_length=120, editable=False)
    starts_on = models.DateField("ilk günü")
    ends_on = models.DateField("son günü", null=True, blank=True)

    class Meta:
        verbose_name = "Danışma kurulu üyesi"
        verbose_name_plural = "Danışma kurulu üyeleri"
        ordering = ["board", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side=BoardSide.STAKEHOLDER, stakeholder__isnull=False)
                | (~Q(side=BoardSide.STAKEHOLDER) & Q(stakeholder__isnull=True)),
                name="boardmember_of_a_stakeholder_names_it",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="boardmember_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(substitutes=F("pk")), name="boardmember_no_substitute_of_itself"),
            ExclusionConstraint(
                name="boardmember_sits_once_for_a_party",
                expressions=[
                    (F("board"), RangeOperators.EQUAL),
                    (F("side"), RangeOperators.EQUAL),
                    (Coalesce(F("stakeholder"), Value(0)), RangeOperators.EQUAL),
                    (F("person_key"), RangeOperators.EQUAL),
                    (DateSpan(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Bu kişi o günlerde aynı taraf adına zaten üye.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def party(self) -> str:
        """For whom the member sits, as people read it."""
        return str(self.stakeholder) if self.stakeholder else self.get_side_display()


class BoardChair(models.Model):
    """Which member chairs the board, and when; one at a time."""

    board = models.ForeignKey(AdvisoryBoard, on_delete=models.PROTECT, related_name="chairs", verbose_name="kurul")
    member = models.ForeignKey(BoardMember, on_delete=models.PROTECT, related_name="chairs", verbose_name="başkan")
    starts_on = models.DateField("ilk günü")
    ends_on = models.DateField("son günü", null=True, blank=True)

    class Meta:
        verbose_name = "Danışma kurulu başkanlığı"
        verbose_name_plural = "Danışma kurulu başkanlıkları"
        ordering = ["board", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="boardchair_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="boardchair_one_at_a_time",
                expressions=[
                    (F("board"), RangeOperators.EQUAL),
                    (DateSpan(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Kurulun o günlerde bir başkanı var.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} (başkan)"
