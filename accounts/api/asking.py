"""What a read is asked beyond its address: whatever nobody looked at is refused, for the answer would not be to the question.

A misspelt filter would otherwise give the whole list, and ``as_of`` at an address that keeps no past today's record.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

OK = 200
READS = frozenset({"GET", "HEAD"})
UNKNOWN = "Bu adres bunu sormaya açık değil; adını denetleyin veya çıkarın."
DAY_OF_KNOWLEDGE = "as_of"
NO_PAST = "Bu adres geçmiş bir gün için yanıt vermez; kaydın bugünkü hâlini as_of olmadan isteyin."


class Query(QueryDict):
    """A query that remembers which names were looked at; going through all of it looks at none."""

    def __init__(self, text: str, encoding: str | None) -> None:
        super().__init__(text, encoding=encoding)
        self.looked_at: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.looked_at.add(name)
        return super().__getitem__(name)

    def getlist(self, name: str, default: Any = None) -> Any:
        self.looked_at.add(name)
        return super().getlist(name, default)

    def get(self, name: str, default: Any = None) -> Any:
        self.looked_at.add(name)
        return super().get(name, default)

    @property
    def passed_over(self) -> list[str]:
        return [name for name in self if name not in self.looked_at]


class Answered(APIView):
    """Subclasses read; a 200 that passed over something of the query becomes a 400 that names it."""

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        if request.method in READS and request.META.get("QUERY_STRING"):
            request.GET = Query(request.META["QUERY_STRING"], request.encoding)  # type: ignore[assignment]
        return super().initialize_request(request, *args, **kwargs)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        if response.status_code == OK and (names := passed_over(request)):
            faults = {name: [NO_PAST if name == DAY_OF_KNOWLEDGE else UNKNOWN] for name in names}
            response = self.handle_exception(ValidationError(faults))
        return super().finalize_response(request, response, *args, **kwargs)


def passed_over(request: Any) -> list[str]:
    query = getattr(request, "GET", None)
    return query.passed_over if isinstance(query, Query) else []
