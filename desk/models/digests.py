"""The daily digests by e-mail: one row for a user and a day, written before anything is sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from desk.choices import DigestState


class Digest(models.Model):
    """One user's digest of one day. It tells what happened from ``since`` (empty: ever) to ``until``.

    The row is claimed before the e-mail leaves: of two workers one sends, and a killed one leaves a row that nobody
    sends again on that day. What an uncertain digest told stands in the next one as well.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests", verbose_name="kullanıcı"
    )
    day = models.DateField("gün", editable=False)
    state = models.CharField("durum", max_length=10, choices=DigestState.choices, default=DigestState.SENDING)
    since = models.DateTimeField("başlangıç", null=True, editable=False)
    until = models.DateTimeField("bitiş", editable=False)
    notices = models.PositiveIntegerField("bildirim", default=0, editable=False)
    attempts = models.PositiveSmallIntegerField("deneme", default=1, editable=False)
    claimed_at = models.DateTimeField("başlama anı", editable=False)
    sent_at = models.DateTimeField("gönderilme anı", null=True, editable=False)
    fault = models.CharField("son hata", max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = "Günlük özet"
        verbose_name_plural = "Günlük özetler"
        ordering = ["-day", "user"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="digest_once_for_a_user_and_day"),
            models.CheckConstraint(
                condition=Q(state=DigestState.SENT, sent_at__isnull=False)
                | (~Q(state=DigestState.SENT) & Q(sent_at__isnull=True)),
                name="digest_sent_exactly_when_it_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__gte=F("since")), name="digest_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day:%d.%m.%Y}"
