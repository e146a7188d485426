"""Amendments over REST: drafted change by change, conflicts shown and solved, signed by act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from protocols.acts import AMENDMENT, conflicts_of, open_amendment, remove_change, save_change, solve
from protocols.acts.amendments import MINE, OTHER, THEIRS, key_of
from protocols.choices import AmendmentStatus, ChangeKind
from protocols.forms.amendments import FORM_OF_ACT, AmendmentForm
from protocols.forms.fields import day
from protocols.history import AMENDMENT as KEPT, PROTOCOL as PROTOCOL_KEPT
from protocols.models import Amendment, AmendmentChange, Signature, Stakeholder
from protocols.models.clauses import NUMBER
from protocols.snapshots import change_of
from schools.models import Field, School
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults
from workflow.history.reading import Past

from . import examples
from .rows import body_of, rows_of
from .shapes import SignatureSerializer
from .text import find as find_protocol


class ChangeRow(forms.Form):
    """All that a change may name; what its kind is not about must be left out."""

    kind = forms.ChoiceField(choices=ChangeKind.choices)
    clause = forms.RegexField(NUMBER, max_length=12, required=False)
    title = forms.CharField(max_length=160, required=False)
    text = forms.CharField(required=False)
    ends_on = day("Last day of the new term.", required=False)
    stakeholder = forms.ModelChoiceField(Stakeholder.objects.all(), required=False)
    school = forms.CharField(label="Institution code.", max_length=6, required=False)
    field = forms.ModelChoiceField(Field.objects.all(), to_field_name="code", required=False, label="Field code.")


ABOUT = {
    "clause": {"clause", "title", "text"},
    "term": {"ends_on"},
    "party": {"stakeholder"},
    "school": {"school"},
    "field": {"school", "field"},
}


class SolvedRow(forms.Form):
    place = forms.CharField(max_length=80)
    choice = forms.ChoiceField(choices=[(one, one) for one in (MINE, THEIRS, OTHER)])
    text = forms.CharField(required=False)


class ChangeSerializer(serializers.ModelSerializer[AmendmentChange]):
    school = serializers.CharField(source="school.code", default=None, allow_null=True, read_only=True)
    field = serializers.CharField(source="field.code", default=None, allow_null=True, read_only=True)
    place = serializers.SerializerMethodField(help_text="Names the place, as conflicts do.")

    class Meta:
        model = AmendmentChange
        fields = ["id", "place", "kind", "clause", "title", "text", "ends_on", "stakeholder", "school", "field"]
        read_only_fields = fields

    def get_place(self, change: AmendmentChange) -> str:
        return key_of(change_of(change))


class AmendmentRow(serializers.ModelSerializer[Amendment]):
    class Meta:
        model = Amendment
        fields = ["id", "protocol", "number", "title", "status", "revision", "state_since", "signed_on", "holds_from"]
        read_only_fields = fields


class AmendmentRecord(AmendmentRow):
    """An amendment with its changes, the places in conflict, and the acts that are open to the caller."""

    changes = ChangeSerializer(many=True, read_only=True)
    signatures = serializers.SerializerMethodField()
    conflicts = serializers.SerializerMethodField(
        help_text=(
            "Places that an amendment signed since has changed otherwise; decided by `solve_amendment_conflicts`. "
            "Empty with `as_of`: conflicts are those of today."
        )
    )
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(AmendmentRow.Meta):
        fields = [*AmendmentRow.Meta.fields, "reason", "in_effect", "changes", "signatures", "conflicts", "acts"]
        read_only_fields = fields

    @extend_schema_field(SignatureSerializer(many=True))
    def get_signatures(self, amendment: Amendment) -> Any:
        """They are kept with the protocol: who had signed by then is asked of its past."""
        if (shown := self.context.get("past")) is None:
            return SignatureSerializer(amendment.signatures.all(), many=True).data
        protocol = Past(PROTOCOL_KEPT, amendment.protocol_id, shown.before)
        rows = [row for part, found in protocol.rows.items() if part.model is Signature for row in found]
        return SignatureSerializer([row for row in rows if row.amendment_id == amendment.pk], many=True).data

    def get_conflicts(self, amendment: Amendment) -> list[str]:
        if amendment.status != AmendmentStatus.DRAFT or self.context.get("past"):
            return []
        return [key_of(one.change) for one in conflicts_of(amendment)]

    def get_acts(self, amendment: Amendment) -> list[str]:
        return open_acts(AMENDMENT, amendment, self.context)


def find_amendment(request: Request, pk: int) -> Amendment:
    return get_object_or_404(Amendment.objects.visible_to(request.user).select_related("protocol"), pk=pk)


def shape_of(request: Request, pk: int) -> dict[str, Any]:
    rows = Amendment.objects.select_related("protocol").prefetch_related("changes__school", "changes__field")
    return dict(AmendmentRecord(rows.get(pk=pk), context={"request": request}).data)


AFTERWARDS = OpenApiResponse(AmendmentRecord, "The amendment afterwards.")
CHANGE = {
    "type": "object",
    "required": ["kind"],
    "additionalProperties": False,
    "properties": {**described(ChangeRow), "kind": {"type": "string", "enum": list(ChangeKind.values)}},
}


class AmendmentList(ScopedList):
    """Amendments of the protocols in the caller's scope."""

    required_scopes = {"GET": "protocols:read"}
    queryset = Amendment.objects.all()
    serializer_class = AmendmentRow
    filterset_fields = ["protocol", "status"]

    @extend_schema(
        operation_id="list_amendments",
        summary="Amendments of the protocols in the caller's scope",
        responses={200: AmendmentRow(many=True), **problems(400, 404)},
        examples=examples.of("list_amendments"),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class AmendmentsOfProtocol(APIView):
    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="open_amendment",
        summary="Open the draft of an amendment to a signed protocol",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["title"],
                "additionalProperties": False,
                "properties": described(AmendmentForm),
            }
        },
        responses={201: OpenApiResponse(AmendmentRecord, "The draft."), **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("open_amendment"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        protocol = find_protocol(request, pk)
        made = open_amendment(protocol, by=request.user, on=localdate(), **checked(AmendmentForm, request.data))
        return Response(shape_of(request, made.pk), status=201)


class AmendmentDetail(Tagged, APIView):
    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_amendment",
        summary="An amendment with its changes and the places in conflict",
        parameters=[AS_OF],
        responses={200: AmendmentRecord, **problems(400, 404)},
        examples=examples.of("read_amendment"),
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, find_amendment(request, pk))
        if context["past"] is None:
            return Response(shape_of(request, pk))
        return Response(AmendmentRecord(record, context=context).data)


class Changes(APIView):
    """The changes of a draft."""

    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="add_amendment_change",
        summary="Add a change to a draft",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": CHANGE},
        responses={201: AFTERWARDS, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("add_amendment_change"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        amendment = find_amendment(request, pk)
        save_change(amendment, _change(request, AmendmentChange()), by=request.user, on=localdate())
        return Response(shape_of(request, pk), status=201)


class OneChange(APIView):
    required_scopes = {"PUT": "protocols:write", "DELETE": "protocols:write"}

    @extend_schema(
        operation_id="write_amendment_change",
        summary="Write a change of a draft anew",
        request={"application/json": CHANGE},
        responses={200: AFTERWARDS, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("write_amendment_change"),
    )
    def put(self, request: Request, pk: int, key: int) -> Response:
        amendment = find_amendment(request, pk)
        get_object_or_404(AmendmentChange, amendment=amendment, pk=key)
        save_change(amendment, _change(request, AmendmentChange(pk=key)), by=request.user, on=localdate())
        return Response(shape_of(request, pk))

    @extend_schema(
        operation_id="remove_amendment_change",
        summary="Take a change out of a draft",
        responses={200: AFTERWARDS, **problems(404, 409)},
    )
    def delete(self, request: Request, pk: int, key: int) -> Response:
        amendment = find_amendment(request, pk)
        change = get_object_or_404(AmendmentChange, amendment=amendment, pk=key)
        remove_change(amendment, change, by=request.user, on=localdate())
        return Response(shape_of(request, pk))


def _change(request: Request, change: AmendmentChange) -> AmendmentChange:
    """The change that a body describes, only with what its kind is about."""
    values = checked(ChangeRow, request.data)
    about = ABOUT[values["kind"].split("_")[0]]
    strange = [name for name, value in values.items() if name != "kind" and name not in about and value]
    if strange:
        raise Faults([{"path": name, "message": "Bu değişiklik türünde bu bilgi verilmez."} for name in strange])
    change.kind = values["kind"]
    for name in about - {"school"}:
        setattr(change, name, values[name])
    if "school" in about:
        change.school = School.objects.visible_to(request.user).filter(code=values["school"]).first()
        if change.school is None:
            raise Faults([{"path": "school", "message": "Yetki alanınızda bu kurum koduyla bir kurum yok."}])
    return change


class Conflicts(APIView):
    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="solve_amendment_conflicts",
        summary="Decide each place in conflict: `mine`, `theirs`, or `other` with a merged text",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": body_of("decisions", SolvedRow, "place", "choice")},
        responses={200: AFTERWARDS, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("solve_amendment_conflicts"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        amendment = find_amendment(request, pk)
        rows = rows_of(request, "decisions", SolvedRow)
        solved = {row["place"]: (row["choice"], row["text"]) for row in rows}
        solve(amendment, solved, by=request.user, on=localdate())
        return Response(shape_of(request, pk))


class ActOnAmendment(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = AMENDMENT
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Amendment:
        return find_amendment(request, pk)

    def shape(self, request: Request, record: Amendment) -> dict[str, Any]:
        return shape_of(request, record.pk)

    @extend_schema(
        operation_id="act_on_amendment",
        summary="Perform an act on an amendment",
        parameters=[OpenApiParameter("name", {"enum": list(AMENDMENT.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(AMENDMENT, FORM_OF_ACT)},
        responses={200: AFTERWARDS, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("act_on_amendment"),
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
