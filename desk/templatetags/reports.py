"""For the yearly report on paper and page: numbers in words, provisions, and plots as pictures."""

from __future__ import annotations

from typing import Any

from django import template

from desk.yearly.drawing import image_of
from desk.yearly.papers import grounds_of
from desk.yearly.rules.content import in_words

register = template.Library()


@register.filter
def worded(value: Any, unit: str = "") -> str:
    """A number with its unit, as people read it."""
    return in_words(value, unit)


@register.filter
def celled(value: Any) -> str:
    """A number in a table, where there is no room for words: a dash for what is not known."""
    return "–" if value is None else in_words(value)


@register.filter
def cited(chapter: dict[str, Any]) -> str:
    return grounds_of(chapter)


@register.filter
def plot_image(plot: dict[str, Any]) -> str:
    return image_of(plot)
