"""The Ministry's guides to monitoring over REST: published versions for everybody, drafts for the ministry (smm/11/3)."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.asking import Answered
from accounts.api.reading import is_known, not_modified
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers.acts import GUIDE, keep_guide_file
from centers.choices import Direction, IndicatorKind
from centers.forms.guides import FORM_OF_GUIDE, GuideFileForm
from centers.models import GuideIndicator, GuideStatement, MonitoringGuide
from documents.api.papers import AnyFile
from documents.intake import FileRefused
from documents.models import Attachment
from workflow.api.acts import act_body
from workflow.api.figures import (
    FIELDS,
    READ,
    WRITE,
    ActOnVersion,
    VersionDetail,
    VersionList,
    VersionSerializer,
    seen_by,
)
from workflow.api.history import AS_OF
from workflow.api.inputs import strange_keys
from workflow.api.problems import Faults


class GuideIndicatorSerializer(serializers.ModelSerializer[Any]):
    """`code` is the same for the same indicator of several guides; `is_required`: it stands in every plan."""

    kind = serializers.ChoiceField(choices=IndicatorKind.choices, read_only=True)
    direction = serializers.ChoiceField(choices=Direction.choices, read_only=True)

    class Meta:
        model = GuideIndicator
        fields = ["id", "code", "name", "kind", "unit", "direction", "is_required"]
        read_only_fields = fields


class StatementSerializer(serializers.ModelSerializer[Any]):
    """A statement by which a centre assesses itself."""

    class Meta:
        model = GuideStatement
        fields = ["number", "text"]
        read_only_fields = fields


class GuideFileSerializer(serializers.ModelSerializer[Any]):
    """The guide itself, to be fetched at `monitoring-guides/{id}/file/`; `sha256` is its ETag there."""

    class Meta:
        model = Attachment
        fields = ["name", "media_type", "size", "sha256"]
        read_only_fields = fields


class GuideSerializer(VersionSerializer):
    """A guide by which monitoring and evaluation go (smm/11/3)."""

    indicators = GuideIndicatorSerializer(many=True, read_only=True)
    statements = StatementSerializer(many=True, read_only=True)

    file = GuideFileSerializer(allow_null=True, read_only=True)

    class Meta:
        model = MonitoringGuide
        fields = [*FIELDS, "summary", "address", "file", "indicators", "statements"]
        read_only_fields = fields


class GuideList(VersionList):
    queryset = MonitoringGuide.objects.select_related("file").prefetch_related("indicators", "statements")
    serializer_class = GuideSerializer

    @extend_schema(
        operation_id="list_monitoring_guides",
        summary="Guides to the monitoring of centres: published versions; drafts too for the ministry",
        responses={200: GuideSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class GuideDetail(VersionDetail):
    queryset = GuideList.queryset
    serializer_class = GuideSerializer

    @extend_schema(
        operation_id="read_monitoring_guide",
        summary="A guide to the monitoring of centres: one version",
        parameters=[AS_OF],
        responses={200: GuideSerializer, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.answer(request, pk)


class ActOnGuide(ActOnVersion):
    lifecycle = GUIDE
    forms_of_acts = FORM_OF_GUIDE
    queryset = GuideList.queryset
    serializer_class = GuideSerializer

    @extend_schema(
        operation_id="act_on_monitoring_guide",
        summary="Publish a draft of a guide to monitoring (smm/11/3)",
        parameters=[OpenApiParameter("name", {"enum": list(GUIDE.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(GUIDE, FORM_OF_GUIDE)},
        responses={200: GuideSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


FILE = {
    "multipart/form-data": {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}},
    }
}


class GuideFile(Answered):
    """The file of a version: read by whoever reads the version, brought while it is a draft."""

    required_scopes = {"GET": READ, "POST": WRITE}
    parser_classes = (MultiPartParser,)
    renderer_classes = (JSONRenderer, AnyFile)

    def _found(self, request: Request, pk: int) -> MonitoringGuide:
        found: MonitoringGuide = get_object_or_404(seen_by(request.user, GuideList.queryset.all()), pk=pk)
        return found

    @extend_schema(
        operation_id="read_monitoring_guide_file",
        summary="The guide itself, byte for byte; its ETag is the file's SHA-256 (smm/11/3)",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> HttpResponse | FileResponse:
        kept = self._found(request, pk).file
        if kept is None:
            raise Http404
        tag = f'"{kept.sha256}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
        if is_known(request, tag):
            return not_modified(HttpResponse(headers=headers))
        return FileResponse(
            kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type="application/octet-stream",
            headers=headers,
        )  # fmt: skip

    @extend_schema(
        operation_id="bring_monitoring_guide_file",
        summary="Bring the file of a draft of a guide (PDF, image or office document); its SHA-256 is kept",
        parameters=[IDEMPOTENCY_KEY],
        request=FILE,
        responses={201: GuideSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        guide = self._found(request, pk)
        form = GuideFileForm(request.data, request.FILES)
        faults = strange_keys(request.data, form.fields)
        if not form.is_valid():
            faults += [{"path": name, "message": " ".join(map(str, said))} for name, said in form.errors.items()]
        if faults:
            raise Faults(faults)
        try:
            keep_guide_file(guide, by=request.user, on=localdate(), **form.cleaned_data)
        except FileRefused as refused:
            raise Faults([{"path": "file", "message": str(refused)}]) from refused
        return Response(GuideSerializer(self._found(request, pk)).data, status=201)
