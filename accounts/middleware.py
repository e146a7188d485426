"""Closed by default: who is not signed in sees only what says that it is public; the ministry needs a second factor."""

from __future__ import annotations

from collections.abc import Callable
from time import time
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .oidc import vouches_for_two_factors


class LoginRequired(LoginRequiredMiddleware):
    """Django's own, but not for the API, which answers for itself by 401."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        if request.path.startswith(("/api/", "/oauth/")):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class ConfinedElsewhere:
    """Closes to who has only duties of CONFINED_ROLES all that is not opened by name, whatever a page itself would let through.

    ``OPEN_TO_CONFINED`` lists view names by role; what is public stays so. The API and the admin are closed whole.
    """

    CLOSED = ("/api/", "/oauth/", "/yonetim/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Any, _args: Any, _kwargs: Any) -> None:
        if not request.user.is_authenticated or not request.user.is_confined:
            return
        match = request.resolver_match
        public = not getattr(view_func, "login_required", True) and not request.path.startswith(self.CLOSED)
        opened = any(match and match.view_name in settings.OPEN_TO_CONFINED[role] for role in request.user.roles)
        if not public and not opened:
            raise PermissionDenied("Bu sayfa görevinize açık değil.")


class IdleSession:
    """Lets a session live on while it is used, and notes where it is used: every few minutes, not at every request.

    The note stands in the person's own list of sessions; five statements at every page would be dear for its minute.
    """

    EVERY = 5 * 60  # seconds

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and time() - request.session.get("used_at", 0) > self.EVERY:
            request.session["used_at"] = time()
            UserSession.objects.create_from_request(request)
        return self.get_response(request)


class SecondFactorRequired:
    """Sends a user who needs a second factor and has none to the page that sets it up, before anything else."""

    FREE = ("/hesap/", "/static/", "/health/", "/dogrula/", "/belirlenen-okullar/", "/erisilebilirlik/", "/gizlilik/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_missing(request):
            messages.warning(request, "Görevinizle çalışmak için iki aşamalı doğrulamayı kurun.")
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _is_missing(self, request: HttpRequest) -> bool:
        user = request.user
        return (
            settings.SECOND_FACTOR_REQUIRED
            and user.is_authenticated
            and not request.path.startswith(self.FREE)
            and user.needs_second_factor
            and not is_mfa_enabled(user)
            and not vouches_for_two_factors(request, user)
        )
