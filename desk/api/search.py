"""The search over REST: the same as on the pages, held to the kinds that the client's scopes open."""

from __future__ import annotations

import re
from typing import Any

from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.reading import Tagged
from accounts.api.schema import problems
from desk.searching import KINDS, MOST, Group, Hit, Question, search
from desk.searching.questions import LONGEST
from workflow.api.problems import Faults
from workflow.api.throttling import PerClient

KIND_OF = {
    "school": "kurum",
    "dossier": "dosya",
    "designation": "belirleme",
    "protocol": "protokol",
    "stakeholder": "paydas",
    "paper": "belge",
    "center": "merkez",
    "center_coordinator": "koordinator",
    "center_programme": "program",
    "center_activity": "faaliyet",
    "center_need": "ihtiyac",
}
NAME_OF = {key: name for name, key in KIND_OF.items()}
RESOURCE_OF = {
    "kurum": "schools", "dosya": "dossiers", "belirleme": "designations", "protokol": "protocols",
    "paydas": "stakeholders", "belge": "papers", "merkez": "centers", "koordinator": "center-assignments",
    "program": "center-programmes", "faaliyet": "center-activities", "ihtiyac": "center-needs",
}  # fmt: skip
STATES = sorted({state for key in NAME_OF for state, _ in KINDS[key].states})
SHOWN = 10
WHOLE_NUMBER = re.compile(r"0*[0-9]{1,9}")
RANGES = {"province": (1, 81), "year": (1990, 2100), "limit": (1, MOST)}

COUNT = {
    "type": "object",
    "required": ["count", "more"],
    "properties": {
        "count": {
            "type": "integer",
            "minimum": 0,
            "maximum": MOST,
            "description": "Exact and found hits, at most 50.",
        },
        "more": {"type": "boolean", "description": "There are more than 50: ask more narrowly."},
    },
}
HIT = {
    "type": "object",
    "required": ["kind", "id", "code", "label", "note", "match", "state", "province", "url"],
    "properties": {
        "kind": {"type": "string", "enum": list(KIND_OF)},
        "id": {"type": "integer"},
        "code": {
            "type": ["string", "null"],
            "description": "Institutions: the six-digit code. Papers: the verification code.",
        },
        "label": {"type": "string"},
        "note": {"type": "string", "description": "Place, number and state, for people."},
        "match": {
            "type": "string",
            "enum": ["exact", "found", "similar"],
            "description": "By code or number; by its words; or by words like them, which are not what was asked.",
        },
        "state": {"type": "string"},
        "province": {"type": ["integer", "null"], "description": "Plate code, where the record has one."},
        "url": {"type": ["string", "null"], "description": "The record in this API."},
    },
}
ANSWER = {
    "type": "object",
    "required": ["q", "results", "counts"],
    "properties": {
        "q": {"type": "string"},
        "results": {"type": "array", "items": HIT},
        "counts": {
            "type": "object",
            "additionalProperties": COUNT,
            "description": "By kind; kinds without hits are absent.",
        },
    },
}
EXAMPLE = {
    "q": "ostim lise",
    "results": [
        {
            "kind": "school", "id": 17, "code": "112267", "label": "OSTİM Mesleki ve Teknik Anadolu Lisesi (112267)",
            "note": "Ankara · Yenimahalle", "match": "found", "state": "open", "province": 6,
            "url": "/api/v1/schools/112267/",
        }
    ],
    "counts": {"school": {"count": 1, "more": False}},
}  # fmt: skip
FAULTY = {
    "type": "about:blank", "title": "İstek hatalı", "status": 400, "detail": "İstekte düzeltilmesi gereken yerler var.",
    "faults": [{"path": "q", "message": "Bu bilgi zorunludur."}],
}  # fmt: skip


class PerSearcher(PerClient):
    """Searches are counted apart from other calls, since each asks several questions of the database."""

    scope = "search"
    rate = "600/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"search {super().get_cache_key(request, view)}"[:80]


def _number(name: str, what: str) -> OpenApiParameter:
    low, high = RANGES[name]
    return OpenApiParameter(name, {"type": "integer", "minimum": low, "maximum": high}, description=what)


