"""Values of indicators as people read them."""

from __future__ import annotations

from decimal import Decimal

from django import template

from centers.rules.reports import in_words

register = template.Library()


@register.simple_tag
def indicator_value(value: Decimal | None, kind: str) -> str:
    """A decimal comma, no empty decimals; a yes or no as a word; a dash for what is not known."""
    return in_words(value, kind)
