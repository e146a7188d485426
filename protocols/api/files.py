"""Bodies that bring a file: read by the form of the page, every fault with its path."""

from __future__ import annotations

from typing import Any

from django import forms
from rest_framework.request import Request

from workflow.api.inputs import described, strange_keys
from workflow.api.problems import Faults


def checked_upload(form_class: type[forms.Form], request: Request) -> dict[str, Any]:
    """The cleaned data of a multipart body; :class:`Faults` names unknown keys and what the form does not take."""
    form = form_class(request.data, request.FILES)
    faults = strange_keys(request.data, form.fields)
    if faults or not form.is_valid():
        faults += [
            {"path": "" if name == "__all__" else name, "message": str(message)}
            for name, messages in form.errors.items()
            for message in messages
        ]
        raise Faults(faults)
    return dict(form.cleaned_data)


def upload_body(form_class: type[forms.Form]) -> dict[str, Any]:
    """The same in the OpenAPI document."""
    files = {name for name, field in form_class.base_fields.items() if isinstance(field, forms.FileField)}
    properties = {
        name: {"type": "string", "format": "binary"} if name in files else {**shape, "type": "string"}
        for name, shape in described(form_class).items()
    }
    required = [name for name, field in form_class.base_fields.items() if field.required]
    return {"multipart/form-data": {"type": "object", "required": required, "properties": properties}}


def json_body(form_class: type[forms.Form]) -> dict[str, Any]:
    """A body in JSON with exactly the fields of the form."""
    required = [name for name, field in form_class.base_fields.items() if field.required]
    body = {"type": "object", "additionalProperties": False, "properties": described(form_class)}
    return {"application/json": {**body, "required": required} if required else body}
