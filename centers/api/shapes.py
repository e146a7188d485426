"""The JSON shapes of the candidate check, as JSON Schema for the OpenAPI document, with examples."""

from __future__ import annotations

from datetime import date
from typing import Any

from centers.rules.requests import DUTIES, KINDS, POSTS, STATES, read_request
from centers.rules.selection import Selection, select
from legislation.reading import MOST_ITEMS
from workflow.api.shapes import nullable, objects

TEXT = nullable("string", minLength=1, pattern=r"\S")
CANDIDATE = objects(
    {
        "id": {"type": "string", "minLength": 1, "pattern": r"\S"},
        "ministry_post": nullable("boolean"),
        "started_on": nullable("string", format="date"),
        "served_as": nullable("array", items={"enum": list(DUTIES)}, maxItems=MOST_ITEMS),
        "compulsory_service": {"enum": [*STATES, None]},
        "appointed_field": TEXT,
        "teacher_kind": {"enum": [*KINDS, None]},
    },
    "id",
)
REQUEST = {
    **objects(
        {
            "post": {"enum": list(POSTS)},
            "deadline": {"type": "string", "format": "date"},
            "centre": nullable(
                "object",
                properties={
                    "fields": nullable("array", items=TEXT | {"type": "string"}, maxItems=MOST_ITEMS),
                    "compulsory_service_place": nullable("boolean"),
                },
            ),
            "candidates": {"type": "array", "items": CANDIDATE, "maxItems": MOST_ITEMS},
        },
        "post",
        "deadline",
        "candidates",
    ),
    "description": "`null` or an absent key is unknown; an empty list is none. Keys that are not named here are ignored.",
}
FINDING = objects(
    {
        "provision": {"type": "string"},
        "citation": {"type": "string"},
        "question": {"type": "string"},
        "outcome": {"enum": ["met", "unmet", "unknown"]},
        "reason": {"type": "string"},
        "measured": {"type": "object"},
        "required": {"type": "object"},
        "remedy": {"type": "string"},
    },
    "provision",
    "outcome",
    "reason",
)
ANSWER = objects(
    {
        "fallback_open": {"type": "boolean"},
        "candidates": {
            "type": "array",
            "items": objects(
                {
                    "id": {"type": "string"},
                    "qualified": {"type": "boolean"},
                    "by_fallback": {"type": "boolean"},
                    "findings": {"type": "array", "items": FINDING},
                },
                "id",
                "qualified",
                "by_fallback",
                "findings",
            ),
        },
    },
    "fallback_open",
    "candidates",
)


def answer_of(selection: Selection) -> dict[str, Any]:
    return {
        "fallback_open": selection.fallback_open,
        "candidates": [
            {
                "id": standing.candidate.id,
                "qualified": standing.qualified,
                "by_fallback": standing.by_fallback,
                "findings": [finding.as_json() for finding in standing.findings],
            }
            for standing in selection.standings
        ],
    }


ASKED: dict[str, Any] = {
    "post": "general_coordinator",
    "deadline": "2026-10-01",
    "centre": {"fields": ["04"], "compulsory_service_place": False},
    "candidates": [
        {
            "id": "a",
            "ministry_post": True,
            "started_on": "2020-09-01",
            "served_as": ["department_head"],
            "compulsory_service": "completed",
            "appointed_field": "11",
            "teacher_kind": "workshop",
        },
        {
            "id": "b",
            "ministry_post": True,
            "started_on": "2023-09-01",
            "served_as": [],
            "compulsory_service": "pending",
            "appointed_field": "04",
            "teacher_kind": "workshop",
        },
    ],
}
FAULTS = [
    {"path": "candidates[1].started_on", "message": "Başvurunun son gününden (01.10.2026) sonra olamaz."},
    {"path": "candidates[1].id", "message": "“a” iki kez verilmiş."},
]


def _answered() -> dict[str, Any]:
    asked, faults = read_request(ASKED)
    if asked is None:
        raise ValueError(f"the example of the document is faulty: {faults}")
    return answer_of(select(asked.post, asked.centre, asked.candidates, deadline=date(2026, 10, 1)))


ANSWERED = _answered()
