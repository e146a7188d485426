"""Applications to calls over REST: entered by the province, examined, scored, proposed; identity numbers are masked (smm/10)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.asking import Answered
from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers.acts import CANDIDACY, apply
from centers.acts.candidates import keep_evidence, read_evidence
from centers.acts.proposing import propose_of
from centers.choices.selection import CandidacyStatus, Seat, ServiceDuty
from centers.choices.staff import PostRole
from centers.forms.candidates import FORM_OF_CANDIDACY, ApplicationForm, EvidenceForm, ProposeForm
from centers.models import CalledPost, CandidateScore, PostApplication, SelectionCall, ServiceRow
from documents.api.papers import AnyFile
from documents.intake import FileRefused
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked, described, strange_keys
from workflow.api.problems import Faults

from .centers import READ, REFUSALS, WRITE
from .shapes import FINDING
from .staff import StaffRecord, _shape as shape_of_staff

CALLED = frozenset({"called"})
ASKED = OpenApiExample(
    "somebody who applied on paper",
    {
        "called": 7,
        "name": "Şükriye Çağlayanoğlu",
        "identity_number": "10000000146",
        "ministry_post": True,
        "started_on": "2015-09-01",
        "compulsory_service": "completed",
        "teacher_kind": "workshop",
        "appointed_field": "04",
    },
    request_only=True,
)


class CenterServiceRowSerializer(serializers.ModelSerializer[ServiceRow]):
    """`last_day` null: it goes on; `attached` null: not known; `has_evidence`: whether its paper was brought."""

    duty = serializers.ChoiceField(choices=ServiceDuty.choices, read_only=True)
    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    has_evidence = serializers.SerializerMethodField()

    class Meta:
        model = ServiceRow
        fields = ["id", "duty", "school", "institution", "attached", "first_day", "last_day", "has_evidence"]
        read_only_fields = fields

    def get_has_evidence(self, row: ServiceRow) -> bool:
        return row.evidence_id is not None


class CenterScoreSerializer(serializers.ModelSerializer[CandidateScore]):
    criterion = serializers.IntegerField(source="criterion.number", read_only=True)
    seat = serializers.ChoiceField(source="member.seat", choices=Seat.choices, read_only=True)

    class Meta:
        model = CandidateScore
        fields = ["criterion", "seat", "points"]
        read_only_fields = fields


class CenterCandidateSerializer(serializers.ModelSerializer[PostApplication]):
    """`identity_number`: masked; null of what the applicant says: not known; `rank`: shared by equals."""

    call = serializers.IntegerField(source="called.call_id", read_only=True)
    role = serializers.ChoiceField(source="called.role", choices=PostRole.choices, read_only=True)
    status = serializers.ChoiceField(choices=CandidacyStatus.choices, read_only=True)
    identity_number = serializers.CharField(source="masked_number", read_only=True)
    appointed_field = serializers.CharField(source="appointed_field.code", allow_null=True, read_only=True)

    class Meta:
        model = PostApplication
        fields = [
            "id", "call", "called", "role", "name", "identity_number", "home", "ministry_post", "started_on",
            "compulsory_service", "teacher_kind", "appointed_field", "appointed_branch", "status", "revision", "submitted_on",
            "examined_on", "total", "rank", "rank_reason",
        ]  # fmt: skip
        read_only_fields = fields


class CenterCandidateRecord(CenterCandidateSerializer):
    service = serializers.SerializerMethodField()
    scores = serializers.SerializerMethodField()
    findings = serializers.SerializerMethodField(
        help_text="What the examination at the deadline found; empty before it."
    )
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(CenterCandidateSerializer.Meta):
        fields = [*CenterCandidateSerializer.Meta.fields, "service", "scores", "findings", "acts"]
        read_only_fields = fields

    @extend_schema_field(CenterServiceRowSerializer(many=True))
    def get_service(self, one: PostApplication) -> list[dict[str, Any]]:
        return [dict(CenterServiceRowSerializer(row).data) for row in one.service.select_related("school")]

    @extend_schema_field(CenterScoreSerializer(many=True))
    def get_scores(self, one: PostApplication) -> list[dict[str, Any]]:
        return [dict(CenterScoreSerializer(row).data) for row in one.scores.select_related("criterion", "member")]

    @extend_schema_field({"type": "array", "items": FINDING})
    def get_findings(self, one: PostApplication) -> list[dict[str, Any]]:
        return list(one.findings)

    def get_acts(self, one: PostApplication) -> list[str]:
        return open_acts(CANDIDACY, one, self.context)


class CandidateFilter(django_filters.FilterSet):
    call = WholeNumberFilter(field_name="called__call_id", min_value=1, max_value=2**31 - 1)
    role = django_filters.ChoiceFilter(field_name="called__role", choices=PostRole.choices)
    status = django_filters.ChoiceFilter(choices=CandidacyStatus.choices)

    class Meta:
        model = PostApplication
        fields: list[str] = []


ROWS = PostApplication.objects.select_related(
    "called__call__center__school", "called__center__school", "appointed_field"
)


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(CenterCandidateRecord(ROWS.get(pk=pk), context={"request": request}).data)


def _called(request: Request) -> CalledPost:
    """The posts that the body names by their key; of a call that the caller does not see, as if they were not there."""
    key = request.data.get("called") if isinstance(request.data, dict) else None
    if isinstance(key, int) and not isinstance(key, bool) and 0 < key < 2**31:
        seen = SelectionCall.objects.visible_to(request.user).order_by().values("pk")
        rows = CalledPost.objects.filter(call__in=seen).select_related(
            "call__center__school", "center__school", "field"
        )
        if found := rows.filter(pk=key).first():
            return found
    raise Faults([{"path": "called", "message": "Çağrıya çıkarılmış böyle bir kadro yok."}])


class CandidateList(ScopedList):
    """Applications that were handed in to calls of the caller's provinces, and those that the province is entering."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = CenterCandidateSerializer
    filterset_class = CandidateFilter

    @extend_schema(
        operation_id="list_center_applications",
        summary="Applications to calls for coordinators",
        responses={200: CenterCandidateSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="begin_center_application",
        summary="Begin an application for somebody who applied on paper, as a draft (smm/10/1)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["called", "name", "identity_number"],
                "additionalProperties": False,
                "properties": {
                    "called": {"type": "integer", "description": "Key of the posts that the call offers."},
                    **described(ApplicationForm),
                },
            }
        },
        responses={201: CenterCandidateRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        called = _called(request)
        values = checked(ApplicationForm, request.data, known=CALLED)
        made = apply(called, by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class CandidateDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_application",
        summary="One application with its service record, findings and points",
        responses={200: CenterCandidateRecord, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        found = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        return Response(_shape(request, found.pk))


class ActOnCandidate(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = CANDIDACY
    forms_of_acts = FORM_OF_CANDIDACY

    def find(self, request: Request, pk: int) -> PostApplication:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: PostApplication) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center_application",
        summary="Perform an act on an application: service record, handed in, withdrawn, scored",
        parameters=[OpenApiParameter("name", {"enum": list(CANDIDACY.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(CANDIDACY, FORM_OF_CANDIDACY)},
        responses={200: OpenApiResponse(CenterCandidateRecord, "The application afterwards."), **REFUSALS},
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


class CandidateEvidence(Answered):
    """The paper that proves a row of the service record; it holds personal data, so whoever reads it stands in the journal."""

    required_scopes = {"GET": READ, "POST": WRITE}
    parser_classes = (MultiPartParser,)
    renderer_classes = (JSONRenderer, AnyFile)

    @extend_schema(
        operation_id="read_center_application_evidence",
        summary="The paper of a row of the service record, byte for byte; the reading is written in the journal",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **problems(404)},
    )
    def get(self, request: Request, pk: int, key: int) -> FileResponse:
        record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        row = get_object_or_404(record.service.exclude(evidence=None).select_related("evidence"), pk=key)
        kept = read_evidence(record, row, by=request.user, on=localdate())  # type: ignore[arg-type]
        headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
        return FileResponse(
            kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type="application/octet-stream",
            headers=headers,
        )  # fmt: skip

    @extend_schema(
        operation_id="bring_center_application_evidence",
        summary="Bring the paper of a row of the service record (PDF, image or office document; 20 MB)",
        parameters=[IDEMPOTENCY_KEY],
        request=FILE,
        responses={201: CenterCandidateRecord, **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, key: int) -> Response:
        record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        row = get_object_or_404(record.service, pk=key)
        form = EvidenceForm(request.data, request.FILES)
        faults = strange_keys(request.data, form.fields)
        if not form.is_valid():
            faults += [{"path": name, "message": " ".join(map(str, said))} for name, said in form.errors.items()]
        if faults:
            raise Faults(faults)
        try:
            keep_evidence(record, row, by=request.user, on=localdate(), file=form.cleaned_data["file"])
        except FileRefused as refused:
            raise Faults([{"path": "file", "message": str(refused)}]) from refused
        return Response(_shape(request, pk), status=201)


class CandidateProposal(APIView):
    """The proposal (inha) of an applicant who qualifies."""

    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="propose_center_application",
        summary="Prepare the proposal of an applicant whom the call found to qualify (smm/10/4)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["post", "starts_on", "ends_on"],
                "additionalProperties": False,
                "properties": described(ProposeForm),
            }
        },
        responses={201: StaffRecord, **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        made = propose_of(record, by=request.user, on=localdate(), **checked(ProposeForm, request.data))
        return Response(shape_of_staff(request, made.pk), status=201)
