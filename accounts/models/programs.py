"""Programs of other systems, and what their repeated calls were answered."""

from __future__ import annotations

from django.db import models

from .people import User


class ApiClient(models.Model):
    """A program of another system: its OAuth 2 application, the account it acts as, and its limits."""

    application = models.OneToOneField("oauth2_provider.Application", on_delete=models.CASCADE, related_name="client")
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="api_client", verbose_name="hesap")
    scopes = models.JSONField("İzinler", default=list)
    contact = models.EmailField("İrtibat", blank=True)
    note = models.CharField("açıklama", max_length=200, blank=True)

    class Meta:
        verbose_name = "API istemcisi"
        verbose_name_plural = "API istemcileri"

    def __str__(self) -> str:
        return self.application.name


class StoredAnswer(models.Model):
    """What a call with an ``Idempotency-Key`` was answered, so that the same call again changes nothing and hears the same.

    ``body_hash``: SHA-256 (hex) of method, address and body. Only calls that took place are kept; a refused one left
    nothing behind, and its key is free.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name="hesap")
    key = models.CharField("anahtar", max_length=255)
    body_hash = models.CharField("özet (SHA-256)", max_length=64)
    status = models.PositiveSmallIntegerField("yanıt kodu", default=0)
    body = models.TextField("yanıt", blank=True)
    created_at = models.DateTimeField("an", auto_now_add=True)

    class Meta:
        verbose_name = "Saklanan yanıt"
        verbose_name_plural = "Saklanan yanıtlar"
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="storedanswer_once_for_a_key")]
        indexes = [models.Index(fields=["created_at"], name="storedanswer_by_age")]

    def __str__(self) -> str:
        return self.key
