"""The calendar of centres over REST: as entries, and as iCalendar (RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.reading import Tagged
from accounts.api.schema import problems
from accounts.models import Province
from centers.calendars import Asked, entries_of
from centers.choices.calendar import EntryKind
from centers.models import Center
from centers.papers.calendar import CONTENT_TYPE, as_icalendar
from centers.rules.calendar import Entry
from workflow.api.problems import Faults

from .centers import READ

MOST_DAYS = 400
PARAMETERS = [
    OpenApiParameter("from", date, required=True, description="The first day asked for."),
    OpenApiParameter("to", date, required=True, description=f"The last day, included; at most {MOST_DAYS} days."),
    OpenApiParameter("center", int, description="Entries of one centre."),
    OpenApiParameter("province", int, description="Plate code, 1 to 81; not beside `center`."),
    OpenApiParameter("kind", str, enum=EntryKind.values, description="Entries of one kind."),
]
EXAMPLE = OpenApiExample(
    "one session",
    {
        "from": "2026-11-01", "to": "2026-11-30",
        "entries": [{
            "key": "oturum-7", "kind": "session", "first": "2026-11-12", "last": "2026-11-12", "starts_at": "09:00:00",
            "minutes": 240, "title": "Eksenler ve iş güvenliği (CNC Kursu)", "center": "Ostim SMM", "place": "CNC atölyesi",
            "state": "Yürütülüyor", "cancelled": False, "url": "/merkezler/faaliyetler/3/",
        }],
    },
    response_only=True,
)  # fmt: skip


class CalendarEntrySerializer(serializers.Serializer[Entry]):
    """`starts_at` null: the whole day. `center`: its name, or of how many centres. `key`: the same at every call."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=EntryKind.choices)
    first = serializers.DateField()
    last = serializers.DateField(help_text="Included.")
    starts_at = serializers.TimeField(allow_null=True)
    minutes = serializers.IntegerField()
    title = serializers.CharField()
    center = serializers.CharField()
    place = serializers.CharField(allow_blank=True)
    state = serializers.CharField(allow_blank=True)
    cancelled = serializers.BooleanField()
    url = serializers.CharField(help_text="Path of the record's page.")


class CenterCalendarSerializer(serializers.Serializer[Any]):
    to = serializers.DateField()
    entries = CalendarEntrySerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        """`from` is no name that Python lets a field have."""
        return {"from": serializers.DateField(source="since"), **super().get_fields()}


@dataclass(frozen=True, slots=True)
class Found:
    since: date
    to: date
    entries: list[Entry]


def _day(request: Request, name: str) -> date:
    try:
        return date.fromisoformat(request.query_params.get(name, ""))
    except ValueError:
        raise Faults([{"path": name, "message": "Günü 2026-11-01 biçiminde yazın."}]) from None


def _whole(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**31):
        raise Faults([{"path": name, "message": "Bir tam sayı yazın."}])
    return int(text)


def _found(request: Request) -> Found:
    first, last = _day(request, "from"), _day(request, "to")
    if not timedelta(0) <= last - first <= timedelta(days=MOST_DAYS):
        raise Faults([{"path": "to", "message": f"Son gün ilk günden önce olamaz; en çok {MOST_DAYS} gün istenir."}])
    key, plate, kind = _whole(request, "center"), _whole(request, "province"), request.query_params.get("kind", "")
    if key is not None and plate is not None:
        raise Faults([{"path": "province", "message": "Merkez ile il birlikte istenmez."}])
    if kind and kind not in EntryKind.values:
        raise Faults([{"path": "kind", "message": f"Türler: {', '.join(EntryKind.values)}."}])
    center = get_object_or_404(Center.objects.visible_to(request.user), pk=key) if key is not None else None
    province = get_object_or_404(Province, pk=plate) if plate is not None else None
    user: Any = request.user
    return Found(first, last, entries_of(user, Asked(center, province, kind), first, last))


class CenterCalendar(Tagged, APIView):
    """Whatever has a day in the centres that the caller sees, in order; announced events are everybody's (smm/5/1/g)."""

    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_calendar",
        summary="The calendar of centres: plan activities, in-service activities and sessions, events, due days, monitoring",
        parameters=PARAMETERS,
        responses={200: CenterCalendarSerializer, **problems(400, 404)},
        examples=[EXAMPLE],
    )
    def get(self, request: Request) -> Response:
        return Response(CenterCalendarSerializer(_found(request)).data)


class CenterCalendarFile(Tagged, APIView):
    """The same as a file that calendar programs read."""

    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_calendar_file",
        summary="The calendar of centres as iCalendar (RFC 5545)",
        parameters=PARAMETERS,
        responses={(200, "text/calendar"): OpenApiTypes.STR, **problems(400, 404)},
    )
    def get(self, request: Request) -> HttpResponse:
        return HttpResponse(as_icalendar(_found(request).entries, name="Merkezler"), content_type=CONTENT_TYPE)
