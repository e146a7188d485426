"""Versions of provisions over REST: listed, drafted, read with all that they reach, their acts, and their trial on the country."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts.law import order_version_trial
from designations.models import VersionTrial
from desk.law.reach import counted
from desk.law.showing import until_of
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.inputs import checked, described
from workflow.api.together import PEOPLE
from workflow.law.acts import LAW, open_provision_version
from workflow.law.choices import LawEffect, LawStatus
from workflow.law.forms import FORM_OF_LAW, VersionForm
from workflow.law.permissions import may_prepare_version
from workflow.models import ProvisionVersion
from workflow.refusals import NotPermitted

READ, WRITE = {"GET": "policies:read"}, {"POST": "policies:write"}
WRITTEN = problems(400, 404, 409, 413, 415, 422)
NOTHING = {"application/json": {"type": "object", "additionalProperties": False}}
BODY = {
    "application/json": {
        "type": "object",
        "additionalProperties": False,
        "required": ["effect", "begins", "summary", "directive", "number", "dated_on", "transition", "opened_by"],
        "description": "`provision` names one that is there; where `effect` is `adds`, `new_provision` says where it is added.",
        "properties": described(VersionForm),
    }
}
EXAMPLE = {
    "provision": "okul/4/2/b", "effect": "asks", "begins": "2027-09-01", "text": "Okulun, … yer alması gerekir.",
    "summary": "Okul, sektörün yoğun olduğu yerde mi?", "directive": "Yönergede Değişiklik Yapılmasına Dair Yönerge",
    "number": "E-20880154-10.04-110000000", "dated_on": "2026-11-01", "article": "m. 1", "transition": "keeps",
    "transition_article": "Geçici m. 1", "transition_reason": "Geçici madde böyle diyor.", "opened_by": "created",
}  # fmt: skip


class ProvisionVersionSerializer(serializers.ModelSerializer[ProvisionVersion]):
    """A version of a provision as lists show it; `begins` is its first day."""

    class Meta:
        model = ProvisionVersion
        fields = [
            "id", "provision", "citation", "effect", "summary", "status", "revision", "state_since", "begins", "directive", "number",
            "dated_on", "transition", "opened_by", "keeps_until", "published_on",
        ]  # fmt: skip
        read_only_fields = fields


class ProvisionVersionRecord(ProvisionVersionSerializer):
    """With its words, its last day, and what the caller may do with it."""

    until = serializers.SerializerMethodField(
        help_text="The day before the next version begins; `null` while there is none."
    )
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ProvisionVersionSerializer.Meta):
        fields = [
            *ProvisionVersionSerializer.Meta.fields, "text", "article", "transition_article", "transition_reason", "note", "until",
            "acts",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": ["string", "null"], "format": "date"})
    def get_until(self, version: ProvisionVersion) -> str | None:
        last = until_of(version) if version.is_published else None
        return last.isoformat() if last else None

    def get_acts(self, version: ProvisionVersion) -> list[str]:
        return open_acts(LAW, version, self.context)


class ReachSerializer(serializers.Serializer[Any]):
    """How many records of a kind the version reaches, of those that the caller sees; `more`: there are more than counted."""

    key = serializers.CharField(source="reach.key")
    label = serializers.CharField(source="reach.label")
    count = serializers.IntegerField()
    more = serializers.BooleanField()
    note = serializers.CharField(help_text="What becomes of these records.")


class VersionTrialSerializer(serializers.ModelSerializer[VersionTrial]):
    """What both versions' rules make of the country: by type a count for each pair `outcome before>outcome after`."""

    job = serializers.UUIDField(source="job_id", read_only=True, allow_null=True)
    turned = serializers.SerializerMethodField(help_text="How many outcomes differ.")
    result = serializers.SerializerMethodField(help_text="Empty until it was computed.")

    class Meta:
        model = VersionTrial
        fields = ["as_of", "made_at", "job", "turned", "result"]
        read_only_fields = fields

    def get_turned(self, trial: VersionTrial) -> int:
        return len(trial.turned)

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_result(self, trial: VersionTrial) -> dict[str, Any]:
        return dict(trial.result)


