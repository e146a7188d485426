"""Advisory boards and their working rules over REST (okul/8/9)."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from accounts.masking import mask_name
from protocols.acts import BOARD, form_board, set_board_rules
from protocols.acts.boards import chair_on, members_on
from protocols.choices.boards import BoardSide, BoardStatus, QuorumKind
from protocols.forms.boards import FORM_OF_ACT, BoardRulesForm, FormBoardForm
from protocols.history import BOARD as KEPT, sits
from protocols.models import AdvisoryBoard, BoardMember, BoardRules
from protocols.snapshots import outdated_by
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import TrueOrFalseFilter, WholeNumberFilter
from workflow.api.history import AS_OF, ON, as_asked
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

from . import examples
from .obligations import BIGGEST_KEY
from .text import find


class BoardRulesSerializer(serializers.ModelSerializer[BoardRules]):
    """What a clause says of the boards' work from ``holds_from`` on, until the next version."""

    quorum_share = serializers.SerializerMethodField(help_text="As `2/3`; null unless `quorum_kind` is `share`.")
    outdated_by = serializers.SerializerMethodField(
        help_text="Number of the last amendment that changed the clause since the rules were read out of it; 0: none."
    )

    class Meta:
        model = BoardRules
        fields = [
            "id", "clause", "holds_from", "every_months", "quorum_kind", "quorum_count", "quorum_share", "outdated_by",
        ]  # fmt: skip
        read_only_fields = fields

    def get_quorum_share(self, rules: BoardRules) -> str | None:
        return f"{rules.share_numerator}/{rules.share_denominator}" if rules.quorum_kind == QuorumKind.SHARE else None

    def get_outdated_by(self, rules: BoardRules) -> int:
        return outdated_by(rules)


class MemberSerializer(serializers.ModelSerializer[BoardMember]):
    """Whoever sits on the board today. The name is masked; whole names stand on the minutes."""

    name = serializers.SerializerMethodField(help_text="Masked: initials and lengths.")
    side = serializers.ChoiceField(BoardSide.choices, read_only=True)
    is_chair = serializers.SerializerMethodField()

    class Meta:
        model = BoardMember
        fields = ["id", "name", "title", "side", "stakeholder", "substitutes", "is_chair", "starts_on", "ends_on"]
        read_only_fields = fields

    def get_name(self, member: BoardMember) -> str:
        return mask_name(member.name)

    def get_is_chair(self, member: BoardMember) -> bool:
        return bool(member.pk == self.context["chair"])


class BoardSerializer(serializers.ModelSerializer[AdvisoryBoard]):
    """``due_on``: by when the board must meet; null while it is open: not known, since no clause in force says it."""

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)

    class Meta:
        model = AdvisoryBoard
        fields = [
            "id", "protocol", "school", "status", "revision", "formed_on", "due_on", "closed_on", "close_reason",
        ]  # fmt: skip
        read_only_fields = fields


class BoardRecord(BoardSerializer):
    """A board with its members of today and the acts that are open to the caller."""

    is_overdue = serializers.SerializerMethodField()
    members = serializers.SerializerMethodField()
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(BoardSerializer.Meta):
        fields = [*BoardSerializer.Meta.fields, "is_overdue", "members", "acts"]
        read_only_fields = fields

    def get_is_overdue(self, board: AdvisoryBoard) -> bool:
        if self.context.get("past"):
            return board.closed_on is None and board.due_on is not None and board.due_on < self.context["on"]
        return AdvisoryBoard.objects.overdue(localdate()).filter(pk=board.pk).exists()

    @extend_schema_field(MemberSerializer(many=True))
    def get_members(self, board: AdvisoryBoard) -> Any:
        on = self.context.get("on", localdate())
        if self.context.get("past"):
            members = [row for row in board.members.all() if sits(row, on)]
            chair = next((row for row in board.chairs.all() if sits(row, on)), None)
        else:
            members, chair = members_on(board, on), chair_on(board, on)
        context = {"chair": chair.member_id if chair else None}
        return MemberSerializer(members, many=True, context=context).data

    def get_acts(self, board: AdvisoryBoard) -> list[str]:
        return open_acts(BOARD, board, self.context)


