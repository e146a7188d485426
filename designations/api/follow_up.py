"""What follows a specialised school over REST: works, affiliations, in-service training, and the acts on them."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts import ACTIVITY, plan_activity, record_affiliation, record_work, remove_record
from designations.forms import FORM_OF_ACT
from designations.forms.follow_up import ActivityForm, AffiliationForm, OfSchoolFieldsForm, ReasonForm, WorkForm
from designations.models import Affiliation, Designation, DevelopmentWork, InServiceActivity
from designations.permissions import may_keep_follow_up
from schools.models import Field
from workflow.api.acts import ActView, act_body
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults
from workflow.refusals import NotPermitted

READ, WRITE = {"GET": "designations:read"}, {"POST": "designations:write"}
CODES = {"type": "array", "items": {"type": "string"}, "description": "Codes of fields that the school teaches."}


class FieldCodes(serializers.SlugRelatedField[Field]):
    """Fields by their codes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", read_only=True, **kwargs)


class WorkSerializer(serializers.ModelSerializer[DevelopmentWork]):
    """A work on curricula, course material or methods (okul/5/4); `school_year` is the year in which it begins."""

    designation = serializers.IntegerField(source="designation_id", read_only=True)
    fields_concerned = FieldCodes(source="fields", many=True)

    class Meta:
        model = DevelopmentWork
        fields = [
            "id", "designation", "kind", "title", "fields_concerned", "school_year", "description", "removed_on",
        ]  # fmt: skip
        read_only_fields = fields


class AffiliationSerializer(serializers.ModelSerializer[Affiliation]):
    """A tie to a university or professional organisation (okul/5/5)."""

    designation = serializers.IntegerField(source="designation_id", read_only=True)

    class Meta:
        model = Affiliation
        fields = [
            "id", "designation", "kind", "organisation", "subject", "starts_on", "ends_on", "removed_on",
        ]  # fmt: skip
        read_only_fields = fields


class ActivitySerializer(serializers.ModelSerializer[InServiceActivity]):
    """In-service training; it runs only when the ministry's unit approved it (okul/5/6)."""

    designation = serializers.IntegerField(source="designation_id", read_only=True)
    fields_concerned = FieldCodes(source="fields", many=True)

    class Meta:
        model = InServiceActivity
        fields = [
            "id", "designation", "status", "revision", "title", "fields_concerned", "starts_on", "ends_on", "places",
            "attended", "approved_on", "note",
        ]  # fmt: skip
        read_only_fields = fields


def _body(form: type[Form], *, of_fields: bool) -> dict[str, Any]:
    properties = described(form) | ({"fields": CODES} if of_fields else {})
    return {"application/json": {"type": "object", "additionalProperties": False, "properties": properties}}


def _designation(request: Request, pk: int) -> Designation:
    """The designation, when it lies in the caller's scope and the caller may keep its follow-up."""
    rows = Designation.objects.visible_to(request.user).select_related("school")
    designation = get_object_or_404(rows, pk=pk)
    if not may_keep_follow_up(request.user, designation):
        raise NotPermitted("Bu okulun izleme kayıtlarını tutma yetkiniz yok.")
    return designation


def _details(form: type[Form], request: Request, designation: Designation) -> dict[str, Any]:
    """What the body asks for, checked by the form of the pages; fields come by their codes."""
    if not issubclass(form, OfSchoolFieldsForm):
        return dict(checked(form, request.data))
    body = request.data
    if isinstance(body, dict) and "fields" in body:
        body = {**body, "fields": _keys(body["fields"], designation)}
    return dict(checked(form, body, school=designation.school))


def _keys(codes: Any, designation: Designation) -> list[int]:
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise Faults([{"path": "fields", "message": "Alan kodlarından bir liste olmalıdır."}])
    taught = Field.objects.filter(taught_at__school=designation.school, taught_at__closed_on=None)
    found = dict(taught.values_list("code", "pk"))
    strange = [position for position, code in enumerate(codes) if code not in found]
    if strange:
        message = "Okul bu alanı okutmuyor."
        raise Faults([{"path": f"fields[{position}]", "message": message} for position in strange])
    return [found[code] for code in codes]


class _List(ScopedList):
    required_scopes = READ


