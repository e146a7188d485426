"""Meetings and resolutions of advisory boards over REST (okul/8/9)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from documents.intake import FileRefused
from protocols.acts import MEETING, RESOLUTION, keep_minutes, plan_meeting
from protocols.choices.boards import MeetingStatus, ResolutionStatus
from protocols.forms.meetings import FORM_OF_ACT, FORM_OF_ANSWER, PlanForm
from protocols.history import MEETING as KEPT, RESOLUTION as KEPT_RESOLUTION
from protocols.models import AgendaItem, BoardMeeting, Resolution
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described, strange_keys
from workflow.api.problems import Faults
from workflow.history.reading import Past

from .boards import find_board
from .obligations import BIGGEST_KEY

PLAN_EXAMPLE = {
    "meets_on": "2026-12-01",
    "starts_at": "14:00",
    "place": "Okul toplantı salonu",
    "agenda": ["Açılış", "Atölye donatımı", "Dilekler"],
}


class AgendaSerializer(serializers.ModelSerializer[AgendaItem]):
    class Meta:
        model = AgendaItem
        fields = ["id", "number", "text"]
        read_only_fields = fields


class ResolutionSerializer(serializers.ModelSerializer[Resolution]):
    """A resolution is advice; ``status`` and ``answer`` are what the school directorate says to it."""

    school = serializers.CharField(source="meeting.board.school.code", allow_null=True, read_only=True)
    board = serializers.IntegerField(source="meeting.board_id", read_only=True)

    class Meta:
        model = Resolution
        fields = [
            "id", "board", "meeting", "school", "number", "item", "text", "in_favour", "against", "abstaining", "attending",
            "status", "revision", "answer_by", "answered_on", "answer",
        ]  # fmt: skip
        read_only_fields = fields


class ResolutionRecord(ResolutionSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ResolutionSerializer.Meta):
        fields = [*ResolutionSerializer.Meta.fields, "acts"]
        read_only_fields = fields

    def get_acts(self, resolution: Resolution) -> list[str]:
        return open_acts(RESOLUTION, resolution, self.context)


class MeetingSerializer(serializers.ModelSerializer[BoardMeeting]):
    """``seats``, ``present``, ``needed``: how it was counted; null until the meeting was held."""

    school = serializers.CharField(source="board.school.code", allow_null=True, read_only=True)

    class Meta:
        model = BoardMeeting
        fields = [
            "id", "board", "school", "number", "status", "revision", "meets_on", "starts_at", "is_online", "place", "invited_on",
            "seats", "present", "needed", "quorate", "signed_on", "duty", "reason",
        ]  # fmt: skip
        read_only_fields = fields


class MeetingRecord(MeetingSerializer):
    """A meeting with its agenda and resolutions. Of people it tells how many came; their names stand on the minutes."""

    agenda = AgendaSerializer(many=True, read_only=True)
    resolutions = serializers.SerializerMethodField()
    signed_sha256 = serializers.CharField(
        source="document.sha256",
        default=None,
        allow_null=True,
        read_only=True,
        help_text="Digest of the signed minutes.",
    )
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(MeetingSerializer.Meta):
        fields = [*MeetingSerializer.Meta.fields, "minutes", "agenda", "resolutions", "signed_sha256", "acts"]
        read_only_fields = fields

    @extend_schema_field(ResolutionSerializer(many=True))
    def get_resolutions(self, meeting: BoardMeeting) -> Any:
        """Records of their own: those of a past meeting are asked of the past, each."""
        rows: Iterable[Any] = meeting.resolutions.all()
        if shown := self.context.get("past"):
            known = (Past(KEPT_RESOLUTION, row.pk, shown.before).record for row in rows)
            rows = [row for row in known if row is not None]
        return ResolutionSerializer(rows, many=True).data

    def get_acts(self, meeting: BoardMeeting) -> list[str]:
        return open_acts(MEETING, meeting, self.context)


ROWS = BoardMeeting.objects.select_related("board__school")
RESOLUTIONS = Resolution.objects.select_related("meeting__board__school")


def _meeting(request: Request, pk: int) -> BoardMeeting:
    return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)


def _record(request: Request, pk: int) -> dict[str, Any]:
    rows = ROWS.select_related("document").prefetch_related("agenda", "resolutions__meeting__board__school")
    return dict(MeetingRecord(rows.get(pk=pk), context={"request": request}).data)


class MeetingFilter(django_filters.FilterSet):
    board = WholeNumberFilter(min_value=1, max_value=BIGGEST_KEY, help_text="Id of an advisory board.")
    province = WholeNumberFilter(
        field_name="board__school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    status = django_filters.ChoiceFilter(choices=MeetingStatus.choices)
    behind = TrueOrFalseFilter(
        method="is_behind",
        help_text="Its day passed without a record of it, or its minutes are not signed; or not so.",
    )

    class Meta:
        model = BoardMeeting
        fields: list[str] = []

    def is_behind(self, meetings: Any, name: str, value: bool) -> Any:
        behind = meetings.behind(localdate())
        return behind if value else meetings.exclude(pk__in=behind.values("pk"))


class MeetingList(ScopedList):
    """Meetings of the boards in the caller's scope."""

    required_scopes = {"GET": "protocols:read"}
    queryset = ROWS
    serializer_class = MeetingSerializer
    filterset_class = MeetingFilter

    @extend_schema(
        operation_id="list_board_meetings",
        summary="Meetings of advisory boards",
        responses={200: MeetingSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class MeetingDetail(Tagged, APIView):
    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_board_meeting",
        summary="A meeting with its agenda, count and resolutions",
        parameters=[AS_OF],
        responses={200: MeetingRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, _meeting(request, pk))
        if context["past"] is None:
            return Response(_record(request, pk))
        return Response(MeetingRecord(record, context=context).data)


class MeetingsOfBoard(APIView):
    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="plan_board_meeting",
        summary="Plan a meeting of an advisory board",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["meets_on", "starts_at", "place", "agenda"],
                "additionalProperties": False,
                "properties": described(PlanForm),
            }
        },
        examples=[OpenApiExample("A meeting", PLAN_EXAMPLE, request_only=True)],
        responses={201: MeetingRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        board = find_board(request, pk)
        made = plan_meeting(board, by=request.user, on=localdate(), **checked(PlanForm, request.data))
        return Response(_record(request, made.pk), status=201)


class ActOnMeeting(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = MEETING
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> BoardMeeting:
        return _meeting(request, pk)

    def shape(self, request: Request, record: BoardMeeting) -> dict[str, Any]:
        return _record(request, record.pk)

    @extend_schema(
        operation_id="act_on_board_meeting",
        summary="Perform an act on a meeting: invitation, attendance, minutes, resolutions, signature",
        parameters=[OpenApiParameter("name", {"enum": list(MEETING.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(MEETING, FORM_OF_ACT)},
        responses={
            200: OpenApiResponse(MeetingRecord, "The meeting afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class MinutesFile(forms.Form):
    file = forms.FileField()


class SignedMinutes(APIView):
    """The signed minutes as a file."""

    required_scopes = {"POST": "protocols:write"}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="add_signed_minutes",
        summary="Keep the signed minutes of a meeting; checked by content (PDF, JPEG, PNG; 20 MB)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "multipart/form-data": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
        responses={201: MeetingRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        meeting = _meeting(request, pk)
        form = MinutesFile(request.data, request.FILES)
        faults = strange_keys(request.data, form.fields)
        if faults or not form.is_valid():
            messages = [str(message) for found in form.errors.values() for message in found]
            raise Faults(faults + [{"path": "file", "message": message} for message in messages])
        try:
            keep_minutes(meeting, by=request.user, on=localdate(), file=form.cleaned_data["file"])
        except FileRefused as refused:
            raise Faults([{"path": "file", "message": str(refused)}]) from refused
        return Response(_record(request, pk), status=201)


class ResolutionFilter(django_filters.FilterSet):
    board = WholeNumberFilter(
        field_name="meeting__board", min_value=1, max_value=BIGGEST_KEY, help_text="Id of an advisory board."
    )
    province = WholeNumberFilter(
        field_name="meeting__board__school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    status = django_filters.ChoiceFilter(choices=ResolutionStatus.choices)
    late = TrueOrFalseFilter(method="is_late", help_text="Awaits an answer, and the day for it has passed; or not so.")

    class Meta:
        model = Resolution
        fields: list[str] = []

    def is_late(self, resolutions: Any, name: str, value: bool) -> Any:
        late = resolutions.late(localdate())
        return late if value else resolutions.exclude(pk__in=late.values("pk"))


class ResolutionList(ScopedList):
    """Resolutions of the boards in the caller's scope."""

    required_scopes = {"GET": "protocols:read"}
    queryset = RESOLUTIONS
    serializer_class = ResolutionSerializer
    filterset_class = ResolutionFilter

    @extend_schema(
        operation_id="list_board_resolutions",
        summary="Resolutions of advisory boards and the answers of the school directorates",
        responses={200: ResolutionSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class ResolutionDetail(Tagged, APIView):
    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_board_resolution",
        summary="One resolution with its answer",
        parameters=[AS_OF],
        responses={200: ResolutionRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        today = get_object_or_404(RESOLUTIONS.all().visible_to(request.user), pk=pk)
        record, context = as_asked(request, KEPT_RESOLUTION, today)
        return Response(ResolutionRecord(record, context=context).data)


class ActOnResolution(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = RESOLUTION
    forms_of_acts = FORM_OF_ANSWER

    def find(self, request: Request, pk: int) -> Resolution:
        return get_object_or_404(RESOLUTIONS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Resolution) -> dict[str, Any]:
        return dict(ResolutionRecord(RESOLUTIONS.get(pk=record.pk), context={"request": request}).data)

    @extend_schema(
        operation_id="act_on_board_resolution",
        summary="Answer a resolution: the school's principal alone, whose authority stays whole (okul/8/9)",
        parameters=[OpenApiParameter("name", {"enum": list(RESOLUTION.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(RESOLUTION, FORM_OF_ANSWER)},
        responses={
            200: OpenApiResponse(ResolutionRecord, "The resolution afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
