"""The change feed over REST: follow the cursor, and no change is missed or told twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.reading import Tagged
from accounts.api.schema import problems
from accounts.models import Province
from workflow.choices import ChangeKind, ChangeType
from workflow.feed.cursors import Cursor, NoCursor, Position, digest_of
from workflow.feed.reading import MOST, Forgotten, changes_for, check_kept, end, read, state
from workflow.feed.telling import kinds_open_to, told

from .exceptions import Faults, Gone

USUAL = 100
STARTS = ("oldest", "now")
START_OVER = (
    "İmleç saklama süresinden eski veya akış yeniden başlatıldı. ?start=now ile yeni bir imleç alın, ardından kayıtları "
    "listelerden baştan okuyun ve akışı yeni imleçle sürdürün."
)
CHANGE: dict[str, Any] = {
    "type": "object",
    "required": ["kind", "id", "code", "change", "act", "on", "at", "href"],
    "properties": {
        "kind": {"type": "string", "enum": list(ChangeKind.values)},
        "id": {"type": "string", "description": "The record's key; with `kind` it names the record."},
        "code": {"type": ["string", "null"], "description": "kurum kodu of the institution that it concerns"},
        "change": {
            "type": "string",
            "enum": list(ChangeType.values),
            "description": "`deleted` also where the record has left the caller's province.",
        },
        "act": {"type": ["string", "null"], "description": "The administrative act, where it was one."},
        "on": {"type": "string", "format": "date", "description": "The day of the act, else of the entry."},
        "at": {"type": "string", "format": "date-time"},
        "href": {"type": ["string", "null"], "description": "Where the record is read now."},
    },
}
PAGE: dict[str, Any] = {
    "type": "object",
    "required": ["items", "cursor", "more"],
    "properties": {
        "items": {
            "type": "array",
            "items": {
                **CHANGE,
                "required": ["cursor", *CHANGE["required"]],
                "properties": {
                    "cursor": {"type": "string", "description": "The position behind this change."},
                    **CHANGE["properties"],
                },
            },
        },
        "cursor": {"type": "string", "description": "Where to go on; kept by the caller, also when `items` is empty."},
        "more": {"type": "boolean", "description": "Whether more is there already."},
    },
}
EXAMPLE_CHANGE = {
    "kind": "designation",
    "id": "41",
    "code": "112267",
    "change": "updated",
    "act": "revoke",
    "on": "2026-10-01",
    "at": "2026-10-01T09:12:44.120000+03:00",
    "href": "/api/v1/designations/41/",
}
EXAMPLE_CURSOR = "AQV3G2sAAAAAAAADSwAAAAAAAAkRKzHfIl0Yo9R7"
EXAMPLE = {"items": [{"cursor": EXAMPLE_CURSOR, **EXAMPLE_CHANGE}], "cursor": EXAMPLE_CURSOR, "more": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a call of the feed asks for, read from the query."""

    cursor: str | None
    limit: int
    kinds: frozenset[str]
    province: int | None
    start: str

    @property
    def filters(self) -> bytes:
        return digest_of(kinds=self.kinds, province=[self.province] if self.province else None)


class ChangeFeed(Tagged):
    """What changed in the caller's scope, oldest first, each change once."""

    required_scopes = {"GET": "changes:read"}

    @extend_schema(
        operation_id="read_changes",
        summary="The change feed: what changed, in order, each change once, deletions included",
        description="Follow `cursor` for ever: it stays valid at the end of the feed, and whoever saves it misses "
        "nothing. A change is told once its transaction and every older one have ended. Several changes of a record "
        "in one transaction are one; what belongs to a record (enrolment, spaces, evidence) is a change of the record.",
        parameters=[
            OpenApiParameter("cursor", str, description="As the answer before gave it, with the same filters."),
            OpenApiParameter(
                "start", {"type": "string", "enum": list(STARTS)}, description="Without a cursor: where to begin."
            ),
            OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
            OpenApiParameter(
                "kind", {"type": "array", "items": {"type": "string", "enum": list(ChangeKind.values)}}, explode=True
            ),
            OpenApiParameter("province", {"type": "integer", "minimum": 1, "maximum": 81}, description="plate code"),
        ],
        responses={200: OpenApiResponse(PAGE, "Some changes, and where to go on."), **problems(400, 410)},
        examples=[OpenApiExample("a revocation", value=EXAMPLE, response_only=True, status_codes=["200"])],
    )
    def get(self, request: Request) -> Response:
        asked = read_query(request)
        era = state().era
        position = _position(asked, era)
        allowed = kinds_open_to(request.auth.scope.split() if request.auth else None)
        if asked.kinds - allowed:
            raise PermissionDenied(f"Bu türleri okuma izniniz yok: {', '.join(sorted(asked.kinds - allowed))}.")
        rows = changes_for(request.user, kinds=asked.kinds or allowed, province=asked.province)
        page = read(rows, position, asked.limit)
        at = [str(Cursor(era, Position(change.xact, change.pk), asked.filters)) for change in page.changes]
        return Response(
            {
                "items": [
                    {"cursor": cursor, **told(change, request.user)}
                    for cursor, change in zip(at, page.changes, strict=True)
                ],
                "cursor": str(Cursor(era, page.position, asked.filters)),
                "more": page.more,
            }
        )


def _position(asked: Asked, era: int) -> Position:
    if asked.cursor is None:
        return end() if asked.start == "now" else Position()
    try:
        cursor = Cursor.read(asked.cursor, asked.filters)
    except NoCursor as error:
        raise Faults([{"path": "cursor", "message": str(error)}]) from error
    try:
        check_kept(cursor.position, era=cursor.era)
    except Forgotten as error:
        raise Gone(START_OVER) from error
    return cursor.position


def read_query(request: Request) -> Asked:
    """The query; :class:`Faults` names each value that cannot be meant."""
    query = request.query_params
    faults: list[dict[str, str]] = []
    kinds = [kind for given in query.getlist("kind") for kind in given.split(",") if kind]
    for kind in kinds:
        if kind not in ChangeKind.values:
            faults.append(
                {"path": "kind", "message": f"Tür şunlardan biri olmalıdır: {', '.join(ChangeKind.values)}."}
            )
            break
    limit = _number(query.get("limit"), "limit", MOST, faults)
    province = _number(query.get("province"), "province", 81, faults)
    if province is not None and not faults and not Province.objects.filter(code=province).exists():
        faults.append({"path": "province", "message": "Bu plaka koduyla bir il yok."})
    start = query.get("start", STARTS[0])
    if start not in STARTS:
        faults.append({"path": "start", "message": "“oldest” veya “now” olmalıdır."})
    if faults:
        raise Faults(faults)
    return Asked(query.get("cursor"), limit or USUAL, frozenset(kinds), province, start)


def _number(given: str | None, path: str, most: int, faults: list[dict[str, str]]) -> int | None:
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= 4 and 1 <= int(given) <= most):  # noqa: PLR2004
        faults.append({"path": path, "message": f"1 ile {most} arasında bir tam sayı olmalıdır."})
        return None
    return int(given)
