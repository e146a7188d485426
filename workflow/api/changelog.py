"""The API's changelog as programs' authors read it: what came, what is announced to go."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from accounts.api.asking import Answered

CHANGELOG = Path(settings.BASE_DIR) / "docs" / "api" / "changelog.md"


class Changelog(Answered):
    """``docs/api/changelog.md``, to whoever asks: whose token has run out may read it too."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    schema = None

    def get(self, request: Request) -> HttpResponse:
        return HttpResponse(CHANGELOG.read_text(encoding="utf8"), content_type="text/markdown; charset=utf-8")
