"""Practice places over REST: which may be used today and why not; proposals, approvals, courses and acts (okul/8/7)."""

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
from protocols.acts import PLACE, add_course, end_course, order_list, propose_place
from protocols.choices.places import PlaceStatus
from protocols.forms.places import FORM_OF_ACT, CourseForm, EndCourseForm, ProposeForm
from protocols.history import PLACE as KEPT
from protocols.models import PracticeCourse, PracticePlace
from protocols.rules.places import bars, usable_until
from protocols.usability import Partners, facts_of_one
from schools.models import School
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked

from .files import json_body

BIGGEST_KEY = 2**31 - 1
WITH = ("school", "stakeholder", "approval", "master_trainer")
REFUSALS = problems(400, 404, 409, 413, 415, 422)
PROPOSAL = OpenApiExample(
    "A welding workshop",
    {
        "stakeholder": 12, "name": "Kaynak atölyesi", "address": "Ostim OSB 1. Cadde No 5", "capacity": 20, "fields": ["04"],
        "standards": [], "master_needed": False, "teacher_name": "Ömer Çınar", "teacher_title": "Makine alan öğretmeni",
    },
    request_only=True,
)  # fmt: skip
COURSE = OpenApiExample(
    "Mondays, nine to twelve",
    {
        "field": "04", "name": "Kaynak uygulaması", "weekday": 1, "begins": "09:00", "ends": "12:00", "students": 10,
        "starts_on": "2026-10-05", "ends_on": "2027-06-18",
    },
    request_only=True,
)  # fmt: skip


class PlaceRow(serializers.ModelSerializer[PracticePlace]):
    """A practice place; ``is_usable``: whether it may be used today (okul/8/7), which a state alone does not say."""

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    fields_taught = serializers.SlugRelatedField("code", source="fields", many=True, read_only=True)
    approved_until = serializers.DateField(
        source="approval.valid_until", default=None, allow_null=True, read_only=True,
        help_text="Last day of the safety approval that lasts longest; null: none is accepted.",
    )  # fmt: skip
    is_usable = serializers.BooleanField(
        read_only=True, default=None, allow_null=True, help_text="Null with `as_of`: it is told of today only."
    )

    class Meta:
        model = PracticePlace
        fields = [
            "id", "school", "stakeholder", "name", "address", "capacity", "fields_taught", "standards", "teacher_name",
            "teacher_title", "master_needed", "master_trainer", "status", "revision", "state_since", "out_reason",
            "approved_until", "is_usable",
        ]  # fmt: skip
        read_only_fields = fields


class CourseSerializer(serializers.ModelSerializer[PracticeCourse]):
    """``until``: the first day on which it is given no more."""

    field = serializers.CharField(source="field.code", read_only=True)

    class Meta:
        model = PracticeCourse
        fields = [
            "id", "place", "field", "name", "weekday", "begins", "ends", "students", "starts_on", "ends_on", "until"
        ]  # fmt: skip
        read_only_fields = fields


class PlaceRecord(PlaceRow):
    """With what bars it from being used today, how long it stays usable as things stand, and the acts open to the caller."""

    bars = serializers.SerializerMethodField(
        help_text=(
            "no_protocol, no_approval, no_teacher, no_master, not_in_use; empty: it may be used today; "
            "null with `as_of`: told of today only."
        )
    )
    usable_until = serializers.SerializerMethodField(
        help_text="Last usable day in a row from today; null: not usable."
    )
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(PlaceRow.Meta):
        fields = [*PlaceRow.Meta.fields, "bars", "usable_until", "acts"]
        read_only_fields = fields

    def get_bars(self, place: PracticePlace) -> list[str] | None:
        if self.context.get("past"):
            return None
        return [str(bar) for bar in bars(facts_of_one(place), localdate())]

    def get_usable_until(self, place: PracticePlace) -> str | None:
        if self.context.get("past"):
            return None
        run = usable_until(facts_of_one(place), localdate())
        return run.last.isoformat() if run and run.last else None

    def get_acts(self, place: PracticePlace) -> list[str]:
        return open_acts(PLACE, place, self.context)


