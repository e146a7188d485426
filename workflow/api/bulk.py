"""Bulk acts over REST: ordered over a filtered list, tried, read record by record, confirmed. For people who are signed in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from workflow.bulk.acts import BULK, BY_THE_WORKER, Given, may_order, order, repeat_bulk_act
from workflow.bulk.declaring import kind_of, kinds
from workflow.models import BulkAct, BulkLine
from workflow.refusals import NotPermitted
from workflow.web.bulk import FORM_OF_BULK

from .acts import ActView, act_body
from .problems import Faults
from .together import PEOPLE

OFFERED = [name for name in BULK.acts if name not in BY_THE_WORKER]
MOST_FILTERS = 20
TEXT = {"type": "string", "maxLength": 1000}
VALUE = {"oneOf": [TEXT, {"type": "boolean"}, {"type": "integer"}, {"type": "array", "items": TEXT}]}


class BulkActSerializer(serializers.ModelSerializer[BulkAct]):
    """An act over all records of a list; `list` is the list's slug, `query` its filters, `words` the same in words."""

    list = serializers.CharField(source="listing", read_only=True)
    by = serializers.CharField(source="by.username", read_only=True)
    repeats = serializers.UUIDField(source="repeats_id", read_only=True, allow_null=True)

    class Meta:
        model = BulkAct
        fields = [
            "id", "list", "act", "label", "query", "words", "status", "revision", "by", "ordered_on", "confirmed_on",
            "repeats",
        ]  # fmt: skip
        read_only_fields = fields


class BulkActRecord(BulkActSerializer):
    """With how many records have each outcome, and what the caller may do with it."""

    counts = serializers.SerializerMethodField(help_text="Number of records by outcome.")
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(BulkActSerializer.Meta):
        fields = [*BulkActSerializer.Meta.fields, "counts", "acts"]
        read_only_fields = fields

    def get_counts(self, bulk: BulkAct) -> dict[str, int]:
        return bulk.lines.counts()

    def get_acts(self, bulk: BulkAct) -> list[str]:
        return [act.name for act in BULK.open_to(self.context["request"].user, bulk) if act.name in OFFERED]


class BulkLineSerializer(serializers.ModelSerializer[BulkLine]):
    """One record of a bulk act, and why nothing was or will be done to it."""

    class Meta:
        model = BulkLine
        fields = ["id", "record_id", "label", "place", "outcome", "reason", "warning"]
        read_only_fields = fields


def _shape(request: Request, bulk: BulkAct) -> dict[str, Any]:
    return dict(BulkActRecord(bulk, context={"request": request}).data)


def _bulk(request: Request, pk: Any) -> BulkAct:
    rows = BulkAct.objects.visible_to(request.user).select_related("by", "job")
    return get_object_or_404(rows, pk=pk)


def _values(given: Any, path: str) -> dict[str, list[str]]:
    """Names with one value or several, as a sent form has them."""
    if not isinstance(given, dict) or len(given) > MOST_FILTERS:
        raise Faults([{"path": path, "message": "Adları ve değerleri olan bir nesne olmalıdır."}])
    return {str(name): _texts(value, f"{path}.{name}") for name, value in given.items() if value is not None}


def _texts(value: Any, path: str) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str | int) for one in listed):
        raise Faults([{"path": path, "message": "Metin, sayı ya da bunların listesi olmalıdır."}])
    # A form's box that is not ticked is not sent.
    return [("on" if one is True else str(one)) for one in listed if one is not False]


