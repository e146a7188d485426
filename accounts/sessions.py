"""A person's sessions: when their idle time begins, and how many there may be at once."""

from __future__ import annotations

from time import time
from typing import Any

from allauth.account.signals import user_logged_in as signed_in_by_page
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from .models import SecurityEvent, User
from .security import note


@receiver(user_logged_in, dispatch_uid="accounts.sessions.begin")
def begin(request: HttpRequest, **_: Any) -> None:
    """The idle time counts from sign-in."""
    request.session["used_at"] = time()


@receiver(signed_in_by_page, dispatch_uid="accounts.sessions.limit")
def limit(request: HttpRequest, user: User, **_: Any) -> None:
    """End what is beyond ``MAX_SESSIONS_PER_USER``, and say so to the one who has just signed in."""
    newest_first = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")
    beyond = list(newest_first[settings.MAX_SESSIONS_PER_USER :])
    for session in beyond:
        session.end()
        note(SecurityEvent.Kind.SESSION_ENDED, user=user, request=request, details={"by": "oturum sınırı"})
    if beyond:
        messages.info(
            request,
            f"Aynı anda en çok {settings.MAX_SESSIONS_PER_USER} oturum açık kalabilir; en eski oturumunuz kapatıldı. "
            "Açık oturumlarınızı hesap menüsündeki “Oturumlarım” sayfasında görebilirsiniz.",
        )
