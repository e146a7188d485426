"""The rows of a school's section as JSON: shown and read by the very forms that the pages use, fields by their codes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db import models

from schools.forms.editors import Editor
from schools.models import Field, School
from schools.snapshots import DETAILS, ROWS
from workflow.api.inputs import described
from workflow.api.problems import Faults

MOST_ROWS = 500
NUMBERS = (forms.IntegerField, forms.DecimalField)
Fault = dict[str, str]


def names_of(editor: Editor) -> list[str]:
    """The keys of a row, or of the one set of values."""
    form = editor.form or editor.row
    assert form is not None  # noqa: S101 - an editor has the one or the other
    return list(form.base_fields) + (
        ["sponsor"] if editor.section == "standards" and "sponsor" not in form.base_fields else []
    )


def shown(editor: Editor, school: School, *, site: models.Model | None = None) -> Any:
    """What stands in the section: a list of rows with ``id``, or one object; ``None`` for a site that is not known."""
    names = names_of(editor)
    if editor.section == "details":
        return {name: _value(school, name) for name in names if name in DETAILS}
    if editor.section == "site":
        return {name: _value(site, name) for name in names} if site else None
    model, _ = ROWS[editor.section]
    rows = model._default_manager.filter(school=school).order_by("pk")
    return [{"id": row.pk, **{name: _value(row, name) for name in names}} for row in rows]


def _value(row: models.Model, name: str) -> Any:
    field = row._meta.get_field("fields" if name == "fields_sharing" else name)
    if field.many_to_many:
        return sorted(item.code for item in getattr(row, field.name).all())
    value = getattr(row, field.name)
    if isinstance(value, models.Model):
        return value.code if isinstance(value, Field | School) else value.pk
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def properties_of(editor: Editor) -> dict[str, Any]:
    """A row in the OpenAPI document."""
    form = editor.form or editor.row
    assert form is not None  # noqa: S101 - an editor has the one or the other
    properties = described(form)
    for name, field in form.base_fields.items():
        if isinstance(field, forms.ModelMultipleChoiceField):
            properties[name]["items"] = {"type": "string"}
        elif isinstance(field, forms.DecimalField):
            properties[name]["type"] = ["number", "null"]
        elif isinstance(field, forms.TypedChoiceField):
            properties[name]["type"] = ["integer", "boolean", "null"]
    return properties


def read_values(editor: Editor, body: Any, instance: models.Model | None) -> dict[str, Any]:
    """The one set of values, cleaned; every key must be there, since what is left out would be wiped."""
    values = body.get("values") if isinstance(body, dict) else None
    if not isinstance(values, dict):
        raise Faults([{"path": "values", "message": "Nesne olmalıdır."}])
    missing = [name for name in names_of(editor) if name not in values]
    if missing:
        raise Faults(
            [{"path": f"values.{name}", "message": "Bu alan yazılmalıdır; bilinmiyorsa null."} for name in missing]
        )
    assert editor.form is not None  # noqa: S101 - asked of such editors alone
    form, faults = _read(editor.form, values, instance, "values")
    if faults:
        raise Faults(faults)
    return dict(form.cleaned_data)


def read_rows(editor: Editor, body: Any, school: School) -> list[dict[str, Any]]:
    """All rows of the section, cleaned: with ``id`` the row that is changed, without it a new one."""
    rows = body.get("rows") if isinstance(body, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise Faults([{"path": "rows", "message": f"En çok {MOST_ROWS} satırlık bir liste olmalıdır."}])
    model, _ = ROWS[editor.section]
    there = {row.pk: row for row in model._default_manager.filter(school=school)}
    faults: list[Fault] = []
    read = []
    for position, given in enumerate(rows):
        path = f"rows[{position}]"
        row = _row(editor, given, there, school, path, faults)
        if row is not None:
            read.append(row)
    if faults:
        raise Faults(faults)
    return read


def _row(
    editor: Editor, given: Any, there: dict[Any, models.Model], school: School, path: str, faults: list[Fault]
) -> dict[str, Any] | None:
    if not isinstance(given, dict):
        faults.append({"path": path, "message": "Nesne olmalıdır."})
        return None
    key = given.get("id")
    # Each row is changed once: the instance is taken out, so that a key named twice is not found again.
    instance = there.pop(key, None) if isinstance(key, int) and not isinstance(key, bool) else None
    if key is not None and instance is None:
        faults.append({"path": f"{path}.id", "message": "Bu bölümde böyle bir satır yok (ya da iki kez yazılmış)."})
        return None
    assert editor.row is not None  # noqa: S101 - asked of sets alone
    values = {name: value for name, value in given.items() if name != "id"}
    model, _ = ROWS[editor.section]
    form, found = _read(editor.row, values, instance or model(school=school), path)
    faults += found
    return None if found else {"id": instance.pk if instance else None, **form.cleaned_data}


def _read(
    form_class: type[forms.ModelForm], values: dict[str, Any], instance: models.Model | None, path: str
) -> tuple[forms.ModelForm, list[Fault]]:
    unbound = form_class(instance=instance)
    faults = [
        {"path": f"{path}.{name}", "message": _fault_of(unbound.fields.get(name), value)}
        for name, value in values.items()
        if _fault_of(unbound.fields.get(name), value)
    ]
    data = {name: _as_typed(unbound.fields.get(name), value) for name, value in values.items() if value is not None}
    form = form_class(data, instance=instance)
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Field:
            field.to_field_name = "code"
    if not faults and not form.is_valid():
        faults = [
            {"path": path if name == "__all__" else f"{path}.{name}", "message": str(message)}
            for name, messages in form.errors.items()
            for message in messages
        ]
    return form, faults


def _fault_of(field: forms.Field | None, value: Any) -> str:
    """What is wrong with the type of a value; empty where nothing is."""
    if field is None:
        return "Bu bölümde böyle bir bilgi yok."
    if value is None:
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return (
            ""
            if isinstance(value, list) and all(isinstance(item, str) for item in value)
            else "Kod listesi olmalıdır."
        )
    if isinstance(field, forms.BooleanField):
        return "" if isinstance(value, bool) else "true veya false olmalıdır."
    if isinstance(field, forms.TypedChoiceField):
        return "" if isinstance(value, bool | int) else "Sayı veya true/false olmalıdır."
    if isinstance(field, NUMBERS):
        return "" if isinstance(value, int | float) and not isinstance(value, bool) else "Sayı olmalıdır."
    if isinstance(field, forms.ModelChoiceField) and field.queryset.model is not Field:
        return "" if isinstance(value, int) and not isinstance(value, bool) else "Sayı olmalıdır."
    return "" if isinstance(value, str) else "Metin olmalıdır."


def _as_typed(field: forms.Field | None, value: Any) -> Any:
    """A value as somebody would have typed it into the page's form: decimals with the comma of Turkish."""
    if isinstance(field, forms.DecimalField) and isinstance(value, int | float):
        try:
            return format(Decimal(str(value)), "f").replace(".", ",")
        except InvalidOperation:
            return str(value)
    return str(value) if isinstance(field, forms.TypedChoiceField) else value