class BulkActList(ScopedList):
    """The caller's bulk acts; POST orders one, which is tried and changes nothing."""

    required_scopes = {"GET": PEOPLE, "POST": PEOPLE}
    queryset = BulkAct.objects.select_related("by")
    serializer_class = BulkActSerializer
    filterset_fields = ["status", "listing", "act"]

    @extend_schema(
        operation_id="list_bulk_acts",
        summary="Acts that the caller ordered over whole lists",
        responses={200: BulkActSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="order_bulk_act",
        summary="Try an act on every record that the filters of a list find; nothing is changed before it is confirmed",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["list", "act"],
                "additionalProperties": False,
                "properties": {
                    "list": {"enum": [kind.slug for kind in kinds()]},
                    "act": {"type": "string", "maxLength": 60, "description": "Name of an act on these records."},
                    "filters": {"type": "object", "additionalProperties": VALUE},
                    "details": {"type": "object", "additionalProperties": VALUE},
                },
            }
        },
        responses={201: BulkActRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request) -> Response:
        body = _body(request)
        kind = kind_of(body["list"])
        if kind is None:
            raise Faults([{"path": "list", "message": "Bu listede toplu işlem yapılamaz."}])
        if not may_order(request.user, kind):
            raise NotPermitted("Bu liste görevinize açık değil.")
        query = urlencode(_values(body.get("filters", {}), "filters"), doseq=True)
        given: Given = _values(body.get("details", {}), "details")
        made = order(kind, by=request.user, on=localdate(), act=body["act"], query=query, given=given)
        return Response(_shape(request, made), status=201)


def _body(request: Request) -> dict[str, Any]:
    body = request.data
    if not isinstance(body, dict):
        raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
    strange = [
        {"path": name, "message": "Bilinmeyen alan."}
        for name in body
        if name not in {"list", "act", "filters", "details"}
    ]
    missing = [
        {"path": name, "message": "Metin olmalıdır."}
        for name in ("list", "act")
        if not isinstance(body.get(name), str)
    ]
    if strange or missing:
        raise Faults([*strange, *missing])
    return body


class BulkActDetail(Tagged, APIView):
    required_scopes = {"GET": PEOPLE}

    @extend_schema(
        operation_id="read_bulk_act",
        summary="One bulk act with how many records have each outcome",
        responses={200: BulkActRecord, **problems(404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        return Response(_shape(request, _bulk(request, pk)))


class BulkLines(ScopedList):
    """The records of one bulk act, each with its outcome."""

    required_scopes = {"GET": PEOPLE}
    queryset = BulkLine.objects.all()
    serializer_class = BulkLineSerializer
    filterset_fields = ["outcome"]

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows if getattr(self, "swagger_fake_view", False) else rows.filter(bulk=self.kwargs["pk"])

    @extend_schema(
        operation_id="list_bulk_lines",
        summary="The records of a bulk act, each with what came of it and why",
        responses={200: BulkLineSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        _bulk(request, kwargs["pk"])
        return super().get(request, *args, **kwargs)


class BulkActRepeat(APIView):
    required_scopes = {"POST": PEOPLE}

    @extend_schema(
        operation_id="repeat_bulk_act",
        summary="Try again the records of a finished bulk act that were not done",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": {"type": "object", "additionalProperties": False, "properties": {}}},
        responses={201: BulkActRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: Any) -> Response:
        if request.data:
            raise Faults([{"path": "", "message": "Gövde boş olmalıdır."}])
        made = repeat_bulk_act(_bulk(request, pk), by=request.user, on=localdate())
        return Response(_shape(request, made), status=201)


class ActOnBulkAct(ActView):
    required_scopes = {"POST": PEOPLE}
    lifecycle = BULK
    forms_of_acts = FORM_OF_BULK

    def find(self, request: Request, pk: Any) -> BulkAct:
        return _bulk(request, pk)

    def shape(self, request: Request, record: BulkAct) -> dict[str, Any]:
        return _shape(request, record)

    @extend_schema(
        operation_id="act_on_bulk_act",
        summary="Leave a record out, confirm and do the rest, give up, or go on where the work broke off",
        parameters=[OpenApiParameter("name", {"enum": OFFERED}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(BULK, FORM_OF_BULK)},
        responses={200: BulkActRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: Any, name: str) -> Response:
        return self.perform(request, pk, "" if name in BY_THE_WORKER else name)
