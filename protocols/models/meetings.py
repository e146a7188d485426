"""Meetings of advisory boards: agenda, who came, the minutes, and the resolutions that the school directorate answers (okul/8/9)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from protocols.choices.boards import ANSWERED, TOOK_PLACE, MeetingStatus, ResolutionStatus
from protocols.querysets.boards import MeetingQuerySet, ResolutionQuerySet
from workflow.models import Stateful

from .boards import AdvisoryBoard, BoardMember, BoardRules


class BoardMeeting(Stateful):
    """One meeting of a board. Of one that took place: by which rules, of how many seats how many came, and were needed.

    ``duty``: the dated duty of the protocol that this meeting fulfilled, said so by an act.
    """

    board = models.ForeignKey(AdvisoryBoard, on_delete=models.PROTECT, related_name="meetings", verbose_name="kurul")
    number = models.PositiveSmallIntegerField("toplantı no", editable=False)
    status = models.CharField(
        "durum", max_length=20, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED, editable=False
    )
    meets_on = models.DateField("günü")
    starts_at = models.TimeField("saati")
    is_online = models.BooleanField("çevrim içi", default=False)
    place = models.CharField("yeri", max_length=200)
    invited_on = models.DateField("davetin gönderildiği gün", null=True, blank=True, editable=False)
    rules = models.ForeignKey(
        BoardRules, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="meetings",
        verbose_name="uygulanan kurallar",
    )  # fmt: skip
    seats = models.PositiveSmallIntegerField("üye sayısı", null=True, blank=True, editable=False)
    present = models.PositiveSmallIntegerField("katılan üye sayısı", null=True, blank=True, editable=False)
    needed = models.PositiveSmallIntegerField("toplantı yeter sayısı", null=True, blank=True, editable=False)
    quorate = models.BooleanField("yeter sayı sağlandı", null=True, blank=True, editable=False)
    presided_by = models.ForeignKey(
        BoardMember, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="toplantıyı yöneten",
    )  # fmt: skip
    minutes = models.TextField("görüşmeler", blank=True, editable=False)
    signed_on = models.DateField("tutanağın imzalandığı gün", null=True, blank=True, editable=False)
    document = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="imzalı tutanak",
    )  # fmt: skip
    duty = models.OneToOneField(
        "protocols.ProtocolDuty", on_delete=models.PROTECT, null=True, blank=True, editable=False,
        related_name="board_meeting", verbose_name="yerine getirdiği yükümlülük",
    )  # fmt: skip
    reason = models.CharField("neden", max_length=300, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "Danışma kurulu toplantısı"
        verbose_name_plural = "Danışma kurulu toplantıları"
        ordering = ["-meets_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="boardmeeting_number_once"),
            models.UniqueConstraint(
                fields=["board", "meets_on"],
                condition=~Q(status=MeetingStatus.CANCELLED),
                name="boardmeeting_one_a_day",
                violation_error_message="Kurulun o gün bir toplantısı var.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=TOOK_PLACE,
                    rules__isnull=False,
                    seats__isnull=False,
                    present__isnull=False,
                    needed__isnull=False,
                    quorate__isnull=False,
                )
                | (~Q(status__in=TOOK_PLACE) & Q(quorate__isnull=True, present__isnull=True)),
                name="boardmeeting_counted_exactly_when_held",
            ),
            models.CheckConstraint(
                condition=Q(quorate__isnull=True)
                | Q(quorate=True, present__gte=F("needed"))
                | Q(quorate=False, present__lt=F("needed")),
                name="boardmeeting_quorate_by_its_count",
            ),
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(present__lte=F("seats")), name="boardmeeting_no_more_than_seats"
            ),
            models.CheckConstraint(
                condition=Q(status=MeetingStatus.APPROVED, signed_on__isnull=False)
                | (~Q(status=MeetingStatus.APPROVED) & Q(signed_on__isnull=True)),
                name="boardmeeting_signed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status=MeetingStatus.CANCELLED) | ~Q(reason=""),
                name="boardmeeting_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[MeetingStatus.INVITED, *TOOK_PLACE]) | Q(invited_on__isnull=False),
                name="boardmeeting_invited_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["-meets_on", "-id"], name="boardmeeting_by_day")]

    def __str__(self) -> str:
        return f"{self.board.school.name} danışma kurulu, {self.number} no.lu toplantı"


class AgendaItem(models.Model):
    meeting = models.ForeignKey(BoardMeeting, on_delete=models.CASCADE, related_name="agenda", verbose_name="toplantı")
    number = models.PositiveSmallIntegerField("sıra")
    text = models.CharField("gündem maddesi", max_length=300)

    class Meta:
        verbose_name = "Gündem maddesi"
        verbose_name_plural = "Gündem maddeleri"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agendaitem_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Attendance(models.Model):
    """Whether a member of the day came; kept for all of them, so that later changes of the board do not change it."""

    meeting = models.ForeignKey(
        BoardMeeting, on_delete=models.CASCADE, related_name="attendance", verbose_name="toplantı"
    )
    member = models.ForeignKey(BoardMember, on_delete=models.PROTECT, related_name="attendance", verbose_name="üye")
    came = models.BooleanField("katıldı")

    class Meta:
        verbose_name = "Katılım"
        verbose_name_plural = "Katılım"
        ordering = ["meeting", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.member}: {'katıldı' if self.came else 'katılmadı'}"


class Resolution(Stateful):
    """What a quorate meeting advised. ``attending``: seats filled then; ``answer_by``: administrative, from the signature on."""

    meeting = models.ForeignKey(
        BoardMeeting, on_delete=models.PROTECT, related_name="resolutions", verbose_name="toplantı"
    )
    number = models.PositiveSmallIntegerField("karar no", editable=False)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="resolutions",
        verbose_name="gündem maddesi",
    )  # fmt: skip
    text = models.TextField("karar")
    in_favour = models.PositiveSmallIntegerField("kabul")
    against = models.PositiveSmallIntegerField("ret", default=0)
    abstaining = models.PositiveSmallIntegerField("çekimser", default=0)
    attending = models.PositiveSmallIntegerField("katılan üye sayısı", editable=False)
    status = models.CharField(
        "durum", max_length=24, choices=ResolutionStatus.choices, default=ResolutionStatus.WRITTEN, editable=False
    )
    answer_by = models.DateField("yanıtın son günü", null=True, blank=True, editable=False)
    answered_on = models.DateField("yanıtlandığı gün", null=True, blank=True, editable=False)
    answer = models.TextField("okul müdürlüğünün gerekçesi", blank=True, editable=False)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = "Danışma kurulu kararı"
        verbose_name_plural = "Danışma kurulu kararları"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="resolution_number_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(attending__gte=F("in_favour") + F("against") + F("abstaining")),
                name="resolution_no_more_votes_than_attending",
            ),
            models.CheckConstraint(
                condition=Q(in_favour__gte=1) & Q(in_favour__gte=F("against")), name="resolution_was_taken"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ANSWERED, answered_on__isnull=False)
                | (~Q(status__in=ANSWERED) & Q(answered_on__isnull=True, answer="")),
                name="resolution_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ResolutionStatus.PARTLY, ResolutionStatus.NOT_FOLLOWED]) | ~Q(answer=""),
                name="resolution_not_followed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status=ResolutionStatus.WRITTEN, answer_by__isnull=True)
                | (~Q(status=ResolutionStatus.WRITTEN) & Q(answer_by__isnull=False)),
                name="resolution_to_be_answered_by_a_day",
            ),
        ]
        indexes = [models.Index(fields=["status", "answer_by"], name="resolution_by_answer")]

    def __str__(self) -> str:
        return f"{self.meeting.number}/{self.number} sayılı karar"

    @property
    def number_words(self) -> str:
        """As people cite it: the meeting, then the resolution."""
        return f"{self.meeting.number}/{self.number}"
