"""The value of an input as a browser sends it, as it is compared, and as people read it; the same for all forms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.formats import number_format

from workflow.history.words import capital

Raw = str | list[str]
EMPTY = "boş"


def is_many(field: forms.Field) -> bool:
    return bool(getattr(field.widget, "allow_multiple_selected", False))


def shown_raw(bound: forms.BoundField) -> Raw:
    """What the browser would send of an unbound form that nobody touches."""
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return "on" if widget.check_test(value) else ""
    value = widget.format_value(value)
    if is_many(bound.field):
        return [str(one) for one in value or []]
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    return "" if value is None else str(value)


def sent_raw(field: forms.Field, data: QueryDict, name: str) -> Raw:
    if is_many(field):
        return [str(one) for one in data.getlist(name)]
    if isinstance(field.widget, forms.CheckboxInput):
        return "on" if field.widget.value_from_datadict(data, MultiValueDict(), name) else ""
    return str(data.get(name, ""))


def put(data: QueryDict, name: str, raw: Raw) -> None:
    """Write a value as the browser would have sent it; a box that is not ticked sends nothing."""
    if isinstance(raw, list):
        data.setlist(name, raw)
    elif raw == "":
        data.pop(name, None)
        data[name] = ""
    else:
        data[name] = raw


def comparable(field: forms.Field, raw: Raw) -> Any:
    """Equal for what means the same: line ends are the browser's, 48,50 is 48,5, and an empty text is none."""
    if isinstance(raw, list):
        return sorted(raw)
    if isinstance(field, forms.ModelChoiceField):
        return raw
    try:
        value = field.to_python(raw)
    except ValidationError:
        return raw.strip()
    if isinstance(value, Decimal):
        return str(value.normalize()) if value else "0"
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return "" if value is None else str(value)


def same(field: forms.Field, one: Raw, other: Raw) -> bool:
    return bool(comparable(field, one) == comparable(field, other))


def in_words(field: forms.Field, raw: Raw) -> str:
    """As people read it: choices and records by their labels, days and numbers as Turkish writes them."""
    if isinstance(field.widget, forms.CheckboxInput):
        return "evet" if raw else "hayır"
    if hasattr(field, "choices"):
        named = [_choice(field, one) for one in (raw if isinstance(raw, list) else [raw]) if one]
        return ", ".join(named) or EMPTY
    if not raw or isinstance(raw, list):
        return ", ".join(raw) if raw else EMPTY
    try:
        value = field.to_python(raw)
    except ValidationError:
        return raw
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return number_format(value, use_l10n=True) if isinstance(value, Decimal) else raw.strip() or EMPTY


def _choice(field: Any, raw: str) -> str:
    for value, label in _flat(field.widget.choices):
        if str(value) == raw:
            return str(label)
    if (
        isinstance(field, forms.ModelChoiceField) and field.queryset is not None
    ):  # chosen by somebody to whom more was offered
        record = field.queryset.model._base_manager.filter(pk=raw).first() if raw.isdigit() else None
        return field.label_from_instance(record) if record else "silinmiş kayıt"
    return raw


def _flat(choices: Any) -> Any:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def label_of(field: forms.Field, name: str) -> str:
    return capital(str(field.label or name))
