"""The needs that centres found, over REST (smm/5/1/a)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers.acts.needs import NEED, note_need
from centers.choices.needs import NeedKind, NeedSource, NeedStatus, Priority, TargetGroup
from centers.forms.needs import FORM_OF_NEED, NeedForm
from centers.history import NEED as KEPT
from centers.models import Need
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked

from .centers import READ, REFUSALS, WRITE
from .opening import CENTER, center_of, opening_body

ASKED = OpenApiExample(
    "a need found by a survey",
    {
        "center": 3, "kind": "development", "title": "Beş eksenli CNC tezgâhlarında programlama",
        "text": "İldeki 14 öğretmenden 11’i tezgâhı kullanamıyor.", "field": "04", "target_groups": ["workshop"],
        "source": "survey", "found_on": "2026-09-14", "evidence": "Eylül 2026 öğretmen anketi (14 yanıt).", "priority": "1",
    },
    request_only=True,
)  # fmt: skip


class CenterNeedSerializer(serializers.ModelSerializer[Need]):
    """`center`: its key; `field` null: not of one field; `programme`, `work`: what answered it."""

    kind = serializers.ChoiceField(choices=NeedKind.choices, read_only=True)
    status = serializers.ChoiceField(choices=NeedStatus.choices, read_only=True)
    source = serializers.ChoiceField(choices=NeedSource.choices, read_only=True)
    priority = serializers.ChoiceField(choices=Priority.choices, read_only=True)
    target_groups = serializers.ListField(child=serializers.ChoiceField(choices=TargetGroup.choices), read_only=True)
    field = serializers.CharField(source="field.code", allow_null=True, read_only=True, default=None)
    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)

    class Meta:
        model = Need
        fields = [
            "id", "center", "school", "kind", "title", "text", "field", "target_groups", "source", "found_on", "evidence",
            "priority", "status", "revision", "programme", "work", "end_reason",
        ]  # fmt: skip
        read_only_fields = fields


class CenterNeedRecord(CenterNeedSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(CenterNeedSerializer.Meta):
        fields = [*CenterNeedSerializer.Meta.fields, "acts"]
        read_only_fields = fields

    def get_acts(self, need: Need) -> list[str]:
        return open_acts(NEED, need, self.context)


class NeedFilter(django_filters.FilterSet):
    center = WholeNumberFilter(min_value=1, max_value=2**31 - 1)
    province = WholeNumberFilter(field_name="center__school__province_id", min_value=1, max_value=81)
    kind = django_filters.ChoiceFilter(choices=NeedKind.choices)
    field = django_filters.CharFilter(field_name="field__code", max_length=10, help_text="Code of a field.")
    status = django_filters.ChoiceFilter(choices=NeedStatus.choices)
    priority = django_filters.ChoiceFilter(choices=Priority.choices)

    class Meta:
        model = Need
        fields: list[str] = []


ROWS = Need.objects.select_related("center__school", "field")


class NeedList(ScopedList):
    """Needs of the centres that the caller sees."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = CenterNeedSerializer
    filterset_class = NeedFilter

    @extend_schema(
        operation_id="list_center_needs",
        summary="The needs that centres found",
        responses={200: CenterNeedSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="note_center_need",
        summary="Note a need of a centre (smm/5/1/a)",
        parameters=[IDEMPOTENCY_KEY],
        request=opening_body(
            NeedForm, "kind", "title", "text", "target_groups", "source", "found_on", "evidence", "priority"
        ),
        responses={201: CenterNeedRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        center = center_of(request)
        made = note_need(center, by=request.user, on=localdate(), **checked(NeedForm, request.data, known=CENTER))
        return Response(CenterNeedRecord(made, context={"request": request}).data, status=201)


class NeedDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_need",
        summary="One need, today or as of a day",
        parameters=[AS_OF],
        responses={200: CenterNeedRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(CenterNeedRecord(record, context=context).data)


class ActOnNeed(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = NEED
    forms_of_acts = FORM_OF_NEED

    def find(self, request: Request, pk: int) -> Need:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Need) -> dict[str, Any]:
        return dict(CenterNeedRecord(ROWS.get(pk=record.pk), context={"request": request}).data)

    @extend_schema(
        operation_id="act_on_center_need",
        summary="Perform an act on a need",
        parameters=[OpenApiParameter("name", {"enum": list(NEED.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(NEED, FORM_OF_NEED)},
        responses={200: OpenApiResponse(CenterNeedRecord, "The need afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
