"""Bodies read by the very forms that people see: names, types and rules are the form's, faults have paths."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from .problems import Faults

LISTS = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
NUMBERS = (forms.IntegerField, forms.DecimalField, forms.ModelChoiceField)
Fault = dict[str, str]


def checked_form(
    form_class: type[forms.Form], body: Any, *, known: frozenset[str] = frozenset(), **made_with: Any
) -> Any:
    """The form with its cleaned data; :class:`Faults` names every wrong type, unknown key and rule of the form not kept.

    ``known``: keys of the body that others read. A form may name a key (``gathers``) under which its fields stand.
    """
    if not isinstance(body, dict):
        raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
    gathers = getattr(form_class, "gathers", "")
    given = {key: value for key, value in body.items() if key not in known}
    faults: list[Fault] = []
    if gathers:
        faults += [_unknown(key) for key in given if key != gathers]
        inner = given.get(gathers)
        if inner is not None and not isinstance(inner, dict):
            faults.append({"path": gathers, "message": "Nesne olmalıdır."})
        given = inner if isinstance(inner, dict) else {}
    prefix = f"{gathers}." if gathers else ""
    form = form_class({key: value for key, value in given.items() if value is not None}, **made_with)
    faults += _faults_of_types(form, given, prefix)
    if faults or not form.is_valid():
        raise Faults(faults or list(_faults_of_rules(form, prefix)))
    return form


def checked(form_class: type[forms.Form], body: Any, *, known: frozenset[str] = frozenset(), **made_with: Any) -> Any:
    """The cleaned data of :func:`checked_form`."""
    return checked_form(form_class, body, known=known, **made_with).cleaned_data


def _faults_of_types(form: forms.Form, given: dict[str, Any], prefix: str) -> list[Fault]:
    faults = []
    for key, value in given.items():
        if key not in form.fields:
            faults.append(_unknown(prefix + key))
        elif value is not None and (message := _fault_of_type(form.fields[key], value)):
            faults.append({"path": prefix + key, "message": message})
    return faults


def strange_keys(body: Iterable[str], known: Collection[str]) -> list[Fault]:
    """A fault for each key of a form body that nothing asks for."""
    return [_unknown(key) for key in body if key not in known]


def _unknown(path: str) -> Fault:
    return {"path": path, "message": "Bu istekte böyle bir bilgi yok."}


def _fault_of_type(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return "" if isinstance(value, bool) else "true veya false olmalıdır."
    if isinstance(field, LISTS):
        return "" if isinstance(value, list) and all(_is_scalar(item) for item in value) else "Liste olmalıdır."
    if isinstance(field, NUMBERS):
        return "" if _is_scalar(value) else "Sayı veya metin olmalıdır."
    return "" if isinstance(value, str) else "Metin olmalıdır."


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _faults_of_rules(form: forms.Form, prefix: str) -> list[Fault]:
    return [
        {"path": "" if field == "__all__" else prefix + field, "message": str(message)}
        for field, messages in form.errors.items()
        for message in messages
    ]


def described(form_class: type[forms.Form]) -> dict[str, Any]:
    """The form's fields as properties of JSON Schema, for the OpenAPI document."""
    gathers = getattr(form_class, "gathers", "")
    if gathers:
        return {gathers: {"type": "object", "additionalProperties": {"type": ["string", "null"]}}}
    return {
        **{name: _described(field) for name, field in form_class.base_fields.items()},
        **{name: {"type": ["string", "null"]} for name in getattr(form_class, "named_later", ())},
    }


def _described(field: forms.Field) -> dict[str, Any]:
    more: dict[str, Any] = {"description": str(field.label)} if field.label else {}
    if isinstance(field, forms.DateField):
        return {"type": ["string", "null"], "format": "date", **more}
    if isinstance(field, forms.BooleanField):
        return {"type": ["boolean", "null"], **more}
    if isinstance(field, LISTS):
        return {"type": ["array", "null"], "items": {"type": ["integer", "string"]}, **more}
    if isinstance(field, NUMBERS):
        return {"type": ["integer", "string", "null"], **more}
    most = getattr(field, "max_length", None)
    return {"type": ["string", "null"], **({"maxLength": most} if most else {}), **more}
