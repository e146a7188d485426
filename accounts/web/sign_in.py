"""The pages of signing in that say more than allauth's: the provider's button, the lock-out's time, ended sessions."""

from __future__ import annotations

from math import ceil
from typing import Any

from allauth.account.views import LoginView
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import SecurityEvent
from accounts.oidc import is_configured
from accounts.security import note


class SignIn(LoginView):
    """By user name and password, and by the provider where one is configured."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = settings.OIDC["name"] if is_configured() else ""
        return {**super().get_context_data(**kwargs), "oidc_name": name}


def locked_out(request: HttpRequest, answer: Any = None, credentials: Any = None) -> HttpResponse:
    """What axes answers with: for how long the account stays closed, as it is configured."""
    minutes = ceil(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "429.html", {"minutes": minutes, "failures": settings.AXES_FAILURE_LIMIT}, status=429)


class Sessions(ListUserSessionsView):
    """One's open sessions; ending the others is written to the security log."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        note(SecurityEvent.Kind.SESSION_ENDED, user=self.request.user, request=self.request, details={"by": "kendisi"})
        return answer
