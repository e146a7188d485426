"""What openings about a centre share: the centre by its key, and the body in the OpenAPI document."""

from __future__ import annotations

from typing import Any

from django import forms
from rest_framework.request import Request

from centers.models import Center
from workflow.api.inputs import described
from workflow.api.problems import Faults

CENTER = frozenset({"center"})


def center_of(request: Request) -> Center:
    """The centre that the body names by its key; one that the caller does not see is as one that is not there."""
    key = request.data.get("center") if isinstance(request.data, dict) else None
    found = None
    if isinstance(key, int) and not isinstance(key, bool) and 0 < key < 2**31:
        found = Center.objects.visible_to(request.user).select_related("school").filter(pk=key).first()
    if found is None:
        raise Faults([{"path": "center", "message": "Böyle bir merkez yok."}])
    return found


def opening_body(form: type[forms.Form], *required: str) -> dict[str, Any]:
    return {
        "application/json": {
            "type": "object",
            "required": ["center", *required],
            "additionalProperties": False,
            "properties": {"center": {"type": "integer", "description": "Merkez"}, **described(form)},
        }
    }
