"""In-service programmes over REST (smm/3/1 g, smm/5/1/b)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers.acts.programmes import PARTS, PROGRAMME, changed_parts, draft_programme
from centers.choices import ChainStatus, TargetGroup
from centers.forms.programmes import FORM_OF_PROGRAMME, ProgrammeForm
from centers.history import PROGRAMME as KEPT
from centers.models import Programme
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked

from .centers import READ, REFUSALS, WRITE
from .chain import WithChain
from .notes import note_view
from .opening import CENTER, center_of, opening_body

ASKED = OpenApiExample(
    "a draft with its first parts",
    {
        "center": 3, "name": "Beş Eksenli CNC Tezgâhlarında Programlama Kursu", "field": "04", "hours": 30,
        "target_groups": ["workshop"], "aim": "Öğretmenlerin beş eksenli tezgâhlarda program yazması.", "needs": [12],
    },
    request_only=True,
)  # fmt: skip


class ProgrammeSerializer(serializers.ModelSerializer[Programme]):
    """`version`, `previous`: the version before; `replaced_on`: since when a later version counts; `in_force`: today."""

    status = serializers.ChoiceField(choices=ChainStatus.choices, read_only=True)
    target_groups = serializers.ListField(child=serializers.ChoiceField(choices=TargetGroup.choices), read_only=True)
    field = serializers.CharField(source="field.code", allow_null=True, read_only=True, default=None)
    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)
    in_force = serializers.BooleanField(source="is_in_force", read_only=True)

    class Meta:
        model = Programme
        fields = [
            "id", "center", "school", "name", "field", "hours", "target_groups", "version", "previous", "status", "revision",
            "state_since", "in_force", "handed_in_on", "decided_on", "decision_number", "replaced_on",
        ]  # fmt: skip
        read_only_fields = fields


class ProgrammeChangeSerializer(serializers.Serializer[Any]):
    """`part`: as returns name them; `before`: in the version before, which `previous` names."""

    part = serializers.ChoiceField(choices=[(part, part) for part in PARTS])
    before = serializers.CharField(allow_blank=True)
    now = serializers.CharField(allow_blank=True)


class ProgrammeRecord(ProgrammeSerializer, WithChain):
    changes = serializers.SerializerMethodField(help_text="What it says otherwise than the version before.")
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ProgrammeSerializer.Meta):
        fields = [
            *ProgrammeSerializer.Meta.fields, "aim", "target", "practice", "content", "methods", "assessment", "other",
            "needs", "changes", "end_reason", "steps", "notes", "acts",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ProgrammeChangeSerializer(many=True))
    def get_changes(self, programme: Programme) -> list[dict[str, str]]:
        return [{"part": part, "before": before, "now": now} for part, before, now in changed_parts(programme)]

    def get_acts(self, programme: Programme) -> list[str]:
        return open_acts(PROGRAMME, programme, self.context)


class ProgrammeFilter(django_filters.FilterSet):
    center = WholeNumberFilter(min_value=1, max_value=2**31 - 1)
    province = WholeNumberFilter(field_name="center__school__province_id", min_value=1, max_value=81)
    field = django_filters.CharFilter(field_name="field__code", max_length=10, help_text="Code of a field.")
    status = django_filters.ChoiceFilter(choices=ChainStatus.choices)
    in_force = TrueOrFalseFilter(method="counting", help_text="true: approved and not replaced.")

    class Meta:
        model = Programme
        fields: list[str] = []

    def counting(self, rows: QuerySet[Programme], name: str, value: bool) -> QuerySet[Programme]:
        return rows.filter(status=ChainStatus.APPROVED, replaced_on=None) if value else rows


ROWS = Programme.objects.select_related("center__school", "field", "author", "previous")


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(ProgrammeRecord(ROWS.get(pk=pk), context={"request": request}).data)


class ProgrammeList(ScopedList):
    """Programmes of the centres that the caller sees."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = ProgrammeSerializer
    filterset_class = ProgrammeFilter

    @extend_schema(
        operation_id="list_center_programmes",
        summary="In-service programmes of centres, each version a row",
        responses={200: ProgrammeSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="draft_center_programme",
        summary="Draft an in-service programme of a centre (smm/5/1/b)",
        parameters=[IDEMPOTENCY_KEY],
        request=opening_body(ProgrammeForm, "name"),
        responses={201: ProgrammeRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        center = center_of(request)
        values = checked(ProgrammeForm, request.data, known=CENTER, center=center)
        made = draft_programme(center, by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class ProgrammeDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_programme",
        summary="One version of a programme, today or as of a day; the steps and notes are today's",
        parameters=[AS_OF],
        responses={200: ProgrammeRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(ProgrammeRecord(record, context=context).data)


class ActOnProgramme(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = PROGRAMME
    forms_of_acts = FORM_OF_PROGRAMME

    def find(self, request: Request, pk: int) -> Programme:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Programme) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center_programme",
        summary="Perform an act on a programme: written, sent along the chain, approved, brought into a new version",
        parameters=[OpenApiParameter("name", {"enum": list(PROGRAMME.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(PROGRAMME, FORM_OF_PROGRAMME)},
        responses={200: OpenApiResponse(ProgrammeRecord, "The programme afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


ProgrammeNote = note_view("answer_note_of_center_programme", "programme", ROWS, _shape, ProgrammeRecord)
