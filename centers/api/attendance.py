"""Attendance by a session's code over REST: the code asked for, and a participant marked by it (administrative practice)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.timezone import make_aware, now
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers import attending
from centers.attending import PRINTED, SCREEN, CodeRefused, Guessing, Marked, NotKnown, Shown
from centers.forms.check_in import CheckInForm
from centers.models import Activity, ActivitySession
from centers.permissions.activities import may_run
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults
from workflow.lifecycle import not_permitted
from workflow.refusals import NotPermitted, OutOfState

from .centers import REFUSALS, WRITE

WAYS = {"screen": SCREEN, "printed": PRINTED}
ASKED = OpenApiExample("for a screen", {"shown": "screen"}, request_only=True)
THERE = OpenApiExample(
    "a participant",
    {"code": "12.e.7:1vNyXk:Zm9yLWV4YW1wbGU", "last_name": "Çağlayangil", "number": "0146"},
    request_only=True,
)


class ShownForm(forms.Form):
    shown = forms.ChoiceField(
        label="Nerede gösterileceği", choices=[(name, name) for name in WAYS],
        error_messages={"invalid_choice": "screen veya printed olmalıdır."},
    )  # fmt: skip


class CodeForm(CheckInForm):
    """What the page asks of a participant, with the code that led there; no page was opened before."""

    code = forms.CharField(label="Karekoddaki kod", max_length=200)
    ticket = None  # type: ignore[assignment]


class SessionCodeSerializer(serializers.Serializer[Any]):
    """`expires_at` null: it holds as long as the session; asked again, another code is made and those before hold their time."""

    code = serializers.CharField()
    address = serializers.URLField(
        help_text="What the QR code says: the page on which a participant marks the own presence."
    )
    shown = serializers.ChoiceField(choices=[(name, name) for name in WAYS])
    expires_at = serializers.DateTimeField(allow_null=True)
    opens_at = serializers.DateTimeField(help_text="From when the code is taken.")
    closes_at = serializers.DateTimeField()
    present = serializers.IntegerField(help_text="Marked as present so far.")
    participants = serializers.IntegerField()


class CheckInSerializer(serializers.Serializer[Any]):
    """`is_new` false: the participant was marked before. `participant`: its number in the activity's list."""

    activity = serializers.IntegerField()
    session = serializers.IntegerField()
    participant = serializers.IntegerField()
    name = serializers.CharField()
    is_new = serializers.BooleanField()


class SessionCode(APIView):
    """The code by which participants mark their presence at a session; whoever runs the activity asks for it, and asks again."""

    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="show_center_session_code",
        summary="Make a code for the attendance of a session that is held; a screen shows a new one each minute",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["shown"],
                "additionalProperties": False,
                "properties": {
                    "shown": {
                        "type": "string",
                        "enum": list(WAYS),
                        "description": "`screen`: for a few minutes; `printed`: for the whole session.",
                    }
                },
            }
        },
        responses={201: OpenApiResponse(SessionCodeSerializer, "The code."), **REFUSALS},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request, pk: int, key: int) -> Response:
        rows = Activity.objects.visible_to(request.user).select_related("center__school")
        activity = get_object_or_404(rows, pk=pk)
        session = get_object_or_404(activity.sessions.select_related("activity"), pk=key)
        if not may_run(request.user, activity):
            raise NotPermitted(not_permitted(may_run, "Karekod göster", request.user, activity))
        shown = checked(ShownForm, request.data)["shown"]
        if said := attending.why_closed(session):
            raise OutOfState(said)
        return Response(SessionCodeSerializer(_code_of(session, request.user, shown)).data, status=201)


def _code_of(session: ActivitySession, user: Any, shown: str) -> dict[str, Any]:
    code = attending.code_for(session, user, WAYS[shown])
    first, last = attending.window(session)
    lasts = timedelta(seconds=settings.CENTRE_CHECK_IN_CODE_SECONDS)
    counted = attending.counted(session)
    return {
        "code": code, "address": attending.address_of(code), "shown": shown,
        "expires_at": now() + lasts if shown == "screen" else None,
        "opens_at": make_aware(first), "closes_at": make_aware(last),
        "present": counted["there"], "participants": counted["people"],
    }  # fmt: skip


class CheckIns(APIView):
    """A participant, who has no account, is marked as present by the session's code, as on the page to which the code leads."""

    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="check_in_center_participant",
        summary="Mark a participant as present by the session's code, the surname and the last four digits (or K and the number)",
        description=(
            "`number`: the last four digits of the identity number, or `K` and the participant's number. What does not name one "
            "participant is a 422 and counts: after 20 wrong answers by one program, or 60 for the session through all doors, "
            "nobody is asked for ten minutes (429)."
        ),
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["code", "last_name", "number"],
                "additionalProperties": False,
                "properties": described(CodeForm),
            }
        },
        responses={
            201: OpenApiResponse(CheckInSerializer, "Who was marked."),
            **problems(400, 404, 409, 413, 415, 422),
        },
        examples=[THERE],
    )
    def post(self, request: Request) -> Response:
        """What is wrong is counted here, after the transaction of the key: a count that is taken back would limit nobody."""
        try:
            return self._marked(request)
        except _Wrong as wrong:
            attending.count_wrong(_asker(request, wrong.session), wrong.session)
            raise wrong.refusal from None
        except Guessing as refusal:
            raise Throttled(wait=attending.WINDOW, detail=str(refusal)) from None

    @once
    def _marked(self, request: Request) -> Response:
        asked = checked(CodeForm, request.data)
        shown = _shown(request, asked["code"])
        attending.refuse_closed(shown.session)
        attending.refuse_guessing(_asker(request, shown.session), shown.session)
        try:
            marked = attending.mark(shown, asked, through=request.user)  # type: ignore[arg-type]
        except NotKnown as refusal:
            raise _Wrong(shown.session, refusal) from refusal
        return Response(CheckInSerializer(_told(shown, marked)).data, status=201)


class _Wrong(Exception):
    """Nobody is meant, or several are; carries the session out of the transaction."""

    def __init__(self, session: ActivitySession, refusal: NotKnown) -> None:
        self.session, self.refusal = session, refusal
        super().__init__(str(refusal))


def _shown(request: Request, code: str) -> Shown:
    """What the code says, where the caller sees the activity; else the code is none."""
    said, shown = attending.INVALID, None
    try:
        shown = attending.read_code(code)
    except CodeRefused as refusal:
        said = str(refusal)
    if shown is None or not Activity.objects.visible_to(request.user).filter(pk=shown.session.activity_id).exists():
        raise Faults([{"path": "code", "message": said}])
    return shown


def _asker(request: Request, session: ActivitySession) -> str:
    """A program may serve many halls; each is counted alone."""
    return f"account-{request.user.pk}-{session.pk}"


def _told(shown: Shown, marked: Marked) -> dict[str, Any]:
    return {
        "activity": shown.session.activity_id, "session": shown.session.pk, "participant": marked.participant.pk,
        "name": marked.participant.full_name, "is_new": marked.is_new,
    }  # fmt: skip