class BoardFilter(django_filters.FilterSet):
    province = WholeNumberFilter(
        field_name="school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    protocol = WholeNumberFilter(min_value=1, max_value=BIGGEST_KEY, help_text="Id of a protocol.")
    status = django_filters.ChoiceFilter(choices=BoardStatus.choices)
    overdue = TrueOrFalseFilter(
        method="is_overdue", help_text="The day by which the board must meet has passed; or not so."
    )
    unanswered = TrueOrFalseFilter(
        method="is_unanswered", help_text="A resolution awaits the answer of the school directorate; or none does."
    )

    class Meta:
        model = AdvisoryBoard
        fields: list[str] = []

    def is_overdue(self, boards: Any, name: str, value: bool) -> Any:
        overdue = boards.overdue(localdate())
        return overdue if value else boards.exclude(pk__in=overdue.values("pk"))

    def is_unanswered(self, boards: Any, name: str, value: bool) -> Any:
        unanswered = boards.unanswered()
        return unanswered if value else boards.exclude(pk__in=unanswered.values("pk"))


ROWS = AdvisoryBoard.objects.select_related("school", "protocol")


def find_board(request: Request, pk: int) -> AdvisoryBoard:
    return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)


def board_record(request: Request, pk: int) -> dict[str, Any]:
    return dict(BoardRecord(ROWS.get(pk=pk), context={"request": request}).data)


class BoardList(ScopedList):
    """Advisory boards of the schools in the caller's scope."""

    required_scopes = {"GET": "protocols:read"}
    queryset = ROWS
    serializer_class = BoardSerializer
    filterset_class = BoardFilter

    @extend_schema(
        operation_id="list_advisory_boards",
        summary="Advisory boards, with the day by which each must meet",
        responses={200: BoardSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class BoardDetail(Tagged, APIView):
    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_advisory_board",
        summary="One advisory board with its members of today",
        parameters=[AS_OF, ON],
        responses={200: BoardRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, find_board(request, pk))
        return Response(BoardRecord(record, context=context).data)


class ActOnBoard(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = BOARD
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> AdvisoryBoard:
        return find_board(request, pk)

    def shape(self, request: Request, record: AdvisoryBoard) -> dict[str, Any]:
        return board_record(request, record.pk)

    @extend_schema(
        operation_id="act_on_advisory_board",
        summary="Perform an act on an advisory board: members, the chair, its closing",
        parameters=[OpenApiParameter("name", {"enum": list(BOARD.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(BOARD, FORM_OF_ACT)},
        responses={
            200: OpenApiResponse(BoardRecord, "The board afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class FormBoardRow(FormBoardForm):
    school = forms.CharField(label="Institution code.", max_length=6)


class BoardsOfProtocol(Tagged, APIView):
    """The advisory boards under one protocol."""

    required_scopes = {"GET": "protocols:read", "POST": "protocols:write"}

    @extend_schema(
        operation_id="list_boards_of_protocol",
        summary="The advisory boards under a protocol, of schools in the caller's scope",
        responses={200: BoardSerializer(many=True), **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = ROWS.all().visible_to(request.user).filter(protocol=find(request, pk))
        return Response(BoardSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="form_advisory_board",
        summary="Record that the advisory board of a school was formed (okul/8/9)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["school", "formed_on"],
                "additionalProperties": False,
                "properties": described(FormBoardRow),
            }
        },
        examples=examples.of("form_advisory_board"),
        responses={201: BoardRecord, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        protocol = find(request, pk)
        values = checked(FormBoardRow, request.data)
        school = protocol.schools.visible_to(request.user).filter(code=values["school"]).first()
        if school is None:
            raise Faults([{"path": "school", "message": "Yetki alanınızda, protokolün saydığı böyle bir okul yok."}])
        made = form_board(school, by=request.user, on=localdate(), protocol=protocol, formed_on=values["formed_on"])
        return Response(board_record(request, made.pk), status=201)


class RulesOfProtocol(Tagged, APIView):
    """The dated working rules of the boards under one protocol."""

    required_scopes = {"GET": "protocols:read", "POST": "protocols:write"}

    @extend_schema(
        operation_id="list_board_rules",
        summary="The dated working rules that a protocol sets for its advisory boards",
        responses={200: BoardRulesSerializer(many=True), **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = find(request, pk).board_rules.select_related("protocol").order_by("holds_from")
        return Response(BoardRulesSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="set_board_rules",
        summary="Write the working rules that a clause sets from a day on; those of the same day are put right",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["clause", "holds_from", "every_months", "quorum_kind"],
                "additionalProperties": False,
                "properties": described(BoardRulesForm),
            }
        },
        examples=examples.of("set_board_rules"),
        responses={201: BoardRulesSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        protocol = find(request, pk)
        made = set_board_rules(protocol, by=request.user, on=localdate(), **checked(BoardRulesForm, request.data))
        return Response(BoardRulesSerializer(made).data, status=201)