class PlaceFilter(django_filters.FilterSet):
    province = WholeNumberFilter(
        field_name="school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    school = django_filters.CharFilter(field_name="school__code", help_text="Institution code.")
    stakeholder = WholeNumberFilter(field_name="stakeholder", min_value=1, max_value=BIGGEST_KEY)
    field = django_filters.CharFilter(field_name="fields__code", help_text="Field code.")
    status = django_filters.ChoiceFilter(choices=PlaceStatus.choices)
    usable = TrueOrFalseFilter(method="is_usable_today", help_text="Usable today; or not so.")
    expiring = TrueOrFalseFilter(
        method="is_expiring", help_text="Usable, and the safety approval ends within 90 days; or not so."
    )

    class Meta:
        model = PracticePlace
        fields: list[str] = []

    def is_usable_today(self, places: Any, name: str, value: bool) -> Any:
        return places.filter(is_usable=value)

    def is_expiring(self, places: Any, name: str, value: bool) -> Any:
        found = PracticePlace.objects.expiring(localdate()).values("pk")
        return places.filter(pk__in=found) if value else places.exclude(pk__in=found)


def rows() -> Any:
    return PracticePlace.objects.with_usable(localdate()).select_related(*WITH).prefetch_related("fields")


def find_place(request: Request, pk: int) -> PracticePlace:
    found: PracticePlace = get_object_or_404(rows().visible_to(request.user), pk=pk)
    return found


def shape_of(request: Request, pk: int) -> dict[str, Any]:
    return dict(PlaceRecord(rows().get(pk=pk), context={"request": request}).data)


def find_school(request: Request, code: str) -> School:
    return get_object_or_404(School.objects.visible_to(request.user), code=code)


class PlaceList(ScopedList):
    """Practice places of the schools in the caller's scope."""

    required_scopes = {"GET": "protocols:read"}
    queryset = PracticePlace.objects.select_related(*WITH).prefetch_related("fields")
    serializer_class = PlaceRow
    filterset_class = PlaceFilter

    def get_queryset(self) -> Any:
        return super().get_queryset().with_usable(localdate())

    @extend_schema(
        operation_id="list_practice_places",
        summary="Practice places in enterprises, and whether each may be used today",
        responses={200: PlaceRow(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class PlacesOfSchool(APIView):
    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="propose_practice_place",
        summary="Propose a practice place in an enterprise that is party to a protocol in force of the school",
        parameters=[IDEMPOTENCY_KEY],
        request=json_body(ProposeForm),
        examples=[PROPOSAL],
        responses={201: PlaceRecord, **REFUSALS},
    )
    @once
    def post(self, request: Request, code: str) -> Response:
        school = find_school(request, code)
        values = checked(ProposeForm, request.data)
        partners = Partners(school, values.pop("stakeholder"))
        made = propose_place(partners, by=request.user, on=localdate(), **values)
        return Response(shape_of(request, made.pk), status=201)


class PlaceDetail(Tagged, APIView):
    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_practice_place",
        summary="One practice place, and what bars it from being used today",
        parameters=[AS_OF],
        responses={200: PlaceRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, find_place(request, pk))
        return Response(PlaceRecord(record, context=context).data)


class ActOnPlace(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = PLACE
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> PracticePlace:
        return find_place(request, pk)

    def shape(self, request: Request, record: PracticePlace) -> dict[str, Any]:
        return shape_of(request, record.pk)

    @extend_schema(
        operation_id="act_on_practice_place",
        summary="Perform an act on a practice place",
        parameters=[OpenApiParameter("name", {"enum": list(PLACE.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(PLACE, FORM_OF_ACT)},
        responses={200: OpenApiResponse(PlaceRecord, "The place afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class Courses(Tagged, APIView):
    """The courses that are practised in a place."""

    required_scopes = {"GET": "protocols:read", "POST": "protocols:write"}

    @extend_schema(
        operation_id="list_practice_courses",
        summary="Courses practised in a place, week by week",
        responses={200: CourseSerializer(many=True), **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        courses = find_place(request, pk).courses.select_related("field")
        return Response(CourseSerializer(courses, many=True).data)

    @extend_schema(
        operation_id="add_practice_course",
        summary="Give a course a weekly time; refused beyond the capacity, and where the place may not be used",
        parameters=[IDEMPOTENCY_KEY],
        request=json_body(CourseForm),
        examples=[COURSE],
        responses={201: CourseSerializer, **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        place = find_place(request, pk)
        made = add_course(place, by=request.user, on=localdate(), **checked(CourseForm, request.data))
        return Response(CourseSerializer(made).data, status=201)


class EndCourse(APIView):
    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="end_practice_course",
        summary="End a course before its term; `ended_on` is the first day on which it is given no more",
        parameters=[IDEMPOTENCY_KEY],
        request=json_body(EndCourseForm),
        responses={200: CourseSerializer, **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        courses = PracticeCourse.objects.visible_to(request.user).select_related("place", "field")
        course = get_object_or_404(courses, pk=pk)
        values = checked(EndCourseForm, request.data)
        ended = end_course(course, by=request.user, on=localdate(), **values)
        return Response(CourseSerializer(ended).data)


class PracticeLists(APIView):
    """The printed list of a school's practice places and trainers."""

    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="order_practice_list",
        summary="Have today's list of a school's practice places and trainers printed; it is read among the papers",
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={202: None, **problems(400, 404, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, code: str) -> Response:
        order_list(find_school(request, code), by=request.user, on=localdate())
        return Response(status=202)
