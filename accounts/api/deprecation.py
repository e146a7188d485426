"""What is announced to go: by headers on each answer, in the OpenAPI document, and in docs/api/changelog.md.

    SPELLING = Deprecation("GET /api/v1/schools/ kind_label", since=date(2027, 1, 1), until=date(2027, 7, 1), instead="kind")

    class SchoolList(Deprecated, ScopedList):
        deprecation = SPELLING

Headers as RFC 9745 (``Deprecation``), RFC 8594 (``Sunset``) and RFC 8288 (``Link``) have them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from rest_framework.request import Request
from rest_framework.views import APIView

LEAST_DAYS = 180  # between the announcement and the end


@dataclass(frozen=True, slots=True)
class Deprecation:
    """``what``: an operation (``GET /api/v1/…/``), with the field after it where only that goes. Days are UTC."""

    what: str
    since: date
    until: date
    instead: str

    def __post_init__(self) -> None:
        if (self.until - self.since).days < LEAST_DAYS:
            raise ValueError(f"{self.what}: between the announcement and the end lie at least {LEAST_DAYS} days")
        DECLARED.append(self)

    @property
    def line(self) -> str:
        """How docs/api/changelog.md lists it."""
        return f"- `{self.what}`: deprecated since {self.since}, ends {self.until}. Instead: {self.instead}"

    def headers(self) -> dict[str, str]:
        return {
            "Deprecation": f"@{_seconds(self.since)}",
            "Sunset": http_date(_seconds(self.until)),
            "Link": f'<{reverse("api-changelog")}>; rel="deprecation"; type="text/markdown"',
        }


DECLARED: list[Deprecation] = []


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


class Deprecated(APIView):
    """A view of which something is announced to go; each of its answers says so, refusals too.

    Where a single field goes, the field is marked in the schema itself (``"deprecated": True``).
    """

    deprecation: ClassVar[Deprecation]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().finalize_response(request, response, *args, **kwargs)
        for name, value in self.deprecation.headers().items():
            answer[name] = f"{answer[name]}, {value}" if name == "Link" and "Link" in answer else value
        return answer
