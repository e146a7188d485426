"""When a user was here last."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class LastVisit(models.Model):
    """The beginnings of a user's present session and of the one before, and up to when changes were marked as seen."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="last_visit"
    )
    began_at = models.DateTimeField("oturumun başlangıcı")
    before = models.DateTimeField("önceki oturumun başlangıcı", null=True, blank=True)
    seen_at = models.DateTimeField("görüldü sayılan an", null=True, blank=True)

    class Meta:
        verbose_name = "Son giriş"
        verbose_name_plural = "Son girişler"
        constraints = [
            models.CheckConstraint(
                condition=Q(before__isnull=True) | Q(before__lte=F("began_at")), name="lastvisit_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%d.%m.%Y %H:%M}"
