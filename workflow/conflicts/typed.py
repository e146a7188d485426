"""What was typed into a record that can be changed no longer, in words, so that its user can take it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.http import QueryDict

from workflow.history.words import capital, value_words

from .sheets import State

Model = type[models.Model]


def typed_since(base: State, data: QueryDict, record: Model, rows: Mapping[str, Model]) -> list[tuple[str, str]]:
    """Labels and words of the inputs that differ from those the user began with; ``rows``: models of sets, by prefix."""
    told: list[tuple[str, str]] = []
    for name, (model, field, was) in _inputs(base, data, record, rows).items():
        sent = data.getlist(name)
        if _plain(sent) != _plain(was if isinstance(was, list) else [was]):
            told += _in_words(model, field, sent)
    return told


def _inputs(
    base: State, data: QueryDict, record: Model, rows: Mapping[str, Model]
) -> dict[str, tuple[Model, str, Any]]:
    """Every input that was there or was sent: its model, its field, and what it began with."""
    found: dict[str, tuple[Model, str, Any]] = {}
    for prefix, values in base["forms"].items():
        found |= {f"{prefix}-{name}" if prefix else name: (record, name, raw) for name, raw in values.items()}
    for prefix, model in rows.items():
        for at, (_, values) in enumerate(base["sets"].get(prefix, [])):
            found |= {f"{prefix}-{at}-{name}": (model, name, raw) for name, raw in values.items()}
        owner = next((one.name for one in model._meta.fields if one.related_model is record), "")
        for name in data:
            place, _, field = name.removeprefix(f"{prefix}-").partition("-")
            if name.startswith(f"{prefix}-") and place.isdecimal() and field not in {owner, model._meta.pk.name}:
                found.setdefault(name, (model, field, ""))
    return found


def _plain(values: list[str]) -> list[str]:
    return sorted(filter(None, (value.replace("\r\n", "\n").strip() for value in values)))


def _in_words(model: Model, name: str, sent: list[str]) -> Iterator[tuple[str, str]]:
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        if name == "DELETE":
            yield str(model._meta.verbose_name), "satır silindi"
        return
    if field.remote_field is not None:
        keys = [key for key in sent if key.isdecimal()]
        words = ", ".join(str(one) for one in field.related_model._base_manager.filter(pk__in=keys)) or "boş"
    elif isinstance(field, models.BooleanField):
        words = "evet" if sent and sent[0] not in {"", "false"} else "hayır"
    else:
        words = ", ".join(_value(field, value) for value in sent) or "boş"
    yield capital(str(field.verbose_name)), words


def _value(field: Any, value: str) -> str:
    try:
        return value_words(field, value)
    except (ValidationError, ValueError, TypeError):
        return value
