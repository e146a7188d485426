"""Templates of protocols and the days of reminding over REST: versions of the administration's, published by act."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from protocols.acts import REMINDERS, TEMPLATE
from protocols.forms.clauses import PublishForm
from protocols.models import ProtocolTemplate, ReminderVersion, TemplateClause
from workflow.api.acts import act_body
from workflow.api.figures import FIELDS, ActOnVersion, VersionDetail, VersionList, VersionSerializer

from . import examples


class TemplateClauseSerializer(serializers.ModelSerializer[TemplateClause]):
    """A clause; `required`: drafts may change its text, not leave it out. `cites`: the provision on which it rests."""

    class Meta:
        model = TemplateClause
        fields = ["number", "title", "text", "required", "cites"]
        read_only_fields = fields


class TemplateSerializer(VersionSerializer):
    """A template of clauses from which drafts begin; the directive knows none."""

    clauses = TemplateClauseSerializer(many=True, read_only=True)

    class Meta:
        model = ProtocolTemplate
        fields = [*FIELDS, "clauses"]
        read_only_fields = fields


class ReminderSerializer(VersionSerializer):
    """How many days before the end of a protocol, and before the day of a duty, those who must act are reminded."""

    before_end = serializers.ListField(child=serializers.IntegerField(), read_only=True)
    before_duty = serializers.ListField(child=serializers.IntegerField(), read_only=True)

    class Meta:
        model = ReminderVersion
        fields = [*FIELDS, "before_end", "before_duty"]
        read_only_fields = fields


def forms_of(lifecycle: Any) -> dict[str, Any]:
    return dict.fromkeys(lifecycle.acts, PublishForm)


class TemplateList(VersionList):
    queryset = ProtocolTemplate.objects.prefetch_related("clauses")
    serializer_class = TemplateSerializer

    @extend_schema(
        operation_id="list_protocol_templates",
        summary="Templates of protocols: published versions; drafts too for the ministry",
        responses={200: TemplateSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class TemplateDetail(VersionDetail):
    queryset = TemplateList.queryset
    serializer_class = TemplateSerializer

    @extend_schema(
        operation_id="read_protocol_template",
        summary="One version of the template, with its clauses",
        responses={200: TemplateSerializer, **problems(404)},
        examples=examples.of("read_protocol_template"),
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(request, pk)


class ActOnTemplate(ActOnVersion):
    lifecycle = TEMPLATE
    forms_of_acts = forms_of(TEMPLATE)
    queryset = TemplateList.queryset
    serializer_class = TemplateSerializer

    @extend_schema(
        operation_id="act_on_protocol_template",
        summary="Publish a draft of the template",
        parameters=[OpenApiParameter("name", {"enum": list(TEMPLATE.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(TEMPLATE, forms_of(TEMPLATE))},
        responses={200: TemplateSerializer, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("act_on_protocol_template"),
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class ReminderList(VersionList):
    queryset = ReminderVersion.objects.all()
    serializer_class = ReminderSerializer

    @extend_schema(
        operation_id="list_protocol_reminders",
        summary="Days of reminding: published versions; drafts too for the ministry",
        responses={200: ReminderSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ReminderDetail(VersionDetail):
    queryset = ReminderList.queryset
    serializer_class = ReminderSerializer

    @extend_schema(
        operation_id="read_protocol_reminders",
        summary="Days of reminding: one version",
        responses={200: ReminderSerializer, **problems(404)},
        examples=examples.of("read_protocol_reminders"),
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(request, pk)


class ActOnReminders(ActOnVersion):
    lifecycle = REMINDERS
    forms_of_acts = forms_of(REMINDERS)
    queryset = ReminderList.queryset
    serializer_class = ReminderSerializer

    @extend_schema(
        operation_id="act_on_protocol_reminders",
        summary="Publish a draft of the days of reminding",
        parameters=[OpenApiParameter("name", {"enum": list(REMINDERS.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(REMINDERS, forms_of(REMINDERS))},
        responses={200: ReminderSerializer, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("act_on_protocol_reminders"),
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