class ProvisionVersionFilter(django_filters.FilterSet):
    provision = django_filters.CharFilter(max_length=30)
    status = django_filters.ChoiceFilter(choices=LawStatus.choices)
    effect = django_filters.ChoiceFilter(choices=LawEffect.choices)

    class Meta:
        model = ProvisionVersion
        fields: list[str] = []


def _version(request: Request, pk: int) -> ProvisionVersion:
    return get_object_or_404(ProvisionVersion.objects.visible_to(request.user), pk=pk)


def _shape(request: Request, record: ProvisionVersion) -> dict[str, Any]:
    return dict(ProvisionVersionRecord(record, context={"request": request}).data)


class ProvisionVersionList(ScopedList):
    """Published versions for everybody, drafts for the ministry."""

    required_scopes = READ | WRITE
    queryset = ProvisionVersion.objects.all()
    serializer_class = ProvisionVersionSerializer
    filterset_class = ProvisionVersionFilter

    @extend_schema(
        operation_id="list_provision_versions",
        summary="Versions of provisions after the original text",
        responses={200: ProvisionVersionSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="open_provision_version",
        summary="Draft what an amending directive says of a provision; another person publishes it",
        parameters=[IDEMPOTENCY_KEY],
        request=BODY,
        examples=[OpenApiExample("A condition that changes", value=EXAMPLE, request_only=True)],
        responses={201: ProvisionVersionRecord, **WRITTEN},
    )
    @once
    def post(self, request: Request) -> Response:
        if not may_prepare_version(request.user, None):  # type: ignore[arg-type]
            raise NotPermitted("Hükmün yeni sürümünü Genel Müdürlük görevlileri hazırlar (idari usul).")
        asked = checked(VersionForm, request.data)
        made = open_provision_version(None, by=request.user, on=localdate(), **asked)  # type: ignore[arg-type]
        return Response(_shape(request, made), status=201)


class ProvisionVersionDetail(Tagged, APIView):
    required_scopes = READ

    @extend_schema(
        operation_id="read_provision_version",
        summary="One version of a provision",
        responses={200: ProvisionVersionRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(_shape(request, _version(request, pk)))


class ProvisionVersionReach(Tagged, APIView):
    required_scopes = READ

    @extend_schema(
        operation_id="read_provision_version_reach",
        summary="What a version reaches: open files that keep or leave the content before, protocols, letters, centres",
        responses={200: ReachSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = counted(_version(request, pk), request.user, localdate())  # type: ignore[arg-type]
        return Response(ReachSerializer(rows, many=True).data)


class ActOnProvisionVersion(ActView):
    required_scopes = WRITE
    lifecycle = LAW
    forms_of_acts = FORM_OF_LAW

    def find(self, request: Request, pk: int) -> ProvisionVersion:
        return _version(request, pk)

    def shape(self, request: Request, record: ProvisionVersion) -> dict[str, Any]:
        return _shape(request, record)

    @extend_schema(
        operation_id="act_on_provision_version",
        summary="Perform an act on a version of a provision: written, published, dropped, taken back",
        parameters=[OpenApiParameter("name", {"enum": list(LAW.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(LAW, FORM_OF_LAW)},
        responses={200: ProvisionVersionRecord, **WRITTEN},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class ProvisionVersionTrial(Tagged):
    """The rules of both versions asked of every school; computed in the background."""

    required_scopes = {"GET": PEOPLE, "POST": PEOPLE}

    @extend_schema(
        operation_id="read_provision_version_trial",
        summary="What both versions' rules make of the country",
        responses={200: VersionTrialSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        trials = VersionTrial.objects.visible_to(request.user)
        return Response(VersionTrialSerializer(get_object_or_404(trials, version=_version(request, pk))).data)

    @extend_schema(
        operation_id="order_provision_version_trial",
        summary="Have the country asked by the rules of both versions; `job` tells how far it is",
        parameters=[IDEMPOTENCY_KEY],
        request=NOTHING,
        responses={201: VersionTrialSerializer, **WRITTEN},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        version = _version(request, pk)
        checked(forms.Form, request.data or {})
        trial = order_version_trial(version, by=request.user, on=localdate())  # type: ignore[arg-type]
        return Response(VersionTrialSerializer(trial).data, status=201)
