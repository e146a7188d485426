"""Parts of JSON Schema that the OpenAPI document is made of, and examples of refusals."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

from .problems import MEDIA_TYPE, problem

Schema = dict[str, Any]


def nullable(kind: str, **more: Any) -> Schema:
    return {"type": [kind, "null"], **more}


def objects(properties: Schema, *required: str) -> Schema:
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}


def faulty(name: str, faults: list[dict[str, str]]) -> OpenApiExample:
    """A request refused with these faults."""
    body = problem(400, "İstekte düzeltilmesi gereken yerler var.", faults=faults)
    return OpenApiExample(name, value=body, response_only=True, status_codes=["400"], media_type=MEDIA_TYPE)
