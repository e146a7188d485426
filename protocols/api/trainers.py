"""Trainers from enterprises over REST: who supports which course, in which term, by which qualification (okul/8/8)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from accounts.masking import mask_identity_number
from protocols.acts import TRAINER, bring_trainer, keep_evidence
from protocols.choices.trainers import TrainerStatus
from protocols.forms.trainers import FORM_OF_ACT, EvidenceForm, TrainerForm
from protocols.history import TRAINER as KEPT
from protocols.models import Qualification, Trainer
from protocols.usability import Partners
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked

from .files import checked_upload, json_body, upload_body
from .places import BIGGEST_KEY, REFUSALS, find_school

WITH = ("school", "stakeholder", "qualification", "field", "evidence")
EXAMPLE = OpenApiExample(
    "A master trainer for welding",
    {
        "stakeholder": 12, "name": "Çağrı Işık", "identity_number": "", "qualification": 3, "document_number": "2024/118",
        "field": "04", "course": "Kaynak uygulaması", "starts_on": "2026-10-05", "ends_on": "2027-06-18",
    },
    request_only=True,
)  # fmt: skip


class TrainerRow(serializers.ModelSerializer[Trainer]):
    """``is_supporting``: engaged, in term, and carried by a protocol today; null with `as_of`. The number is masked; its reading is for people."""

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    field = serializers.CharField(source="field.code", read_only=True)
    qualification = serializers.CharField(source="qualification.name", read_only=True)
    identity_number = serializers.SerializerMethodField(help_text="T.C. kimlik no, masked; null when it is not known.")
    has_evidence = serializers.SerializerMethodField(help_text="Whether the proof of the qualification was brought.")
    is_supporting = serializers.BooleanField(default=None, allow_null=True, read_only=True)

    class Meta:
        model = Trainer
        fields = [
            "id", "school", "stakeholder", "name", "identity_number", "qualification", "document_number", "has_evidence",
            "field", "course", "starts_on", "ends_on", "until", "status", "revision", "state_since", "end_reason",
            "is_supporting",
        ]  # fmt: skip
        read_only_fields = fields

    def get_has_evidence(self, trainer: Trainer) -> bool:
        return trainer.evidence_id is not None

    def get_identity_number(self, trainer: Trainer) -> str | None:
        return mask_identity_number(trainer.identity_number) or None


class TrainerRecord(TrainerRow):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(TrainerRow.Meta):
        fields = [*TrainerRow.Meta.fields, "acts"]
        read_only_fields = fields

    def get_acts(self, trainer: Trainer) -> list[str]:
        return open_acts(TRAINER, trainer, self.context)


class QualificationSerializer(serializers.ModelSerializer[Qualification]):
    """A kind of certificate of the ministry's own list (administrative procedure)."""

    class Meta:
        model = Qualification
        fields = ["id", "name", "makes_master", "is_open"]
        read_only_fields = fields


class TrainerFilter(django_filters.FilterSet):
    province = WholeNumberFilter(
        field_name="school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    school = django_filters.CharFilter(field_name="school__code", help_text="Institution code.")
    stakeholder = WholeNumberFilter(field_name="stakeholder", min_value=1, max_value=BIGGEST_KEY)
    field = django_filters.CharFilter(field_name="field__code", help_text="Field code.")
    status = django_filters.ChoiceFilter(choices=TrainerStatus.choices)
    supporting = TrueOrFalseFilter(field_name="is_supporting", help_text="Gives support today; or not so.")

    class Meta:
        model = Trainer
        fields: list[str] = []


def rows() -> Any:
    return Trainer.objects.with_supporting(localdate()).select_related(*WITH)


def _find(request: Request, pk: int) -> Trainer:
    found: Trainer = get_object_or_404(rows().visible_to(request.user), pk=pk)
    return found


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(TrainerRecord(rows().get(pk=pk), context={"request": request}).data)


class TrainerList(ScopedList):
    """Trainers of the schools in the caller's scope."""

    required_scopes = {"GET": "protocols:read"}
    queryset = Trainer.objects.select_related(*WITH)
    serializer_class = TrainerRow
    filterset_class = TrainerFilter

    def get_queryset(self) -> Any:
        return super().get_queryset().with_supporting(localdate())

    @extend_schema(
        operation_id="list_trainers",
        summary="Trainers from enterprises, and whether each gives support today",
        responses={200: TrainerRow(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class TrainersOfSchool(APIView):
    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="propose_trainer",
        summary="Name an employee of an enterprise that is party to a protocol of the school as trainer, for a term",
        parameters=[IDEMPOTENCY_KEY],
        request=json_body(TrainerForm),
        examples=[EXAMPLE],
        responses={201: TrainerRecord, **REFUSALS},
    )
    @once
    def post(self, request: Request, code: str) -> Response:
        school = find_school(request, code)
        values = checked(TrainerForm, request.data)
        made = bring_trainer(Partners(school, values.pop("stakeholder")), by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class TrainerDetail(Tagged, APIView):
    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_trainer",
        summary="One trainer",
        parameters=[AS_OF],
        responses={200: TrainerRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, _find(request, pk))
        return Response(TrainerRecord(record, context=context).data)


class TrainerEvidence(APIView):
    """The proof of a trainer's qualification is brought here and read by people only, each reading journalled."""

    required_scopes = {"POST": "protocols:write"}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="bring_trainer_evidence",
        summary="Bring the proof of the qualification (PDF, JPEG, PNG), before the trainer is engaged",
        parameters=[IDEMPOTENCY_KEY],
        request=upload_body(EvidenceForm),
        responses={201: TrainerRecord, **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        trainer = _find(request, pk)
        keep_evidence(trainer, by=request.user, on=localdate(), **checked_upload(EvidenceForm, request))
        return Response(_shape(request, pk), status=201)


class ActOnTrainer(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = TRAINER
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Trainer:
        return _find(request, pk)

    def shape(self, request: Request, record: Trainer) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_trainer",
        summary="Perform an act on a trainer",
        parameters=[OpenApiParameter("name", {"enum": list(TRAINER.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(TRAINER, FORM_OF_ACT)},
        responses={200: OpenApiResponse(TrainerRecord, "The trainer afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class QualificationList(ScopedList):
    """The kinds of certificates that are taken as a trainer's qualification."""

    required_scopes = {"GET": "protocols:read"}
    queryset = Qualification.objects.all()
    serializer_class = QualificationSerializer

    @extend_schema(
        operation_id="list_trainer_qualifications",
        summary="Kinds of certificates that are taken as a trainer's qualification",
        responses={200: QualificationSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)
