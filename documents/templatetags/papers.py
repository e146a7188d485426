"""What templates of papers need."""

from __future__ import annotations

from typing import Any

from django import template

from documents import columns

register = template.Library()


@register.filter
def column_widths(table: dict[str, Any]) -> list[float]:
    """Percent of the line for each column of ``{"columns": […], "rows": [[…]]}``."""
    return columns.column_widths(table["columns"], table["rows"])
