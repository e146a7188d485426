"""Hears of what happens to accounts and sessions, wherever it is done, and has it written to the security log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import now

from .models import SecurityEvent, User
from .oidc import session_of
from .security import note

Kind = SecurityEvent.Kind


@receiver(user_logged_in, dispatch_uid="accounts.watching.signed_in")
def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    by = "kurum" if session_of(request, user) else "parola"
    note(Kind.SIGNED_IN, user=user, request=request, details={"by": by})


@receiver(user_logged_out, dispatch_uid="accounts.watching.signed_out")
def signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        note(Kind.SIGNED_OUT, user=user, request=request)


@receiver(user_locked_out, dispatch_uid="accounts.watching.locked_out")
def locked_out(request: HttpRequest, username: str, ip_address: str, **_: Any) -> None:
    """Once for each time that it is closed, however often somebody goes on trying."""
    username = username or ""
    since = now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    told = SecurityEvent.objects.filter(kind=Kind.LOCKED_OUT, username=username[:150], at__gte=since)
    if not told.filter(address=ip_address).exists():
        person = User.objects.filter(username__iexact=username).first()
        note(Kind.LOCKED_OUT, user=person, username=username, request=request)


@receiver(authentication_failed, dispatch_uid="accounts.watching.code_refused")
def code_refused(request: HttpRequest, user: User, **_: Any) -> None:
    note(Kind.CODE_REFUSED, user=user, request=request)


@receiver(authenticator_used, dispatch_uid="accounts.watching.code_used")
def code_used(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        authenticator.refresh_from_db(fields=["data"])  # the code was struck out on the row, not on this copy
        left = len(authenticator.wrap().get_unused_codes())
        note(Kind.RECOVERY_CODE_USED, user=user, request=request, details={"left": left})
        _tell_what_is_left(request, left)


def _tell_what_is_left(request: HttpRequest, left: int) -> None:
    said = f"{left} kurtarma kodunuz kaldı." if left else "Son kurtarma kodunuzu kullandınız."
    link = format_html('<a href="{}">Yeni kurtarma kodları üretin</a>', reverse("mfa_generate_recovery_codes"))
    messages.warning(request, format_html("{} {}.", said, link))


@receiver(authenticator_added, dispatch_uid="accounts.watching.factor_added")
def factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    is_codes = authenticator.type == Authenticator.Type.RECOVERY_CODES
    note(Kind.RECOVERY_CODES_MADE if is_codes else Kind.FACTOR_ADDED, user=user, request=request)


@receiver(authenticator_removed, dispatch_uid="accounts.watching.factor_removed")
def factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        note(Kind.FACTOR_REMOVED, user=user, request=request)


@receiver(authenticator_reset, dispatch_uid="accounts.watching.codes_made")
def codes_made(request: HttpRequest, user: User, **_: Any) -> None:
    note(Kind.RECOVERY_CODES_MADE, user=user, request=request)


@receiver([password_changed, password_set, password_reset], dispatch_uid="accounts.watching.password")
def password(request: HttpRequest, user: User, **_: Any) -> None:
    note(Kind.PASSWORD_CHANGED, user=user, request=request)
