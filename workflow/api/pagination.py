"""Lists by cursor: the next page costs the same however far it lies."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request


class ByCursor(CursorPagination):
    """Pages in the order of the key. A cursor that no answer gave out is 404, as DRF has it for other malformed ones."""

    ordering = "pk"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500
    invalid_cursor_message = "Sayfa imleci geçersiz; listeyi baştan isteyin."

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        self.key = queryset.model._meta.pk
        return super().paginate_queryset(queryset, request, view)

    def decode_cursor(self, request: Request) -> Cursor | None:
        cursor = super().decode_cursor(request)
        if cursor is not None and cursor.position is not None:
            try:
                self.key.to_python(cursor.position)
            except ValidationError as error:
                raise NotFound(self.invalid_cursor_message) from error
        return cursor