class Search(Tagged):
    """Institutions, dossiers, designations, protocols, stakeholders, papers, and centres with what they do, in the caller's scope."""

    required_scopes = {"GET": "schools:read"}
    throttle_classes = [PerClient, PerSearcher]

    @extend_schema(
        operation_id="search",
        summary="Search all records in the caller's scope",
        description=(
            "Forgives Turkish letters, the order of words and missing ends of words; where little is found, records with "
            "words one or two typing errors away follow with `match: similar`. Besides `schools:read`, each kind needs the "
            "scope that reads it; kinds without it are left out, and asking for one is 403. With `state` or `year`, kinds "
            "that have no such thing are left out."
        ),
        parameters=[
            OpenApiParameter("q", {"type": "string", "maxLength": LONGEST}, required=True, description="Words, code or number."),
            OpenApiParameter("kind", {"type": "string", "enum": list(KIND_OF)}, description="One kind only."),
            OpenApiParameter("state", {"type": "string", "enum": STATES}, description="State of the kind; institutions: open, closed."),
            _number("province", "Plate code."),
            _number("year", "Dossiers: opened. Designations: decided. Protocols: in force. Papers: dated. Centres: open. Coordinators: serving. Programmes: approved. Activities: begun. Needs: found."),
            _number("limit", "Hits of each kind (10)."),
        ],
        responses={200: OpenApiResponse(ANSWER, "Hits by kind, the surest first."), **problems(400)},
        examples=[
            OpenApiExample("found", value=EXAMPLE, response_only=True, status_codes=["200"]),
            OpenApiExample(
                "no question", value=FAULTY, response_only=True, status_codes=["400"], media_type="application/problem+json"
            ),
        ],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        given, faults = read_parameters(request.query_params)
        if faults:
            raise Faults(faults)
        kinds = self._kinds(request)
        asked = given.get("kind")
        if asked and KIND_OF[asked] not in kinds:
            raise PermissionDenied
        question = Question(
            given["q"], localdate(), (KIND_OF[asked],) if asked else (), given.get("province"), given.get("state") or "",
            given.get("year"),
        )  # fmt: skip
        groups = search(request.user, question, most=given.get("limit") or SHOWN, kinds=kinds)  # type: ignore[arg-type]
        return Response(
            {
                "q": given["q"],
                "results": [_shape(hit) for group in groups for hit in [*group.hits, *group.similar]],
                "counts": {NAME_OF[group.kind.key]: _count(group) for group in groups},
            }
        )

    def _kinds(self, request: Request) -> list[str]:
        """Of the kinds that the API has, those that the token opens; a person signed in has all of them."""
        held = None if request.auth is None else set(request.auth.scope.split())
        return [key for key in NAME_OF if held is None or KINDS[key].scope in held]


def read_parameters(parameters: Any) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """What is asked, and each fault with the name of its parameter; a filter that is sent empty is not asked."""
    given: dict[str, Any] = {}
    faults: list[dict[str, str]] = []
    text = parameters.get("q")
    if text is None:
        faults.append({"path": "q", "message": "Bu bilgi zorunludur."})
    elif len(text) > LONGEST:
        faults.append({"path": "q", "message": f"En çok {LONGEST} karakter olabilir."})
    given["q"] = text or ""
    for name, choices in (("kind", KIND_OF), ("state", STATES)):
        value = parameters.get(name) or ""
        given[name] = value
        if value and value not in choices:
            faults.append({"path": name, "message": f"Şunlardan biri olmalıdır: {', '.join(choices)}."})
    for name, (low, high) in RANGES.items():
        value = parameters.get(name)
        if value is None or (value == "" and name != "limit"):
            continue
        if not WHOLE_NUMBER.fullmatch(value) or not low <= int(value) <= high:
            faults.append({"path": name, "message": f"{low} ile {high} arasında bir tam sayı olmalıdır."})
        else:
            given[name] = int(value)
    return given, faults


def _shape(hit: Hit) -> dict[str, Any]:
    kind, record = hit.kind, hit.record
    code = record.code if kind.key in {"kurum", "belge"} else None
    key = record.code if kind.key == "kurum" else record.pk
    return {
        "kind": NAME_OF[kind.key],
        "id": record.pk,
        "code": code,
        "label": hit.label,
        "note": hit.note,
        "match": hit.match,
        "state": kind.state_of(record),
        "province": kind.place_of(record),
        "url": f"/api/v1/{RESOURCE_OF[kind.key]}/{key}/" if key else None,
    }


def _count(group: Group) -> dict[str, Any]:
    return {"count": group.count, "more": group.more}
