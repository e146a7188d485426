"""Published test vectors of the contracts: what is asked, and what this very program answers, through its own door.

Programs elsewhere check themselves against ``docs/api/vectors/``. Schools are made for the answers and taken back again.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils.timezone import now
from oauth2_provider.models import AccessToken

from accounts.acts import open_client
from accounts.models import District, Province
from designations.models import Designation, Dossier
from schools.models import School
from workflow.webhooks.sending import signature, signature_header

AS_OF = "2026-10-01"
POLICY = {
    "concentration_min_stars": 2,
    "concentration_min_employment": 500,
    "specialisation_min": 1.25,
    "workshop_places_per_student": 1.0,
    "growth_margin": 0.2,
    "cluster_min_fields": 2,
}
FULL: dict[str, Any] = {
    "institution": {"kind": "mtal", "attached_to_gd": True},
    "students": 420,
    "classroom_places": 450,
    "addable_places": 60,
    "fields": [
        {"code": "04", "students": 200, "workshop_places": 210, "stars": 2},
        {"code": "11", "students": 220, "workshop_places": 220, "stars": 3},
    ],
    "clusters": [{"name": "Üretim", "fields": ["04", "11", "23"]}],
    "boarding_need": {"girls": 40, "boys": 0},
    "dormitories": [
        {
            "own": False, "same_education_region": True, "transport": True, "for": "girls", "places": 100, "occupied": 55,
        }
    ],
    "site": {"kind": "factory", "suited_fields": ["04", "11"]},
    "protocols": [
        {
            "signed_on": "2026-01-10", "starts_on": "2026-02-01", "ends_on": "2029-02-01",
            "general_directorate_party": True, "stakeholders": 1, "ended_on": None,
        }
    ],
    "standards": [
        {
            "code": "library", "kind": "count", "minimum": 1, "value": 0, "sponsor_allowed": True,
            "enterprise_allowed": False, "met_by": "sponsor",
        }
    ],
}  # fmt: skip
TYPES = ("region", "specialised", "in_sector", "sector_integrated")
# Each line: what is told apart, and what is changed of the school above.
VARIANTS: list[tuple[str, dict[str, Any]]] = [
    ("everything known", {}),
    ("growth margin reached exactly", {"addable_places": 54}),
    ("one place short of the growth margin", {"addable_places": 53}),
    ("nothing known of workshops and dormitories", {"fields": None, "dormitories": None}),
    ("no dormitory", {"dormitories": []}),
    ("neither site nor protocol", {"site": {"kind": "own_campus"}, "protocols": []}),
    ("another kind of institution", {"institution": {"kind": "other", "attached_to_gd": True}}),
]
FAULTY: list[tuple[str, Any]] = [
    ("neither school nor facts", {"type": "region", "as_of": AS_OF}),
    ("unknown type", {"type": "anadolu", "as_of": AS_OF, "facts": {}}),
    ("more occupied than places", {
        "type": "region", "as_of": AS_OF,
        "facts": {"students": -1, "dormitories": [{**FULL["dormitories"][0], "occupied": 101}]},
    }),
    ("an unknown policy key", {"type": "region", "as_of": AS_OF, "facts": {}, "policy": {"stars": 3}}),
]  # fmt: skip
SCHOOLS = {
    "900001": [],
    **{f"90000{place}": [kind] for place, kind in enumerate(TYPES, 2)},
    "900006": ["region", "sector_integrated"],
}
SECRET, STAMP = "whsec_published-test-vector", 1790000000
CANDIDATE = {
    "id": "a", "ministry_post": True, "started_on": "2020-09-01", "served_as": ["department_head"],
    "compulsory_service": "completed", "appointed_field": "04", "teacher_kind": "workshop",
}  # fmt: skip
OTHER = {**CANDIDATE, "id": "b", "appointed_field": "11"}
# Each line: what is told apart, the post, and the candidates.
CANDIDATES: list[tuple[str, str, list[dict[str, Any]]]] = [
    ("all conditions met", "general_coordinator", [CANDIDATE]),
    ("four years full on the last day", "general_coordinator", [{**CANDIDATE, "started_on": "2022-10-01"}]),
    ("four years full a day late", "general_coordinator", [{**CANDIDATE, "started_on": "2022-10-02"}]),
    ("never led, which a development coordinator need not", "development_coordinator", [{**CANDIDATE, "served_as": []}]),
    ("nothing known", "development_coordinator", [{"id": "a"}]),
    ("one of the field: the fallback stays shut", "general_coordinator", [OTHER, CANDIDATE]),
    ("nobody of the field: workshop teachers first", "general_coordinator",
     [{**OTHER, "id": "c", "teacher_kind": "general"}, OTHER, {**OTHER, "id": "d", "compulsory_service": "pending"}]),
    ("an English teacher of whatever field", "english_coordinator", [{**OTHER, "teacher_kind": "english"}]),
    ("an id given twice", "general_coordinator", [CANDIDATE, CANDIDATE]),
    ("a start after the deadline", "general_coordinator", [{**CANDIDATE, "started_on": "2026-10-02"}]),
    ("an unknown post", "director", [CANDIDATE]),
]  # fmt: skip
BODIES = [
    '{"id":"0b6a2f9e-6f0e-4a55-9f29-3a1c0c7f1c55","event":"school.updated","change":{"code":"112267"}}',
    '{"ad":"İĞÜŞÖÇ ığüşöç"}',
    "",
]


def vectors() -> dict[str, Any]:
    """``{file name: content}`` of all vectors; nothing stays in the database."""
    with transaction.atomic():
        caller = Caller()
        _make_schools()
        found = {
            "candidate-checks.json": _candidates(caller),
            "eligibility-checks.json": _eligibility(caller),
            "operating-rules.json": _rules(caller),
            "registration-checks.json": _registration(caller),
            "webhook-signatures.json": _signatures(),
        }
        transaction.set_rollback(True)
    return found


class Caller:
    """A program with a token, calling this application's own addresses."""

    def __init__(self) -> None:
        client, _ = open_client(name="Vektörler", scopes=["checks"], province=None, contact="", on=date(2024, 2, 15))
        token = AccessToken.objects.create(
            user=None, application=client.application, token="vektor", scope="checks",  # noqa: S106 - rolled back
            expires=now() + timedelta(hours=1),
        )  # fmt: skip
        self.headers = {
            "Authorization": f"Bearer {token.token}",
            "Host": settings.ALLOWED_HOSTS[0].replace("*", "localhost"),
        }

    def ask(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """One vector: request, status and answer."""
        more = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        answer = getattr(Client(), method.lower())(path, headers=self.headers, **more)
        asked = {"method": method, "path": path, **({} if body is None else {"body": body})}
        return {"request": asked, "status": answer.status_code, "answer": answer.json()}


def _make_schools() -> None:
    province, _ = Province.objects.get_or_create(code=6, defaults={"name": "Ankara"})
    district, _ = District.objects.get_or_create(code=1231, defaults={"province": province, "name": "Çankaya"})
    for code, kinds in SCHOOLS.items():
        School.objects.filter(code=code).delete()
        school = School.objects.create(
            code=code, name=f"Örnek {code} Mesleki ve Teknik Anadolu Lisesi", kind="mtal", attached_to_gd=True,
            province=province, district=district,
        )  # fmt: skip
        for kind in kinds:
            _designate(school, kind)


def _designate(school: School, kind: str) -> None:
    from accounts.models import User  # noqa: PLC0415 - of this function alone

    decider, _ = User.objects.get_or_create(username="vektor-karar")
    decided = date(2026, 1, 5)
    dossier = Dossier.objects.create(
        school=school, type=kind, status="approved", opened_by=decider, opened_on=decided, decided_by=decider,
        decided_on=decided, verdict="eligible",
    )  # fmt: skip
    Designation.objects.create(school=school, type=kind, dossier=dossier, decided_on=decided, starts_on=decided)


def _eligibility(caller: Caller) -> list[dict[str, Any]]:
    path = "/api/v1/eligibility-checks/"
    found = []
    for kind in TYPES:
        for name, changed in VARIANTS:
            body = {"type": kind, "as_of": AS_OF, "policy": POLICY, "facts": {**FULL, **changed}}
            found.append({"name": f"{kind}: {name}", **caller.ask("POST", path, body)})
    found += [{"name": name, **caller.ask("POST", path, body)} for name, body in FAULTY]
    for vector in found:
        vector["answer"].get("policy", {}).pop("version", None)  # differs between installations
    return found


def _rules(caller: Caller) -> list[dict[str, Any]]:
    found = [
        {
            "name": ", ".join(kinds) or "no designation",
            "given": {"school": code, "designations": kinds},
            **caller.ask("GET", f"/api/v1/schools/{code}/operating-rules/?on={AS_OF}"),
        }
        for code, kinds in SCHOOLS.items()
    ]
    for vector in found:
        for designation in vector["answer"]["designations"]:
            designation.pop("id")
    return found


def _candidates(caller: Caller) -> list[dict[str, Any]]:
    centre = {"fields": ["04"], "compulsory_service_place": False}
    found = []
    for name, post, candidates in CANDIDATES:
        body = {"post": post, "deadline": AS_OF, "centre": centre, "candidates": candidates}
        found.append({"name": name, **caller.ask("POST", "/api/v1/candidate-checks/", body)})
    return found


def _registration(caller: Caller) -> list[dict[str, Any]]:
    path = "/api/v1/registration-checks/"
    found = [
        {
            "name": f"{', '.join(kinds) or 'no designation'}: grade {grade}",
            "given": {"school": code, "designations": kinds},
            **caller.ask("POST", path, {"school": code, "grade": grade, "on": AS_OF}),
        }
        for code, kinds in SCHOOLS.items()
        for grade in (9, 10, 11, 12)
    ]
    wrong = {"school": "900001", "grade": 8, "on": AS_OF}
    return [*found, {"name": "no such grade", "given": {}, **caller.ask("POST", path, wrong)}]


def _signatures() -> list[dict[str, Any]]:
    return [
        {
            "secret": SECRET,
            "timestamp": STAMP,
            "body": body,
            "v1": signature(SECRET, STAMP, body),
            "header": signature_header([SECRET], STAMP, body),
        }
        for body in BODIES
    ]


def as_text(content: Any) -> str:
    """As it stands in the file."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
