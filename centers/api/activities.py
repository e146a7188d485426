"""In-service activities and their participants over REST (smm/5/1/c, smm/5/2)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
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
from centers.acts import ACTIVITY
from centers.acts.activities import draft_activity
from centers.acts.participants import Faulty, People, add_participants
from centers.choices import ACTIVITY_STATES, IN_THE_PLAN, ActivityLevel, Delivery, Result
from centers.forms.activities import FORM_OF_ACTIVITY, PERSON, ActivityForm
from centers.history import ACTIVITY as KEPT
from centers.models import Activity, ActivitySession, Participant, Programme
from centers.rules.participants import Person
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

from .centers import READ, REFUSALS, WRITE
from .chain import WithChain
from .notes import note_view
from .programmes import ROWS as PROGRAMMES

MOST = 5_000
ASKED = OpenApiExample(
    "a local activity",
    {
        "programme": 7, "name": "Beş Eksenli CNC Kursu", "level": "local", "delivery": "face_to_face", "place": "Ostim MTAL",
        "starts_on": "2027-02-01", "ends_on": "2027-02-05", "hours": 30, "quota": 20, "least_attendance": 80,
    },
    request_only=True,
)  # fmt: skip
PEOPLE = OpenApiExample(
    "two teachers",
    {"participants": [
        {"identity_number": "10000000146", "first_name": "Ayşe", "last_name": "Işık", "institution_code": "112267", "branch": "Makine"},
        {"identity_number": "11111111110", "first_name": "Ömer", "last_name": "Çağlar", "institution_code": "112267", "branch": "Makine"},
    ]},
    request_only=True,
)  # fmt: skip


class ActivitySessionSerializer(serializers.ModelSerializer[ActivitySession]):
    """`attendance_on` null: its attendance was not entered yet."""

    class Meta:
        model = ActivitySession
        fields = ["id", "day", "starts_at", "hours", "topic", "trainer", "attendance_on"]
        read_only_fields = fields


class CenterActivitySerializer(serializers.ModelSerializer[Activity]):
    """`coordination`: who coordinates it by its level (smm/5/2); `least_score` null: not assessed by points."""

    status = serializers.ChoiceField(choices=ACTIVITY_STATES, read_only=True)
    level = serializers.ChoiceField(choices=ActivityLevel.choices, read_only=True)
    delivery = serializers.ChoiceField(choices=Delivery.choices, read_only=True)
    coordination = serializers.CharField(read_only=True)
    school = serializers.CharField(source="center.school.code", allow_null=True, read_only=True)

    class Meta:
        model = Activity
        fields = [
            "id", "center", "school", "programme", "name", "level", "coordination", "delivery", "place", "starts_on", "ends_on",
            "hours", "quota", "least_attendance", "least_score", "status", "revision", "state_since", "handed_in_on",
            "decided_on", "decision_number", "survey_answers", "survey_score", "concluded_on", "end_reason",
        ]  # fmt: skip
        read_only_fields = fields


class CenterActivityRecord(CenterActivitySerializer, WithChain):
    sessions = ActivitySessionSerializer(many=True, read_only=True)
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(CenterActivitySerializer.Meta):
        fields = [*CenterActivitySerializer.Meta.fields, "sessions", "steps", "notes", "acts"]
        read_only_fields = fields

    def get_acts(self, activity: Activity) -> list[str]:
        return open_acts(ACTIVITY, activity, self.context)


class ActivityParticipantSerializer(serializers.ModelSerializer[Participant]):
    """`identity_number`: masked; `result` empty: the activity is not concluded."""

    identity_number = serializers.CharField(source="number_shown", read_only=True)
    result = serializers.ChoiceField(choices=[("", ""), *Result.choices], read_only=True)

    class Meta:
        model = Participant
        fields = [
            "id", "identity_number", "first_name", "last_name", "institution_code", "institution", "branch", "score", "result",
            "certificate_number",
        ]  # fmt: skip
        read_only_fields = fields


class ActivityFilter(django_filters.FilterSet):
    center = WholeNumberFilter(min_value=1, max_value=2**31 - 1)
    programme = WholeNumberFilter(min_value=1, max_value=2**31 - 1)
    province = WholeNumberFilter(field_name="center__school__province_id", min_value=1, max_value=81)
    year = WholeNumberFilter(field_name="starts_on__year", min_value=2024, max_value=2100)
    level = django_filters.ChoiceFilter(choices=ActivityLevel.choices)
    status = django_filters.ChoiceFilter(choices=ACTIVITY_STATES)
    in_plan = TrueOrFalseFilter(method="planned", help_text="true: approved by the Ministry's unit.")

    class Meta:
        model = Activity
        fields: list[str] = []

    def planned(self, rows: QuerySet[Activity], name: str, value: bool) -> QuerySet[Activity]:
        return rows.filter(status__in=IN_THE_PLAN) if value else rows


ROWS = Activity.objects.select_related("center__school", "programme", "author").prefetch_related("sessions")


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(CenterActivityRecord(ROWS.get(pk=pk), context={"request": request}).data)


def _programme_of(request: Request) -> Programme:
    key = request.data.get("programme") if isinstance(request.data, dict) else None
    found = None
    if isinstance(key, int) and not isinstance(key, bool) and 0 < key < 2**31:
        found = PROGRAMMES.all().visible_to(request.user).filter(pk=key).first()
    if found is None:
        raise Faults([{"path": "programme", "message": "Böyle bir program yok."}])
    return found


class ActivityList(ScopedList):
    """Activities of the centres that the caller sees; with `year` and `in_plan` the in-service plan of a year."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = ROWS
    serializer_class = CenterActivitySerializer
    filterset_class = ActivityFilter

    @extend_schema(
        operation_id="list_center_activities",
        summary="In-service activities of centres",
        responses={200: CenterActivitySerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="draft_center_activity",
        summary="Draft an activity under an approved programme, to be proposed for the plan (smm/5/1/c)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": [
                    "programme",
                    "name",
                    "level",
                    "delivery",
                    "place",
                    "starts_on",
                    "ends_on",
                    "hours",
                    "quota",
                ],
                "additionalProperties": False,
                "properties": {"programme": {"type": "integer"}, **described(ActivityForm)},
            }
        },
        responses={201: CenterActivityRecord, **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        programme = _programme_of(request)
        values = checked(ActivityForm, request.data, known=frozenset({"programme"}))
        made = draft_activity(programme, by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class ActivityDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_activity",
        summary="One activity, today or as of a day; the steps and notes are today's",
        parameters=[AS_OF],
        responses={200: CenterActivityRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(CenterActivityRecord(record, context=context).data)


class ActOnActivity(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = ACTIVITY
    forms_of_acts = FORM_OF_ACTIVITY

    def find(self, request: Request, pk: int) -> Activity:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Activity) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center_activity",
        summary="Perform an act on an activity: sent, approved, sessions, attendance, concluded, cancelled, certificates",
        parameters=[OpenApiParameter("name", {"enum": list(ACTIVITY.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(ACTIVITY, FORM_OF_ACTIVITY)},
        responses={200: OpenApiResponse(CenterActivityRecord, "The activity afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


ActivityNote = note_view("answer_note_of_center_activity", "activity", ROWS, _shape, CenterActivityRecord)


def read_people(body: Any) -> list[Person]:
    """The people of a body, every wrong type by its path."""
    rows = body.get("participants") if isinstance(body, dict) else None
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST:
        raise Faults([{"path": "participants", "message": f"1 ile {MOST} arasında kişinin listesi olmalıdır."}])
    faults, people = [], []
    for place, row in enumerate(rows):
        path = f"participants[{place}]"
        if not isinstance(row, dict):
            faults.append({"path": path, "message": "Nesne olmalıdır."})
            continue
        faults += [
            {"path": f"{path}.{key}", "message": "Bu istekte böyle bir bilgi yok."} for key in row if key not in PERSON
        ]
        wrong = [key for key in PERSON if not isinstance(row.get(key, ""), str)]
        faults += [{"path": f"{path}.{key}", "message": "Metin olmalıdır."} for key in wrong]
        if not wrong:
            people.append(Person(**{key: row.get(key, "") for key in PERSON}))
    if faults:
        raise Faults(faults)
    return people


class ActivityParticipants(ScopedList):
    """Who takes part, with masked numbers; several are added at once, all or none."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = Participant.objects.all()
    serializer_class = ActivityParticipantSerializer

    def get_queryset(self) -> QuerySet[Participant]:
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        return rows.filter(
            activity=get_object_or_404(Activity.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        )

    @extend_schema(
        operation_id="list_center_activity_participants",
        summary="The participants of an activity; identity numbers are masked",
        responses={200: ActivityParticipantSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="add_center_activity_participants",
        summary="Add participants to an activity: up to 5,000, all or none, every fault by its path",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object", "required": ["participants"], "additionalProperties": False,
                "properties": {
                    "participants": {
                        "type": "array", "minItems": 1, "maxItems": MOST,
                        "items": {
                            "type": "object", "additionalProperties": False,
                            "required": [key for key in PERSON if key != "institution"],
                            "properties": {key: {"type": "string"} for key in PERSON},
                        },
                    }
                },
            }
        },
        responses={200: OpenApiResponse(CenterActivityRecord, "The activity afterwards."), **REFUSALS},
        examples=[PEOPLE],
    )  # fmt: skip
    @once
    def post(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        ACTIVITY.acts["add_participants"].check(record, by=request.user)
        people: Any = People(read_people(request.data))
        try:
            add_participants(record, by=request.user, on=localdate(), people=people)
        except Faulty as refusal:
            raise Faults([
                {"path": f"participants[{place}].{key}", "message": said}
                for place, faults in sorted(refusal.by_place.items())
                for key, said in faults.items()
            ]) from None  # fmt: skip
        return Response(_shape(request, pk))
