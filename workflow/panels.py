"""The panels of a page, read in one statement: whatever its context holds that was not read yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from .at_once import read_at_once


def all_read(context: dict[str, Any]) -> dict[str, Any]:
    """The context of a page with every selection in it read; those inside its dictionaries and lists, too."""
    read_at_once(*_selections_in(context.values()))
    return context


def _selections_in(values: Iterable[Any]) -> Iterable[QuerySet[Any]]:
    for value in values:
        if isinstance(value, QuerySet):
            yield value
        elif isinstance(value, Mapping):
            yield from _selections_in(value.values())
        elif isinstance(value, list | tuple):
            yield from _selections_in(value)
