"""Lists of rows in a body: each row checked by a form, each fault with the row's path."""

from __future__ import annotations

from typing import Any

from django import forms
from rest_framework.request import Request

from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

MOST = 500


def rows_of(request: Request, key: str, form_class: type[forms.Form]) -> list[dict[str, Any]]:
    """The cleaned rows under ``key``; :class:`Faults` names each wrong one as ``key[position].field``."""
    body = request.data
    if not isinstance(body, dict):
        raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
    strange = [{"path": name, "message": "Bu istekte böyle bir bilgi yok."} for name in body if name != key]
    if strange:
        raise Faults(strange)
    rows = body.get(key)
    if not isinstance(rows, list) or len(rows) > MOST:
        raise Faults([{"path": key, "message": f"En çok {MOST} satırlık bir liste olmalıdır."}])
    cleaned, faults = [], []
    for position, row in enumerate(rows):
        try:
            cleaned.append(checked(form_class, row))
        except Faults as found:
            faults += [{**fault, "path": f"{key}[{position}].{fault['path']}".rstrip(".")} for fault in found.faults]
    if faults:
        raise Faults(faults)
    return cleaned


def body_of(key: str, form_class: type[forms.Form], *required: str) -> dict[str, Any]:
    """The same in the OpenAPI document."""
    row = {
        "type": "object",
        "required": list(required),
        "additionalProperties": False,
        "properties": described(form_class),
    }
    rows = {"type": "array", "maxItems": MOST, "items": row}
    return {"type": "object", "required": [key], "additionalProperties": False, "properties": {key: rows}}
