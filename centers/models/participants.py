"""Who takes part in an activity, whether they were there, and how they ended (smm/5/1/c)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.masking import mask_identity_number
from accounts.models import User
from centers.choices.activities import Result
from centers.querysets.activities import OfActivityQuerySet, OfParticipantQuerySet

from .activities import Activity, ActivitySession

FORGOTTEN_NAME = "(silindi)"


class Participant(models.Model):
    """A teacher who takes part. ``identity_number``: T.C. kimlik no, shown masked; empty once the retention term is over.

    ``score``: of the assessment, out of a hundred, where the programme has one. ``result``: set when the activity is concluded.
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="participants", verbose_name="faaliyet"
    )
    identity_number = models.CharField("T.C. kimlik no", max_length=11, blank=True)
    first_name = models.CharField("adı", max_length=80)
    last_name = models.CharField("soyadı", max_length=80)
    institution_code = models.CharField("kurum kodu", max_length=6)
    institution = models.CharField("görev yaptığı kurum", max_length=200)
    branch = models.CharField("alanı", max_length=120)
    score = models.DecimalField("değerlendirme puanı", max_digits=5, decimal_places=2, null=True, blank=True)
    result = models.CharField("sonuç", max_length=12, choices=Result.choices, blank=True, editable=False)
    certificate_number = models.CharField("belge no", max_length=30, blank=True, editable=False)
    added_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="ekleyen"
    )

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "Faaliyetin katılımcısı"
        verbose_name_plural = "Faaliyetin katılımcıları"
        ordering = ["last_name", "first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "identity_number"],
                condition=~Q(identity_number=""),
                name="participant_once_an_activity",
                violation_error_message="Bu kişi katılımcılar arasında zaten var.",
            ),
            models.UniqueConstraint(
                fields=["certificate_number"], condition=~Q(certificate_number=""), name="participant_certificate_once"
            ),
            models.CheckConstraint(
                condition=Q(certificate_number="") | Q(result=Result.SUCCESSFUL),
                name="participant_certificate_of_success",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=100), name="participant_score_in_hundred"
            ),
        ]

    def __str__(self) -> str:
        """Never the name: the journal keeps it longer than the person's data are kept."""
        return f"Katılımcı {self.pk}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def number_shown(self) -> str:
        return mask_identity_number(self.identity_number) if self.identity_number else "silindi"


class Attendance(models.Model):
    """Whether a participant was at a session."""

    session = models.ForeignKey(
        ActivitySession, on_delete=models.CASCADE, related_name="attendances", verbose_name="oturum"
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="attendances", verbose_name="katılımcı"
    )
    present = models.BooleanField("katıldı")

    objects = OfParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "Yoklama"
        verbose_name_plural = "Yoklamalar"
        ordering = ["session", "participant"]
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="attendance_once_a_session"),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.session}"
