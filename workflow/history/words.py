"""Rows and values of the history in the users' words: fields by their labels, keys by their records' names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import number_format
from django.utils.timezone import localtime

from accounts.models import User
from workflow.at_once import read_at_once

from .kinds import Kept, Table
from .reading import GONE, gone, instance_of

EMPTY = "boş"
UNKNOWN = "bilgi eksik"
# Columns that say how the record is kept, not what it is.
SILENT = frozenset({"id", "revision", "pgh_id", "person_key"})
LONGEST = 600


class Names:
    """The records that foreign keys of some rows lead to, read in one query; ``people``: keys of users that are told beside."""

    def __init__(self, rows: Iterable[tuple[Table, dict[str, Any]]], *, people: Iterable[int] = ()) -> None:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set, {User: set(people)})
        for table, data in rows:
            for field in table.model._meta.concrete_fields:
                key = data.get(str(field.column))
                if field.related_model is not None and key is not None:
                    wanted[field.related_model].add(key)
        selections = {model: _named(model, keys) for model, keys in wanted.items()}
        read_at_once(*selections.values())
        self.found = {model: {one.pk: one for one in rows} for model, rows in selections.items()}

    def record(self, model: type[models.Model], key: Any) -> Any:
        try:
            key = model._meta.pk.to_python(key)
        except Exception:  # noqa: BLE001 - a key of another time
            return gone(model, None)
        return self.found.get(model, {}).get(key) or gone(model, key)


def _named(model: type[models.Model], keys: set[Any]) -> models.QuerySet[Any]:
    """Records with what their own names are made of."""
    direct = [f.name for f in model._meta.concrete_fields if f.many_to_one and not f.null]
    return model._base_manager.select_related(*direct).filter(pk__in=keys).order_by()


def row_title(table: Table, data: dict[str, Any], names: Names) -> str:
    """How a row is called: its table in the singular, and its own name."""
    row = instance_of(table.model, data)
    for field in table.model._meta.concrete_fields:
        if field.related_model is not None and getattr(row, field.attname) is not None:
            key = getattr(row, field.attname)
            row._state.fields_cache[field.cache_name] = names.record(field.related_model, key)  # type: ignore[attr-defined]
    title = table.part.title if table.part and table.part.title and table.link is None else str
    return f"{table.model._meta.verbose_name}: {title(row)}"


def fields_of(table: Table) -> list[Any]:
    """The columns that people are shown, in the model's order; the way to the record is not one of them."""
    owner = table.part.owner if table.part else ""
    return [
        field
        for field in table.model._meta.concrete_fields
        if field.name not in SILENT and field.name != owner and field.column not in table.left_out
    ]


def capital(text: str) -> str:
    """A label with its first letter in capitals, as Turkish writes it."""
    return ("İ" if text[:1] == "i" else text[:1].upper()) + text[1:]


def value_words(field: Any, value: Any, names: Names | None = None, *, empty: str = EMPTY) -> str:
    """One value as people read it: choices, days, numbers and records by their words."""
    if value is None or value in ("", [], {}):
        return empty
    if field.related_model is not None:
        return str(names.record(field.related_model, value)) if names else str(value)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if in_words := getattr(field, "in_words", None):
        return str(in_words(value))
    if isinstance(field, models.JSONField):
        return f"{len(value)} satırlık veri" if isinstance(value, list | dict) else str(value)
    value = field.to_python(value)
    if mask := getattr(field, "mask", None):  # what is masked on the pages is so in its history
        return str(mask(str(value)))
    if isinstance(value, list):
        inner = dict(getattr(field, "base_field", field).flatchoices)
        return ", ".join(str(inner.get(item, item)) for item in value)
    return _plain_words(value)


def _plain_words(value: Any) -> str:
    match value:
        case bool():
            return "evet" if value else "hayır"
        case datetime():
            return f"{localtime(value):%d.%m.%Y %H:%M}"
        case date():
            return f"{value:%d.%m.%Y}"
        case Decimal():
            return number_format(value.normalize() if value else Decimal(0), use_l10n=True)
        case float():
            return number_format(value, use_l10n=True)
        case _:
            text = str(value)
            return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def kind_words(kept: Kept) -> str:
    return str(kept.model._meta.verbose_name)


__all__ = ["EMPTY", "GONE", "UNKNOWN", "Names", "capital", "fields_of", "kind_words", "row_title", "value_words"]
