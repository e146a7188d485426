"""Values of indicators and kinds of entries as people read them."""

from __future__ import annotations

from decimal import Decimal

from django import template

from centers.choices.calendar import EntryKind
from centers.rules.reports import in_words

register = template.Library()


@register.simple_tag
def indicator_value(value: Decimal | None, kind: str) -> str:
    """A decimal comma, no empty decimals; a yes or no as a word; a dash for what is not known."""
    return in_words(value, kind)


@register.filter
def kind_word(kind: str) -> str:
    """What an entry of a calendar is."""
    return str(EntryKind(kind).label)