class WorkList(_List):
    queryset = DevelopmentWork.objects.prefetch_related("fields")
    serializer_class = WorkSerializer
    filterset_fields = ["designation", "kind", "school_year"]

    @extend_schema(
        operation_id="list_works",
        summary="Works of specialised schools; removed_on tells what was taken out",
        responses={200: WorkSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class AffiliationList(_List):
    queryset = Affiliation.objects.all()
    serializer_class = AffiliationSerializer
    filterset_fields = ["designation", "kind"]

    @extend_schema(
        operation_id="list_affiliations",
        summary="Ties of specialised schools to organisations",
        responses={200: AffiliationSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ActivityList(_List):
    queryset = InServiceActivity.objects.prefetch_related("fields")
    serializer_class = ActivitySerializer
    filterset_fields = ["designation", "status"]

    @extend_schema(
        operation_id="list_activities",
        summary="In-service training of specialised schools",
        responses={200: ActivitySerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class AddWork(APIView):
    required_scopes = WRITE

    @extend_schema(
        operation_id="record_work",
        summary="Record a work of a specialised school",
        parameters=[IDEMPOTENCY_KEY],
        request=_body(WorkForm, of_fields=True),
        responses={201: WorkSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        designation = _designation(request, pk)
        details = _details(WorkForm, request, designation)
        made = record_work(designation, by=request.user, on=localdate(), **details)
        return Response(WorkSerializer(made).data, status=201)


class AddAffiliation(APIView):
    required_scopes = WRITE

    @extend_schema(
        operation_id="record_affiliation",
        summary="Record a tie of a specialised school to an organisation",
        parameters=[IDEMPOTENCY_KEY],
        request=_body(AffiliationForm, of_fields=False),
        responses={201: AffiliationSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        designation = _designation(request, pk)
        details = _details(AffiliationForm, request, designation)
        made = record_affiliation(designation, by=request.user, on=localdate(), **details)
        return Response(AffiliationSerializer(made).data, status=201)


class PlanActivity(APIView):
    required_scopes = WRITE

    @extend_schema(
        operation_id="plan_activity",
        summary="Plan in-service training; it runs only when approved",
        parameters=[IDEMPOTENCY_KEY],
        request=_body(ActivityForm, of_fields=True),
        responses={201: ActivitySerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        designation = _designation(request, pk)
        details = _details(ActivityForm, request, designation)
        made = plan_activity(designation, by=request.user, on=localdate(), **details)
        return Response(ActivitySerializer(made).data, status=201)


REMOVABLE: dict[str, Any] = {
    "works": (DevelopmentWork, WorkSerializer),
    "affiliations": (Affiliation, AffiliationSerializer),
}


class RemoveRecord(APIView):
    required_scopes = WRITE

    @extend_schema(
        operation_id="remove_follow_up_record",
        summary="Take a work or an affiliation out of the follow-up, for a reason; it stays on record",
        parameters=[OpenApiParameter("what", {"enum": list(REMOVABLE)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request=_body(ReasonForm, of_fields=False),
        responses={
            200: OpenApiResponse({"oneOf": [{"type": "object"}]}, "The record as it was taken out."),
            **problems(400, 404, 409, 413, 415, 422),
        },
    )
    @once
    def post(self, request: Request, what: str, pk: int) -> Response:
        if what not in REMOVABLE:
            raise Http404
        model, serializer = REMOVABLE[what]
        record = get_object_or_404(model.objects.visible_to(request.user).select_related("designation__school"), pk=pk)
        if not may_keep_follow_up(request.user, record.designation):
            raise NotPermitted("Bu okulun izleme kayıtlarını tutma yetkiniz yok.")
        remove_record(record, by=request.user, on=localdate(), **checked(ReasonForm, request.data))
        record.refresh_from_db()
        return Response(serializer(record).data)


class ActOnActivity(ActView):
    required_scopes = WRITE
    lifecycle = ACTIVITY
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> InServiceActivity:
        rows = InServiceActivity.objects.visible_to(request.user).select_related("designation__school")
        return get_object_or_404(rows, pk=pk)

    def shape(self, request: Request, record: InServiceActivity) -> dict[str, Any]:
        return dict(ActivitySerializer(record).data)

    @extend_schema(
        operation_id="act_on_activity",
        summary="Perform an act on in-service training",
        parameters=[OpenApiParameter("name", {"enum": list(ACTIVITY.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(ACTIVITY, FORM_OF_ACT)},
        responses={200: ActivitySerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
