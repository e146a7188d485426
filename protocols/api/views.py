"""Protocols over REST: the list, records, drafts, and the acts on them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.lists import ScopedList
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from protocols.acts import PROTOCOL, open_protocol, save_protocol
from protocols.forms import FORM_OF_ACT, ProtocolForm
from protocols.history import PROTOCOL as PROTOCOL_KEPT
from protocols.models import Protocol, SpecialProvision
from schools.models import School
from workflow.api.acts import ActView, act_body
from workflow.api.history import AS_OF, ON, days_of, known_on
from workflow.api.inputs import checked, described
from workflow.api.problems import Changed, Faults
from workflow.api.versions import IF_MATCH, Versioned, revision_named

from . import examples
from .filters import ProtocolFilter
from .shapes import ProtocolRecord, ProtocolRow

NAMED = Prefetch("schools", School.objects.only("code", "name").order_by("pk"))
CODES = {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{6}$"}}
SCHOOLS = frozenset({"schools"})
DRAFT = {
    "type": "object",
    "required": ["title", "stakeholders", "schools"],
    "additionalProperties": False,
    "properties": {**described(ProtocolForm), "schools": {**CODES, "minItems": 1}},
}


def _protocols(request: Request) -> Any:
    return Protocol.objects.visible_to(request.user).prefetch_related(
        "stakeholders", NAMED, Prefetch("provisions", SpecialProvision.objects.select_related("school", "field"))
    )


def record_of(request: Request, pk: int) -> dict[str, Any]:
    protocol = get_object_or_404(_protocols(request), pk=pk)
    return dict(ProtocolRecord(protocol, context={"request": request}).data)


def _schools(request: Request) -> list[School]:
    """The schools of the body, each in the caller's scope; one that is not is answered like one that does not exist."""
    codes = request.data.get("schools") if isinstance(request.data, dict) else None
    if not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
        raise Faults([{"path": "schools", "message": "En az bir kurum kodu içeren bir liste olmalıdır."}])
    found = {school.code: school for school in School.objects.visible_to(request.user).filter(code__in=codes)}
    missing = [position for position, code in enumerate(codes) if code not in found]
    if missing:
        message = "Yetki alanınızda bu kurum koduyla bir kurum yok."
        raise Faults([{"path": f"schools[{position}]", "message": message} for position in missing])
    return [found[code] for code in dict.fromkeys(codes)]


class ProtocolList(ScopedList):
    """Protocols that name a school in the caller's scope; POST opens a draft."""

    required_scopes = {"GET": "protocols:read", "POST": "protocols:write"}
    queryset = Protocol.objects.prefetch_related("stakeholders", NAMED)
    serializer_class = ProtocolRow
    filterset_class = ProtocolFilter

    @extend_schema(
        operation_id="list_protocols",
        summary="Protocols that name a school in the caller's scope",
        responses={200: ProtocolRow(many=True), **problems(400, 404)},
        examples=examples.of("list_protocols"),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="open_protocol",
        summary="Open the draft of a protocol",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": DRAFT},
        responses={201: OpenApiResponse(ProtocolRecord, "The draft."), **problems(400, 413, 415, 422)},
        examples=examples.of("open_protocol"),
    )
    @once
    def post(self, request: Request) -> Response:
        values = checked(ProtocolForm, request.data, known=SCHOOLS)
        first, *others = _schools(request)
        protocol = open_protocol(first, by=request.user, on=localdate(), schools=others, **values)
        return Response(record_of(request, protocol.pk), status=201)


class ProtocolDetail(Versioned):
    """One protocol; a draft is written whole, against the version that was read."""

    required_scopes = {"GET": "protocols:read", "PUT": "protocols:write"}

    @extend_schema(
        operation_id="read_protocol",
        summary="A protocol with its parties, schools and special provisions",
        parameters=[AS_OF, ON],
        responses={200: ProtocolRecord, **problems(400, 404)},
        examples=examples.of("read_protocol"),
    )
    def get(self, request: Request, pk: int) -> Response:
        known, on = days_of(request)
        protocol = get_object_or_404(_protocols(request), pk=pk)
        past = known_on(PROTOCOL_KEPT, protocol, known) if known else None
        context = {"request": request, "on": on, "past": past}
        return Response(ProtocolRecord(past.record if past else protocol, context=context).data)

    @extend_schema(
        operation_id="write_protocol",
        summary="Write a draft; refused by 412, with what stands there now, when somebody else wrote meanwhile",
        parameters=[IF_MATCH],
        request={"application/json": DRAFT},
        responses={200: ProtocolRecord, **problems(400, 404, 409, 412, 413, 415, 422, 428)},
        examples=examples.of("write_protocol"),
    )
    def put(self, request: Request, pk: int) -> Response:
        current = get_object_or_404(Protocol.objects.visible_to(request.user), pk=pk)
        values = checked(ProtocolForm, request.data, known=SCHOOLS)
        schools = _schools(request)
        with transaction.atomic():
            protocol = Protocol.objects.select_for_update().get(pk=current.pk)
            if revision_named(request, protocol.revision) not in {None, protocol.revision}:
                sentence = "Siz yazarken bu protokol değişti. Değişikliği görüp yeniden kaydedin."
                raise Changed(sentence, record_of(request, pk))
            save_protocol(protocol, by=request.user, on=localdate(), schools=schools, **values)
        return Response(record_of(request, pk))


class ActOnProtocol(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = PROTOCOL
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Protocol:
        return get_object_or_404(Protocol.objects.visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Protocol) -> dict[str, Any]:
        return record_of(request, record.pk)

    @extend_schema(
        operation_id="act_on_protocol",
        summary="Perform an act on a protocol",
        parameters=[OpenApiParameter("name", {"enum": list(PROTOCOL.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(PROTOCOL, FORM_OF_ACT)},
        responses={
            200: OpenApiResponse(ProtocolRecord, "The protocol afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
        examples=examples.of("act_on_protocol"),
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
