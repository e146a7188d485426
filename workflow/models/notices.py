"""What is told to users, and by which way each wants to hear of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from workflow.choices import ALWAYS_TOLD, NoticeChannel, NoticeKind
from workflow.querysets import NoticePreferenceQuerySet, NoticeQuerySet


class Notice(models.Model):
    """Something that happened, told to one user."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField("tür", max_length=12, choices=NoticeKind.choices, default=NoticeKind.OTHER)
    text = models.CharField("İleti", max_length=300)
    url = models.CharField("adres", max_length=300, blank=True)
    occasion = models.CharField("vesile", max_length=120, blank=True, editable=False)
    created_at = models.DateTimeField("an", auto_now_add=True)
    read_at = models.DateTimeField("okundu", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "Bildirim"
        verbose_name_plural = "Bildirimler"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["user", "read_at"], name="notice_unread_of_user"),
            models.Index(fields=["user", "-created_at"], name="notice_newest_of_user"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "occasion"], condition=~Q(occasion=""), name="notice_once_per_occasion"
            )
        ]

    def __str__(self) -> str:
        return self.text


class NoticePreference(models.Model):
    """By which way a user wants to hear of one kind of thing; without a row, the kind's usual way."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences")
    kind = models.CharField("tür", max_length=12, choices=NoticeKind.choices)
    channel = models.CharField("nasıl", max_length=8, choices=NoticeChannel.choices)

    objects = NoticePreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "Bildirim tercihi"
        verbose_name_plural = "Bildirim tercihleri"
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="noticepreference_once_for_a_kind"),
            models.CheckConstraint(
                condition=~Q(channel=NoticeChannel.NONE) | ~Q(kind__in=sorted(ALWAYS_TOLD)),
                name="noticepreference_some_are_always_told",
                violation_error_message="Bu tür bildirim kapatılamaz.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_channel_display()}"
