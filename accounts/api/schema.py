"""How errors are described in the OpenAPI document: the same few for every operation."""

from __future__ import annotations

import inspect
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse

PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "message"],
                "properties": {"path": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "findings": {"type": "array", "items": {"type": "object"}},
        "current": {"type": "object", "description": "412: what stands there now."},
        "changed": {
            "type": "array",
            "description": "412: each field that stands differently from what was sent.",
            "items": {
                "type": "object",
                "required": ["path", "sent", "current"],
                "properties": {"path": {"type": "string"}, "sent": {}, "current": {}},
            },
        },
    },
}
MEANING = {
    400: "The request is malformed; each fault names its path.",
    401: "No valid access token.",
    403: "The token lacks the scope, or the account may not do this.",
    404: "No such record in the caller's scope.",
    405: "The method is not served here.",
    406: "The representation asked for is not served.",
    409: "The record is not in a state that allows this, or changed meanwhile.",
    410: "The cursor is older than what is kept; `detail` says how to start over.",
    412: "The version named in If-Match is no longer the current one; `current` is, and `changed` names the fields.",
    413: "The body is larger than is read.",
    415: "The content type is not read.",
    422: "The law's conditions or the act's own are not fulfilled, or the Idempotency-Key was used otherwise.",
    428: "If-Match is missing.",
    429: "Too many requests; see Retry-After.",
}


def problems(*codes: int) -> dict[tuple[int, str], OpenApiResponse]:
    """The error responses of an operation: those named, and those that any operation may give."""
    return {
        (code, "application/problem+json"): OpenApiResponse(PROBLEM, MEANING[code])
        for code in sorted({*codes, 400, 401, 403, 406, 429})
    }


class OwnWords(AutoSchema):
    """Operations are described by what is written at them; a base class's words are for who writes subclasses."""

    def get_description(self) -> str:
        method = getattr(self.view, self.method.lower(), None)
        written = getattr(method, "__doc__", None) or vars(type(self.view)).get("__doc__") or ""
        return inspect.cleandoc(written)


TEXT = {"type": "string"}
NOT_FILTERS = frozenset({"cursor", "limit", "page_size", "on", "as_of", "start"})


def empty_is_not_asked(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """An OpenAPI hook: a filter that is sent empty, as forms send it, is one that is not asked; the document says so."""
    operations = (operation for path in result["paths"].values() for operation in path.values())
    for parameter in (parameter for operation in operations for parameter in operation.get("parameters", [])):
        schema = parameter["schema"]
        if parameter["in"] == "query" and parameter["name"] not in NOT_FILTERS and schema != TEXT:
            parameter["schema"] = {"anyOf": [schema, {"type": "string", "const": ""}]}
    return result
