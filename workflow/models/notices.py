"""What is told to users."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from workflow.querysets import NoticeQuerySet


class Notice(models.Model):
    """Something that happened, told to one user."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
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
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread_of_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "occasion"], condition=~Q(occasion=""), name="notice_once_per_occasion"
            )
        ]

    def __str__(self) -> str:
        return self.text
