"""What the pages of centres share: what was sent, and a refusal at its fields."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
