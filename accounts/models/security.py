"""The log of what happens to accounts and sessions, append-only as the journal is."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models

from .people import User


class SecurityEvent(models.Model):
    """One thing that happened: written once, never changed. ``username`` as typed, where no account stands behind it."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", "Giriş"
        SIGNED_OUT = "signed_out", "Çıkış"
        LOCKED_OUT = "locked_out", "Hesap geçici kapandı"
        CODE_REFUSED = "code_refused", "İkinci aşama kodu kabul edilmedi"
        RECOVERY_CODE_USED = "recovery_code_used", "Kurtarma kodu kullanıldı"
        RECOVERY_CODES_MADE = "recovery_codes_made", "Kurtarma kodları üretildi"
        FACTOR_ADDED = "factor_added", "İkinci aşama kuruldu"
        FACTOR_REMOVED = "factor_removed", "İkinci aşama kaldırıldı"
        PASSWORD_CHANGED = "password_changed", "Parola değişti"
        PASSWORD_LINK_SENT = "password_link_sent", "Parola bağlantısı gönderildi"
        SESSION_ENDED = "session_ended", "Oturum kapatıldı"
        IDENTITY_LINKED = "identity_linked", "Kurum kimliği bağlandı"
        IDENTITY_UNLINKED = "identity_unlinked", "Kurum kimliğinin bağı kaldırıldı"
        IDENTITY_REFUSED = "identity_refused", "Kurum hesabıyla giriş kabul edilmedi"

    kind = models.CharField("olay", max_length=30, choices=Kind.choices, editable=False)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="security_events", editable=False, verbose_name="hesap"
    )
    username = models.CharField("kullanıcı adı", max_length=150, blank=True, editable=False)
    address = models.GenericIPAddressField("adres", null=True, editable=False)
    at = models.DateTimeField("an", auto_now_add=True)
    details = models.JSONField("ayrıntı", default=dict, editable=False)

    class Meta:
        verbose_name = "Güvenlik olayı"
        verbose_name_plural = "Güvenlik günlüğü"
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["-at"], name="securityevent_by_time"),
            models.Index(fields=["user", "-at"], name="securityevent_of_user"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                # The test runner empties tables between tests; only its own connection carries this mark.
                func="""
                    IF current_setting('okul.test_runner', true) = 'on' THEN RETURN NULL; END IF;
                    RAISE EXCEPTION 'the security log is append-only';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.username}"
