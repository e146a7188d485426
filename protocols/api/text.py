"""The text of a protocol over REST: what holds on a day; a draft's clauses and fields; its renewal."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from protocols.acts import ask_fields, decide_fields, open_renewal, remove_clause, save_clause
from protocols.models import Protocol
from protocols.models.clauses import NUMBER
from protocols.snapshots import base_of, text_on
from schools.models import Field, School
from workflow.api.history import ON, days_of
from workflow.api.problems import Changed, Faults
from workflow.api.versions import IF_MATCH, revision_named

from . import examples
from .rows import body_of, rows_of
from .shapes import ProtocolRecord
from .views import record_of


class ClauseRow(forms.Form):
    number = forms.RegexField(NUMBER, label="Clause number, as 4, 4.2 or 12/A.", max_length=12)
    title = forms.CharField(max_length=160, required=False)
    text = forms.CharField()


class FieldRow(forms.Form):
    school = forms.CharField(label="Institution code.", max_length=6)
    field = forms.CharField(label="Field code.", max_length=10)


class DecisionRow(FieldRow):
    agreed = forms.NullBooleanField(label="Whether the field is covered.")
    reason = forms.CharField(max_length=300, required=False)


class ClauseSerializer(serializers.Serializer[Any]):
    number = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()


class CoveredSerializer(serializers.Serializer[Any]):
    school = serializers.CharField(allow_null=True, help_text="Institution code.")
    field = serializers.CharField(help_text="Field code.")


class TextSerializer(serializers.Serializer[Any]):
    protocol = serializers.IntegerField()
    on = serializers.DateField(help_text="The day for which the text holds.")
    amendments = serializers.ListField(child=serializers.IntegerField(), help_text="Numbers of those that are in it.")
    clauses = ClauseSerializer(many=True)
    ends_on = serializers.DateField(allow_null=True)
    stakeholders = serializers.ListField(child=serializers.IntegerField())
    schools = serializers.ListField(child=serializers.CharField())
    fields_covered = CoveredSerializer(many=True)


def find(request: Request, pk: int) -> Protocol:
    return get_object_or_404(Protocol.objects.visible_to(request.user), pk=pk)


class ProtocolText(Tagged, APIView):
    """The consolidated text of a day, reproducible from the base and the amendments."""

    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_protocol_text",
        summary="The text that holds on a day: base and amendments, clause by clause",
        parameters=[ON],
        responses={200: TextSerializer, **problems(400, 404)},
        examples=examples.of("read_protocol_text"),
    )
    def get(self, request: Request, pk: int) -> Response:
        protocol = find(request, pk)
        _, on = days_of(request)
        on = on or localdate()
        contents = text_on(protocol, on) if protocol.signed_on else base_of(protocol)
        codes = {
            str(key): code for key, code in School.objects.filter(pk__in=contents.schools).values_list("pk", "code")
        }
        covered = [one.partition(":") for one in sorted(contents.fields)]
        held = protocol.amendments.signed().filter(holds_from__lte=on)
        body = {
            "protocol": protocol.pk,
            "on": on,
            "amendments": list(held.values_list("number", flat=True)),
            "clauses": contents.clauses,
            "ends_on": contents.ends_on,
            "stakeholders": sorted(int(key) for key in contents.parties),
            "schools": sorted(code or "" for code in codes.values()),
            "fields_covered": [{"school": codes.get(school), "field": code} for school, _, code in covered],
        }
        return Response(TextSerializer(body).data)


class ProtocolClauses(APIView):
    """The clauses of a draft, written whole."""

    required_scopes = {"PUT": "protocols:write"}

    @extend_schema(
        operation_id="write_protocol_clauses",
        summary="Write the clauses of a draft: those left out are taken out",
        parameters=[IF_MATCH],
        request={"application/json": body_of("clauses", ClauseRow, "number", "text")},
        responses={200: ProtocolRecord, **problems(400, 404, 409, 412, 413, 415, 422, 428)},
        examples=examples.of("write_protocol_clauses"),
    )
    def put(self, request: Request, pk: int) -> Response:
        protocol = find(request, pk)
        rows = rows_of(request, "clauses", ClauseRow)
        _refuse_twice(rows)
        with transaction.atomic():
            _meet(request, protocol)
            there = {clause.number: clause for clause in protocol.clauses.all()}
            for number in there.keys() - {row["number"] for row in rows}:
                remove_clause(protocol, there[number], by=request.user, on=localdate())
            for row in rows:
                now = there.get(row["number"])
                if now is None or (now.title, now.text) != (row["title"], row["text"]):
                    save_clause(protocol, now, by=request.user, on=localdate(), **row)
        return Response(record_of(request, pk))


def _refuse_twice(rows: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    faults = []
    for position, row in enumerate(rows):
        if row["number"] in seen:
            faults.append({"path": f"clauses[{position}].number", "message": "Bu numara listede iki kez geçiyor."})
        seen.add(row["number"])
    if faults:
        raise Faults(faults)


def _meet(request: Request, protocol: Protocol) -> None:
    """Refuse by 412 where somebody else wrote since the caller read."""
    locked = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if revision_named(request, locked.revision) not in {None, locked.revision}:
        sentence = "Siz yazarken bu protokol değişti. Değişikliği görüp yeniden kaydedin."
        raise Changed(sentence, record_of(request, protocol.pk))


def _named(protocol: Protocol, rows: list[dict[str, Any]], key: str) -> list[tuple[School, Field]]:
    """School and field of each row; faults where the protocol names no such school or there is no such field."""
    schools = {school.code: school for school in protocol.schools.all()}
    fields = {field.code: field for field in Field.objects.filter(code__in=[row["field"] for row in rows])}
    faults = []
    for position, row in enumerate(rows):
        if row["school"] not in schools:
            faults.append({"path": f"{key}[{position}].school", "message": "Protokol bu okulu saymıyor."})
        if row["field"] not in fields:
            faults.append({"path": f"{key}[{position}].field", "message": "Bu kodla bir alan yok."})
    if faults:
        raise Faults(faults)
    return [(schools[row["school"]], fields[row["field"]]) for row in rows]


class ProtocolFields(APIView):
    """The fields that the protocol is asked to cover, written whole."""

    required_scopes = {"PUT": "protocols:write"}

    @extend_schema(
        operation_id="ask_protocol_fields",
        summary="Write which fields of which schools the protocol is asked to cover",
        parameters=[IF_MATCH],
        request={"application/json": body_of("fields", FieldRow, "school", "field")},
        responses={200: ProtocolRecord, **problems(400, 404, 409, 412, 413, 415, 422, 428)},
        examples=examples.of("ask_protocol_fields"),
    )
    def put(self, request: Request, pk: int) -> Response:
        protocol = find(request, pk)
        pairs = _named(protocol, rows_of(request, "fields", FieldRow), "fields")
        asked: dict[School, list[Field]] = defaultdict(list)
        for school, field in pairs:
            asked[school].append(field)
        with transaction.atomic():
            _meet(request, protocol)
            ask_fields(protocol, asked, by=request.user, on=localdate())
        return Response(record_of(request, pk))


class FieldDecisions(APIView):
    """What the General Directorate decides on the fields asked for."""

    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="decide_protocol_fields",
        summary="Decide which of the fields asked for are covered; one left out is so with a reason",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": body_of("decisions", DecisionRow, "school", "field", "agreed")},
        responses={200: ProtocolRecord, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("decide_protocol_fields"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        protocol = find(request, pk)
        rows = rows_of(request, "decisions", DecisionRow)
        keys = {(row.school_id, row.field_id): row.pk for row in protocol.covered.all()}
        decided: dict[int, tuple[bool, str]] = {}
        faults = []
        for position, (row, (school, field)) in enumerate(zip(rows, _named(protocol, rows, "decisions"), strict=True)):
            key = keys.get((school.pk, field.pk))
            fault = _fault_of(row, key)
            if fault[0] or key is None:
                faults.append({"path": f"decisions[{position}].{fault[0]}", "message": fault[1]})
            else:
                decided[key] = (row["agreed"], row["reason"])
        if faults:
            raise Faults(faults)
        decide_fields(protocol, decided, by=request.user, on=localdate())
        return Response(record_of(request, pk))


def _fault_of(row: dict[str, Any], key: int | None) -> tuple[str, str]:
    """Field and sentence of what is wrong with a decision; two empty ones where nothing is."""
    if key is None:
        return "field", "Bu alan istenmemiş."
    if row["agreed"] is None:
        return "agreed", "true veya false olmalıdır."
    if not row["agreed"] and not row["reason"].strip():
        return "reason", "Kapsama alınmayan alan için gerekçe yazın."
    return "", ""


class Renewals(APIView):
    """The draft of the protocol that is to follow."""

    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="open_protocol_renewal",
        summary="Open the draft that renews a protocol, with its text as it holds at the end",
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={201: OpenApiResponse(ProtocolRecord, "The new draft."), **problems(400, 404, 409, 413, 415)},
        examples=examples.of("open_protocol_renewal"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        renewal = open_renewal(find(request, pk), by=request.user, on=localdate())
        return Response(record_of(request, renewal.pk), status=201)
