"""Applications over REST: entered by the student system, each condition decided on at entry; the number comes back masked."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from schools.models import School
from transfers.acts import APPLICATION, submit_application_of
from transfers.choices import IN_RESULTS, ApplicationStatus, Gender
from transfers.forms.applications import FORM_OF_ACT, ApplicationForm, SubmitForm
from transfers.models import Application, Preference, TransferRound
from transfers.sheets import sheet_of
from workflow.api.acts import ActView, act_body
from workflow.api.filtering import WholeNumberFilter
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

from .quotas import BIGGEST_KEY, NO_SCHOOL
from .results import RESULTS, SEAT, place_of, results_of
from .rounds import READ, REFUSALS, WRITE

FIGURE = {
    "type": ["integer", "string", "null"],
    "description": "One figure of the score, by the keys of the round's criteria.",
}
ENTERED = {
    "gender": "girl", "field": "04", "completed_grade": 10, "has_penalty": False, "group": "",
    "value_grade_9": "84.20", "value_grade_10": 90, "preferences": ["12:girls", "15:day"],
}  # fmt: skip
ASKED = OpenApiExample(
    "two preferences",
    {"round": 3, "school": "900001", "student_number": "10000000146", **ENTERED},
    request_only=True,
)
CORRECTED = OpenApiExample("other preferences", ENTERED, request_only=True)


def body_of(form: type[ApplicationForm], **more: Any) -> dict[str, Any]:
    fields = described(form)
    required = [name for name, field in form.base_fields.items() if field.required]
    return {
        "type": "object",
        "required": [*more, *required],
        "properties": {**more, **fields, "preferences": {"type": "array", "items": {"type": "string"}, "description": "First choice first: `quota:kind`, such as `12:day`; kinds `day`, `girls`, `boys`."}},
        "patternProperties": {"^value_[a-z][a-z0-9_]*$": FIGURE},
    }  # fmt: skip


class PreferenceSerializer(serializers.ModelSerializer[Preference]):
    """`findings`: why the place may be asked for, as decided at the entry."""

    findings = serializers.ListField(child=serializers.DictField(), read_only=True)

    class Meta:
        model = Preference
        fields = ["rank", "quota", "kind", "findings"]
        read_only_fields = fields


class ApplicationSerializer(serializers.ModelSerializer[Application]):
    """The student's number is masked; reading it is for people, and journalled."""

    status = serializers.ChoiceField(choices=ApplicationStatus.choices, read_only=True)
    gender = serializers.ChoiceField(choices=Gender.choices, read_only=True)
    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    field = serializers.CharField(source="field.code", read_only=True)
    student_number = serializers.CharField(source="number_shown", read_only=True)
    score = serializers.DecimalField(9, 6, read_only=True)

    class Meta:
        model = Application
        fields = [
            "id", "round", "school", "student_number", "status", "revision", "gender", "field", "completed_grade",
            "has_penalty", "group", "values", "score", "remark",
        ]  # fmt: skip
        read_only_fields = fields


class ApplicationRecord(ApplicationSerializer):
    seat = serializers.SerializerMethodField()
    results = serializers.SerializerMethodField()
    preferences = PreferenceSerializer(many=True, read_only=True)
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ApplicationSerializer.Meta):
        fields = [*ApplicationSerializer.Meta.fields, "seat", "register_until", "preferences", "results", "acts"]
        read_only_fields = fields

    @extend_schema_field(SEAT)
    def get_seat(self, record: Application) -> dict[str, Any] | None:
        return place_of(record.seat) if record.seat else None

    @extend_schema_field(RESULTS)
    def get_results(self, record: Application) -> list[dict[str, Any]]:
        return results_of(sheet_of(record)) if record.round.status in IN_RESULTS else []

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_acts(self, record: Application) -> list[str]:
        return [act.name for act in APPLICATION.open_to(self.context["request"].user, record)]


class ApplicationFilter(django_filters.FilterSet):
    round = WholeNumberFilter(field_name="round", min_value=1, max_value=BIGGEST_KEY)
    province = WholeNumberFilter(
        field_name="school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    school = django_filters.CharFilter(field_name="school__code", help_text="Institution code.")
    field = django_filters.CharFilter(field_name="field__code", help_text="Field code.")
    status = django_filters.ChoiceFilter(choices=ApplicationStatus.choices)

    class Meta:
        model = Application
        fields: list[str] = []


ROWS = Application.objects.select_related("round__criteria", "school", "field")
WITH_SEAT = ROWS.select_related("seat__quota__school", "seat__quota__field")


def _shape(request: Request, pk: int) -> dict[str, Any]:
    rows = WITH_SEAT.prefetch_related(Prefetch("preferences", Preference.objects.order_by("rank")))
    return dict(ApplicationRecord(rows.get(pk=pk), context={"request": request}).data)


class ApplicationList(ScopedList):
    """Applications of students of the schools in the caller's scope."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = ApplicationSerializer
    filterset_class = ApplicationFilter

    @extend_schema(
        operation_id="list_transfer_applications",
        summary="Applications for places at grade 11",
        responses={200: ApplicationSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="submit_transfer_application",
        summary="Enter a student's application; refused with the findings where a condition is unmet or unknown",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": body_of(
                SubmitForm,
                round={"type": "integer", "minimum": 1, "maximum": BIGGEST_KEY},
                school={"type": "string", "pattern": "^[0-9]{6}$", "description": "The student's own school."},
            )
        },
        responses={201: ApplicationRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        taking, school = _where(request)
        values = checked(SubmitForm, request.data, known=frozenset({"round", "school"}), round=taking)
        made = submit_application_of(school, by=request.user, on=localdate(), round=taking, **values)
        return Response(_shape(request, made.pk), status=201)


def _where(request: Request) -> tuple[TransferRound, School]:
    """The round and the student's school that the body names, both within what the caller may see."""
    body = request.data if isinstance(request.data, dict) else {}
    key, code, faults = body.get("round"), body.get("school"), []
    is_key = isinstance(key, int) and not isinstance(key, bool) and 0 < key <= BIGGEST_KEY
    rounds = TransferRound.objects.visible_to(request.user).select_related("criteria")
    taking = rounds.filter(pk=key).first() if is_key else None
    schools = School.objects.visible_to(request.user).select_related("registration_area__province")
    school = schools.filter(code=code).first() if isinstance(code, str) and code else None
    if taking is None:
        faults.append({"path": "round", "message": "Böyle bir nakil dönemi yok."})
    if school is None:
        faults.append({"path": "school", "message": NO_SCHOOL})
    if taking is None or school is None:
        raise Faults(faults)
    return taking, school


class ApplicationDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_transfer_application",
        summary="One application with its preferences, and once there are results what became of each and the place that is held",
        responses={200: ApplicationRecord, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(Application.objects.visible_to(request.user).only("pk"), pk=pk)
        return Response(_shape(request, record.pk))


class ActOnApplication(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = APPLICATION
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Application:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Application) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_transfer_application",
        summary="Correct or withdraw an application, decide on it in a sitting, confirm its registration or give its place up",
        parameters=[
            OpenApiParameter("name", {"enum": list(APPLICATION.acts)}, OpenApiParameter.PATH),
            IDEMPOTENCY_KEY,
        ],
        request={
            "application/json": {
                **act_body(APPLICATION, FORM_OF_ACT),
                "patternProperties": {"^value_[a-z][a-z0-9_]*$": FIGURE},
            }
        },
        responses={200: OpenApiResponse(ApplicationRecord, "The application afterwards."), **REFUSALS},
        examples=[CORRECTED],
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
