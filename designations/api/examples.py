"""Examples of the fixed contracts for the OpenAPI document; answers are what the rules themselves say."""

from __future__ import annotations

from datetime import date
from typing import Any

from designations.rules import RULE_BOOKS
from designations.rules.facts import Policy
from designations.rules.operating import check_registration, operating_rules
from designations.rules.requests import read_request

Json = dict[str, Any]

REGISTERED: Json = {"type": "region", "as_of": "2026-09-01", "school": "112267"}
DESCRIBED: Json = {
    "type": "in_sector",
    "as_of": "2026-09-01",
    "policy": {"growth_margin": 0.1},
    "facts": {
        "institution": {"kind": "mtal", "attached_to_gd": True},
        "students": 420,
        "classroom_places": 450,
        "addable_places": 60,
        "fields": [
            {"code": "04", "students": 200, "workshop_places": 210, "stars": 2},
            {"code": "11", "students": 220, "workshop_places": None, "stars": None},
        ],
        "clusters": [{"name": "Üretim", "fields": ["04", "11", "23"]}],
        "boarding_need": {"girls": 40, "boys": 60},
        "dormitories": [
            {
                "own": False,
                "same_education_region": True,
                "transport": True,
                "for": "girls",
                "places": 100,
                "occupied": 55,
            }
        ],
        "site": {"kind": "factory", "suited_fields": ["04", "11"]},
        "protocols": [
            {
                "signed_on": "2026-01-10",
                "starts_on": "2026-02-01",
                "ends_on": "2029-02-01",
                "general_directorate_party": True,
                "stakeholders": 1,
                "ended_on": None,
            }
        ],
        "standards": [
            {
                "code": "library",
                "kind": "count",
                "minimum": 1,
                "value": 0,
                "sponsor_allowed": True,
                "enterprise_allowed": False,
                "met_by": "sponsor",
            }
        ],
    },
}
REGISTRATION: Json = {"school": "112267", "grade": 9, "on": "2026-10-01"}


def _answer(body: Json) -> Json:
    asked, _ = read_request(body)
    assert asked is not None  # noqa: S101 - the example above is read without faults
    assert asked.facts is not None  # noqa: S101 - and describes its school
    policy = asked.apply(Policy())
    findings = RULE_BOOKS[asked.type].examine(asked.facts, policy, on=date.fromisoformat(body["as_of"]))
    return {
        "type": asked.type,
        "as_of": body["as_of"],
        "verdict": str(findings.verdict),
        "policy": {"version": "2026 değerleri", **policy.values()},
        "findings": [finding.as_json() for finding in findings],
    }


ANSWER = _answer(DESCRIBED)
HELD = {
    "id": 7,
    "type": "sector_integrated",
    "decided_on": "2026-06-15",
    "starts_on": "2026-09-01",
    "ended_on": None,
}
RULES: Json = {
    "school": "112267",
    "on": "2026-10-01",
    "designations": [HELD],
    "rules": [rule.as_json() for rule in operating_rules({"sector_integrated"})],
}
REFUSED = check_registration({"sector_integrated"}, 9).as_json()

FAULTS = [
    {"path": "facts.students", "message": "Negatif olamaz."},
    {"path": "facts.dormitories[0].occupied", "message": "Dolu yer (120) kapasiteden (100) çok olamaz."},
]
FAULT_OF_DAY = [{"path": "on", "message": "Takvimde var olan bir gün olmalıdır (YYYY-AA-GG)."}]
FAULT_OF_GRADE = [{"path": "grade", "message": "Sınıf 9, 10, 11 veya 12 olmalıdır."}]
