"""Says on each answer of the API whether it comes from the sandbox: the demonstration, where nothing can be harmed."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

OF_PROGRAMS = ("/api/", "/oauth/")


class Environment:
    """Middleware: ``X-Environment: sandbox`` or ``production`` for what programs call."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.path.startswith(OF_PROGRAMS):
            answer["X-Environment"] = "sandbox" if settings.DEMO_MODE else "production"
        return answer
