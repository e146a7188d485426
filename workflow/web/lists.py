"""Pages of long lists: page size and page from the address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from workflow.listing.paging import Bounded

SIZES = [25, 50, 100]


def page_of(request: HttpRequest, rows: Any) -> dict[str, Any]:
    """The context of ``components/pagination.html`` for this request: ``page_obj``, ``sizes``, ``size``."""
    asked = request.GET.get("boyut", "")
    size = int(asked) if asked.isdigit() and int(asked) in SIZES else SIZES[0]
    return {"page_obj": Bounded(rows, size).get_page(request.GET.get("sayfa")), "sizes": SIZES, "size": size}


def sorted_by(request: HttpRequest, rows: Any, columns: dict[str, str]) -> Any:
    """The rows in the order asked by ``?sirala=``; ``columns`` maps what may be asked to model fields."""
    asked = request.GET.get("sirala", "")
    column = columns.get(asked.lstrip("-"))
    return rows.order_by(f"{'-' if asked.startswith('-') else ''}{column}", "pk") if column else rows
