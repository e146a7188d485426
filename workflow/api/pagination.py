"""Lists by cursor: the next page costs the same however far it lies."""

from rest_framework.pagination import CursorPagination


class ByCursor(CursorPagination):
    ordering = "pk"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500
