"""The JSON shapes of the fixed contracts, as JSON Schema for the OpenAPI document, with examples."""

from __future__ import annotations

from designations.rules import TYPES
from designations.rules.operating import RULES
from designations.rules.requests import MET_BY, SITE_KINDS
from legislation.reading import MOST_ITEMS
from workflow.api.shapes import Schema, nullable, objects

COUNT = nullable("integer", minimum=0)
AMOUNT = nullable("number", minimum=0)
DAY = nullable("string", format="date")
YES_NO = nullable("boolean")
TEXT = nullable("string", minLength=1, pattern=r"\S")
CODES = nullable("array", items={"type": "string", "minLength": 1, "pattern": r"\S"}, maxItems=MOST_ITEMS)


def rows(properties: Schema) -> Schema:
    return nullable("array", items=objects(properties), maxItems=MOST_ITEMS)


FACTS = objects(
    {
        "institution": nullable(
            "object",
            properties={"kind": {"enum": ["mtal", "mesem", "other", None]}, "attached_to_gd": YES_NO},
        ),
        "students": COUNT,
        "classroom_places": COUNT,
        "addable_places": COUNT,
        "fields": rows(
            {
                "code": TEXT,
                "students": COUNT,
                "workshop_places": COUNT,
                "stars": nullable("integer", minimum=0, maximum=3),
                "open": YES_NO,
            }
        ),
        "clusters": rows({"name": TEXT, "fields": CODES}),
        "boarding_need": nullable("object", properties={"girls": COUNT, "boys": COUNT}),
        "dormitories": rows(
            {
                "own": YES_NO,
                "same_education_region": YES_NO,
                "transport": YES_NO,
                "for": {"enum": ["girls", "boys", None]},
                "places": COUNT,
                "occupied": COUNT,
            }
        ),
        "site": nullable("object", properties={"kind": {"enum": [*SITE_KINDS, None]}, "suited_fields": CODES}),
        "protocols": rows(
            {
                "signed_on": DAY,
                "starts_on": DAY,
                "ends_on": DAY,
                "ended_on": DAY,
                "general_directorate_party": YES_NO,
                "stakeholders": COUNT,
            }
        ),
        "standards": rows(
            {
                "code": TEXT,
                "kind": TEXT,
                "minimum": AMOUNT,
                "value": AMOUNT,
                "sponsor_allowed": YES_NO,
                "enterprise_allowed": YES_NO,
                "met_by": {"enum": [*MET_BY, None]},
            }
        ),
    }
)
POLICY = {
    "type": ["object", "null"],
    "additionalProperties": False,
    "properties": {
        "concentration_min_stars": {"type": "integer", "minimum": 0, "maximum": 3},
        "concentration_min_employment": {"type": "integer", "minimum": 0},
        "specialisation_min": {"type": "number", "minimum": 0},
        "workshop_places_per_student": {"type": "number", "minimum": 0},
        "growth_margin": {"type": "number", "minimum": 0},
        "cluster_min_fields": {"type": "integer", "minimum": 0},
    },
}
ELIGIBILITY_REQUEST = {
    **objects(
        {
            "type": {"enum": list(TYPES)},
            "as_of": DAY,
            "policy": POLICY,
            "school": nullable("string", pattern="^[0-9]{6}$"),
            "facts": {**FACTS, "type": ["object", "null"]},
        },
        "type",
    ),
    "description": "Either `school` or `facts`. `null` or an absent key is unknown; an empty list is none. "
    "A protocol whose `ended_on` is null was not ended early; a row whose `met_by` is null is met by nobody else. "
    "Keys that are not named here are ignored, except under `policy`.",
}
VERSION = {
    "type": "string",
    "format": "date",
    "description": "First day of the text of the provision by which it was asked; only where the provision has several versions.",
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
        "evidence": {"type": "array", "items": {"type": "object"}},
        "remedy": {"type": "string"},
        "mend": {"type": "string"},
        "version": VERSION,
    },
    "provision",
    "outcome",
    "reason",
    "measured",
    "required",
    "evidence",
    "remedy",
)
ELIGIBILITY_ANSWER = objects(
    {
        "type": {"enum": list(TYPES)},
        "as_of": {"type": "string", "format": "date"},
        "verdict": {"enum": ["eligible", "not_eligible", "undetermined"]},
        "policy": {"type": "object", "required": ["version"], "properties": {"version": {"type": "string"}}},
        "findings": {"type": "array", "items": FINDING},
    },
    "type",
    "as_of",
    "verdict",
    "policy",
    "findings",
)
OPERATING_RULES = objects(
    {
        "school": {"type": "string"},
        "on": {"type": "string", "format": "date"},
        "designations": {
            "type": "array",
            "items": objects(
                {
                    "id": {"type": "integer"},
                    "type": {"enum": list(TYPES)},
                    "decided_on": {"type": "string", "format": "date"},
                    "starts_on": {"type": "string", "format": "date"},
                    "ended_on": DAY,
                },
                "id",
                "type",
                "starts_on",
            ),
        },
        "rules": {
            "type": "array",
            "items": objects(
                {
                    "rule": {"enum": list(RULES)},
                    "value": {},
                    "provision": nullable("string"),
                    "citation": nullable("string"),
                    "text": {"type": "string"},
                },
                "rule",
                "value",
                "provision",
            ),
        },
    },
    "school",
    "on",
    "designations",
    "rules",
)
REGISTRATION_REQUEST = objects(
    {
        "school": {"type": "string", "pattern": "^[0-9]{6}$"},
        "grade": {"type": "integer", "minimum": 9, "maximum": 12},
        "on": DAY,
    },
    "school",
    "grade",
)
REGISTRATION_ANSWER = objects(
    {
        "allowed": nullable(
            "boolean", description="`null` where the provision changed and the change is not in the code yet."
        ),
        "provision": nullable("string"),
        "citation": nullable("string"),
        "reason": {"type": "string"},
    },
    "allowed",
    "provision",
    "reason",
)
