"""The control of schools over REST: listed, read with answers and files, files brought and given out, and the acts."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.asking import Answered
from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged, is_known, not_modified
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts import CONTROLLED_SCHOOL, receive_control_file, remove_control_file
from designations.choices import ControlFinding, ControlStatus, DesignationType
from designations.forms import FORM_OF_ACT
from designations.forms.preparing import EvidenceForm
from designations.models import ControlFile, ControlledSchool
from documents.api.papers import AnyFile
from documents.intake import FileRefused
from workflow.api.acts import ActView, act_body
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.inputs import strange_keys
from workflow.api.problems import Faults

READ, WRITE = {"GET": "designations:read"}, {"POST": "designations:write"}
CONTROLLED = ControlledSchool.objects.select_related("campaign", "designation__school").defer("campaign__frame")


class ControlFileSerializer(serializers.ModelSerializer[ControlFile]):
    """A file that proves something about an item."""

    item = serializers.IntegerField(source="item.number", read_only=True)
    name = serializers.CharField(source="attachment.name", read_only=True)
    media_type = serializers.CharField(source="attachment.media_type", read_only=True)
    size = serializers.IntegerField(source="attachment.size", read_only=True, help_text="Bytes.")
    sha256 = serializers.CharField(source="attachment.sha256", read_only=True)

    class Meta:
        model = ControlFile
        fields = ["id", "item", "description", "name", "media_type", "size", "sha256", "added_on"]
        read_only_fields = fields


class ControlledSchoolSerializer(serializers.ModelSerializer[ControlledSchool]):
    """A school that a campaign drew; `finding` is empty until it is concluded."""

    campaign = serializers.IntegerField(source="campaign_id", read_only=True)
    designation = serializers.IntegerField(source="designation_id", read_only=True)
    school = serializers.CharField(source="designation.school.code", allow_null=True, read_only=True)
    type = serializers.ChoiceField(source="designation.type", choices=DesignationType.choices, read_only=True)
    finding = serializers.ChoiceField(choices=ControlFinding.choices, allow_blank=True, read_only=True)

    class Meta:
        model = ControlledSchool
        fields = [
            "id", "campaign", "designation", "school", "type", "status", "revision", "state_since", "due_on", "handed_in_on",
            "finding", "concluded_on",
        ]  # fmt: skip
        read_only_fields = fields


class ControlAnswerSerializer(serializers.Serializer[Any]):
    item = serializers.IntegerField(source="item.number")
    text = serializers.CharField()


class ControlledSchoolRecord(ControlledSchoolSerializer):
    """The control of a school with its answers and files, and what the caller may do with it."""

    answers = serializers.SerializerMethodField()
    files = serializers.SerializerMethodField()
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ControlledSchoolSerializer.Meta):
        fields = [
            *ControlledSchoolSerializer.Meta.fields, "extension", "return_note", "reminded_on", "finding_note", "answers",
            "files", "acts",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ControlAnswerSerializer(many=True))
    def get_answers(self, controlled: ControlledSchool) -> Any:
        return ControlAnswerSerializer(controlled.answers.select_related("item"), many=True).data

    @extend_schema_field(ControlFileSerializer(many=True))
    def get_files(self, controlled: ControlledSchool) -> Any:
        rows = controlled.files.filter(removed_on=None).select_related("attachment", "item")
        return ControlFileSerializer(rows, many=True).data

    def get_acts(self, controlled: ControlledSchool) -> list[str]:
        return [act.name for act in CONTROLLED_SCHOOL.open_to(self.context["request"].user, controlled)]


class ControlledSchoolFilter(django_filters.FilterSet):
    campaign = WholeNumberFilter(field_name="campaign_id", min_value=1)
    school = django_filters.CharFilter(field_name="designation__school__code", help_text="Institution code.")
    province = WholeNumberFilter(
        field_name="designation__school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    type = django_filters.ChoiceFilter(field_name="designation__type", choices=DesignationType.choices)
    status = django_filters.ChoiceFilter(choices=ControlStatus.choices)
    finding = django_filters.ChoiceFilter(choices=ControlFinding.choices)
    overdue = TrueOrFalseFilter(
        method="of_overdue", help_text="true: those whose last day is over; false: all others."
    )

    class Meta:
        model = ControlledSchool
        fields: list[str] = []

    def of_overdue(self, rows: Any, name: str, value: bool) -> QuerySet[ControlledSchool]:
        late = ControlledSchool.objects.overdue(localdate()).values("pk")
        found: QuerySet[ControlledSchool] = rows.filter(pk__in=late) if value else rows.exclude(pk__in=late)
        return found


def _shape(request: Request, record: ControlledSchool) -> dict[str, Any]:
    return dict(ControlledSchoolRecord(record, context={"request": request}).data)


def _controlled(request: Request, pk: int) -> ControlledSchool:
    rows: QuerySet[ControlledSchool] = CONTROLLED.visible_to(request.user)
    return get_object_or_404(rows, pk=pk)


class ControlledSchoolList(ScopedList):
    """Schools that control campaigns drew, as far as the caller sees them."""

    required_scopes = READ
    queryset = CONTROLLED
    serializer_class = ControlledSchoolSerializer
    filterset_class = ControlledSchoolFilter

    @extend_schema(
        operation_id="list_controlled_schools",
        summary="Schools that control campaigns drew",
        responses={200: ControlledSchoolSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ControlledSchoolDetail(Tagged, APIView):
    required_scopes = READ

    @extend_schema(
        operation_id="read_controlled_school",
        summary="The control of one school with its answers and files",
        responses={200: ControlledSchoolRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(_shape(request, _controlled(request, pk)))


class ActOnControlledSchool(ActView):
    required_scopes = WRITE
    lifecycle = CONTROLLED_SCHOOL
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> ControlledSchool:
        return _controlled(request, pk)

    def shape(self, request: Request, record: ControlledSchool) -> dict[str, Any]:
        return _shape(request, record)

    @extend_schema(
        operation_id="act_on_controlled_school",
        summary="Perform an act on the control of a school: answered, accepted, returned, reminded, extended, concluded",
        parameters=[
            OpenApiParameter("name", {"enum": list(CONTROLLED_SCHOOL.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY,
        ],
        request={"application/json": act_body(CONTROLLED_SCHOOL, FORM_OF_ACT)},
        responses={200: ControlledSchoolRecord, **problems(400, 404, 409, 413, 415, 422)},
    )  # fmt: skip
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class ControlItemFiles(APIView):
    """Files that prove something about an item."""

    required_scopes = WRITE
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="add_control_file",
        summary="Put a file to an item; it is checked by its content (PDF, JPEG, PNG, DOCX, XLSX; 20 MB)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "multipart/form-data": {
                "type": "object",
                "required": ["file", "description"],
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "description": {"type": "string", "minLength": 1, "maxLength": 200},
                },
            }
        },
        responses={201: ControlFileSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int, number: int) -> Response:
        record = _controlled(request, pk)
        item = get_object_or_404(record.campaign.items, number=number)
        form = EvidenceForm(request.data, request.FILES)
        faults = strange_keys(request.data, form.fields)
        if faults or not form.is_valid():
            faults += [
                {"path": name, "message": str(message)} for name, said in form.errors.items() for message in said
            ]
            raise Faults(faults)
        try:
            kept = receive_control_file(record, item, by=request.user, on=localdate(), **form.cleaned_data)
        except FileRefused as refused:
            raise Faults([{"path": "file", "message": str(refused)}]) from refused
        return Response(ControlFileSerializer(kept).data, status=201)


class ControlFileDetail(Answered):
    """The file as it came in, byte for byte; its tag is its SHA-256."""

    required_scopes = {"GET": "designations:read", "DELETE": "designations:write"}
    renderer_classes = (AnyFile, JSONRenderer)

    def _find(self, request: Request, pk: int, key: int) -> ControlFile:
        rows = ControlFile.objects.visible_to(request.user).select_related("controlled", "item", "attachment")
        return get_object_or_404(rows.filter(controlled=pk), pk=key)

    @extend_schema(
        operation_id="read_control_file",
        summary="A file of the answer, also one that was taken out; its ETag is the file's SHA-256",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)},
    )
    def get(self, request: Request, pk: int, key: int) -> HttpResponse | FileResponse:
        found = self._find(request, pk, key).attachment
        tag = f'"{found.sha256}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
        if is_known(request, tag):
            return not_modified(HttpResponse(headers=headers))
        kind = "application/octet-stream"  # bytes, which no browser will run
        return FileResponse(
            found.file.open("rb"), as_attachment=True, filename=found.name, content_type=kind, headers=headers
        )

    @extend_schema(
        operation_id="remove_control_file",
        summary="Take a file out of the answer; it is marked, never deleted",
        responses={204: None, **problems(404, 409, 422)},
    )
    def delete(self, request: Request, pk: int, key: int) -> Response:
        found = self._find(request, pk, key)
        if found.removed_on is None:
            remove_control_file(found, by=request.user, on=localdate())
        return Response(status=204)
