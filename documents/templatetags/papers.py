"""What templates of papers need."""

from __future__ import annotations

from typing import Any

from django import template

from documents.columns import Laid, laid

register = template.Library()


@register.filter
def as_laid(table: dict[str, Any]) -> Laid:
    """The table as it is printed: widths in percent of the line, rows in their groups."""
    return laid(table)
