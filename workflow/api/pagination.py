"""Lists by cursor: the next page costs the same however far it lies, and a cursor keeps to the filters it was given for."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from .compiled import rows_of
from .problems import Faults

VERSION = "1"
NOT_FILTERS = frozenset({"cursor", "page_size"})
MOST = 2**63 - 1  # what a key in the database can be
EXAMPLE_NEXT = "https://okul.example/api/v1/schools/?cursor=MXxhfHw1MA%3D%3D"
MALFORMED = "Sayfa imleci geçersiz; listeyi baştan isteyin."
OTHER_FILTERS = "Bu imleç başka bir süzgeçle alınmış; aynı süzgeçle sürdürün veya listeyi baştan isteyin."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after the row with this key, or before it."""

    key: Any
    after: bool = True


class ByCursor(CursorPagination):
    """Pages in the order of the primary key. A cursor that no answer gave out, or for other filters, is a 400."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        return self.page(lambda: queryset, queryset.model._meta.pk, request, view)

    def get_page_size(self, request: Request) -> int:
        """As many rows as are asked for, at most ``max_page_size``; what is no number is a fault, not the usual size."""
        given = request.query_params.get(self.page_size_query_param)
        if given is None:
            return self.page_size
        if not (given.isascii() and given.isdigit() and int(given[:9]) > 0):
            raise Faults(
                [{"path": self.page_size_query_param, "message": "1 veya daha büyük bir tam sayı olmalıdır."}]
            )
        return min(int(given[:9]), self.max_page_size)

    def page(self, queryset: Callable[[], Any], pk: Any, request: Request, view: Any = None) -> list[Any]:
        """The rows of the page that is asked for; ``queryset`` is called only where its statement is not known yet."""
        self.base_url = request.build_absolute_uri()
        self.size = self.get_page_size(request)
        self.filters = _digest_of_filters(request)
        self.place = self._place(request, pk)
        after = self.place is None or self.place.after
        # Only pages of the usual size are kept as statements: of the others there could be hundreds for each caller.
        is_usual = self.size == self.page_size and hasattr(view, "shape_of_query")
        shape = view.shape_of_query(request) if is_usual else None
        rows = rows_of(queryset, self.place and self.place.key, after=after, most=self.size + 1, shape=shape)
        page = rows[: self.size] if after else rows[: self.size][::-1]
        has_more = len(rows) > self.size
        self.following = page[-1] if page and (has_more or not after) else None
        self.preceding = page[0] if page and self.place and (has_more or after) else None
        return page

    def _place(self, request: Request, pk: Any) -> Place | None:
        given = request.query_params.get("cursor")
        if given is None:
            return None
        try:
            version, direction, filters, key = urlsafe_b64decode(given.encode("ascii")).decode("ascii").split("|", 3)
            place = Place(pk.to_python(key), after={"a": True, "b": False}[direction])
        except (ValueError, KeyError, ValidationError):
            raise Faults([{"path": "cursor", "message": MALFORMED}]) from None
        if version != VERSION or place.key is None or (isinstance(place.key, int) and abs(place.key) > MOST):
            raise Faults([{"path": "cursor", "message": MALFORMED}])
        if filters != self.filters:
            raise Faults([{"path": "cursor", "message": OTHER_FILTERS}])
        return place

    def _link(self, row: Any, direction: str) -> str | None:
        if row is None:
            return None
        key = row["pk"] if isinstance(row, dict) else row.pk
        token = urlsafe_b64encode(f"{VERSION}|{direction}|{self.filters}|{key}".encode()).decode()
        return replace_query_param(self.base_url, "cursor", token)

    def get_next_link(self) -> str | None:
        return self._link(self.following, "a")

    def get_previous_link(self) -> str | None:
        return self._link(self.preceding, "b")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """As OpenAPI 3.1 says that there may be no page more; the library says it in the words of 3.0."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**link, "example": EXAMPLE_NEXT},
                "previous": {**link, "example": None},
                "results": schema,
            },
        }

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data})


def _digest_of_filters(request: Request) -> str:
    """A short name of what the list is filtered by; the same however the filters are ordered."""
    given = sorted((name, value) for name, values in request.query_params.lists() for value in values)
    told = [pair for pair in given if pair[0] not in NOT_FILTERS and pair[1]]
    return hashlib.sha256(repr(told).encode(errors="surrogatepass")).hexdigest()[:8] if told else ""
