"""Results of transfers over REST: each preference with its rank, places, cut-off and why, the place, and what was done to an application."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.schema import problems
from transfers.choices import IN_RESULTS, ApplicationStatus
from transfers.models import Application, RunProgramme
from transfers.rules.sheet import NOT_NEEDED, PLACED, SEATS_TAKEN
from transfers.sheets import sheets_of
from transfers.timeline import TOLD, placement_in
from workflow.api.filtering import WholeNumberFilter
from workflow.history.timeline import said
from workflow.models import JournalEntry

from .quotas import BIGGEST_KEY
from .rounds import READ

MOST_ENTRIES = 200
PLACE: dict[str, Any] = {
    "quota": {"type": "integer"},
    "kind": {"type": "string", "enum": ["day", "girls", "boys"]},
    "school": {"type": ["string", "null"], "description": "Institution code of the school that has the place."},
    "field": {"type": "string", "description": "Field code."},
}
SEAT: dict[str, Any] = {
    "type": ["object", "null"],
    "description": "The place that the student holds now.",
    "required": list(PLACE),
    "properties": PLACE,
}
PREFERENCE: dict[str, Any] = {
    "number": {"type": "integer", "description": "From 1, first choice first."},
    **PLACE,
    "label": {"type": "string", "description": "The programme in words."},
    "outcome": {"type": "string", "enum": [PLACED, SEATS_TAKEN, NOT_NEEDED]},
    "rank": {"type": "integer", "description": "The student's place, from 1, among all who asked."},
    "waiting_rank": {
        "type": ["integer", "null"],
        "description": "The place among those who still wait, by the same order; null for who does not wait.",
    },
    "seats": {"type": "integer"},
    "asked": {"type": "integer", "description": "How many asked."},
    "placed": {"type": "integer"},
    "cutoff": {
        "type": ["string", "null"],
        "description": "Score of the last one placed before whom the student would have had to come; null where places stayed free.",
    },
    "says": {"type": "string", "description": "Why, as the student reads it."},
}
PART: dict[str, Any] = {
    "run": {"type": "integer"},
    "purpose": {"type": "string", "enum": ["main", "objection", "waiting"]},
    "announced_on": {"type": "string", "format": "date"},
    "placed_on": {"type": ["integer", "null"], "description": "The preference on which the student was placed."},
    "lot": {"type": "string", "description": "SHA-256 of `seed:number`; the smaller comes first."},
    "merit": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["label", "value"],
            "properties": {"label": {"type": "string"}, "value": {"type": "string"}},
        },
    },
    "preferences": {
        "type": "array",
        "items": {"type": "object", "required": list(PREFERENCE), "properties": PREFERENCE},
    },
}
RESULTS: dict[str, Any] = {
    "type": "array",
    "description": "What each announced placement said, the newest first; empty before the announcement.",
    "items": {"type": "object", "required": list(PART), "properties": PART},
}
EXAMPLE = {
    "application": 120, "round": 3, "school": "900001", "status": "application_waiting", "state_since": "2027-07-12",
    "revision": 2, "seat": None, "register_until": None,
    "results": [
        {
            "run": 7, "purpose": "main", "announced_on": "2027-07-12", "placed_on": None,
            "lot": "0b6a2f9e6f0e4a559f293a1c0c7f1c550b6a2f9e6f0e4a559f293a1c0c7f1c55",
            "merit": [{"label": "Yerleştirme puanı", "value": "70"}],
            "preferences": [
                {
                    "number": 1, "quota": 12, "kind": "day", "school": "900002", "field": "04",
                    "label": "Ankara, Örnek MTAL: Bilişim Teknolojileri – Gündüzlü", "outcome": "seats_taken", "rank": 3,
                    "waiting_rank": 1, "seats": 2, "asked": 3, "placed": 2, "cutoff": "80",
                    "says": "2 yer sizden önce gelenlerle doldu: Yerleştirme puanı sizde 70, son yerleşende 80.",
                }
            ],
        }
    ],
}  # fmt: skip


def place_of(offer: RunProgramme) -> dict[str, Any]:
    quota = offer.quota
    return {"quota": quota.pk, "kind": offer.kind, "school": quota.school.code, "field": quota.field.code}


def results_of(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A sheet (:func:`transfers.sheets.sheet_of`) as JSON."""
    return [
        {
            "run": part["run"].pk,
            "purpose": part["run"].purpose,
            "announced_on": part["run"].announced_on.isoformat(),
            "placed_on": part["placed_on"],
            "lot": part["lot"],
            "merit": part["merit"],
            "preferences": [_preference(row) for row in part["rows"]],
        }
        for part in parts
    ]


def _preference(row: dict[str, Any]) -> dict[str, Any]:
    told = {**row, **place_of(row["offer"]), "cutoff": row["cutoff"] or None}
    return {name: told[name] for name in PREFERENCE}


class ResultSerializer(serializers.ModelSerializer[Application]):
    """A student's result, under the key of the application; the context holds the sheets by key."""

    application = serializers.IntegerField(source="pk", read_only=True)
    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    status = serializers.ChoiceField(choices=ApplicationStatus.choices, read_only=True)
    seat = serializers.SerializerMethodField()
    results = serializers.SerializerMethodField()

    class Meta:
        model = Application
        fields = [
            "application", "round", "school", "status", "state_since", "revision", "seat", "register_until", "results",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(SEAT)
    def get_seat(self, record: Application) -> dict[str, Any] | None:
        return place_of(record.seat) if record.seat else None

    @extend_schema_field(RESULTS)
    def get_results(self, record: Application) -> list[dict[str, Any]]:
        return results_of(self.context["sheets"][record.pk])


class ResultFilter(django_filters.FilterSet):
    round = WholeNumberFilter(field_name="round", min_value=1, max_value=BIGGEST_KEY)
    school = django_filters.CharFilter(
        field_name="school__code", help_text="Institution code of the student's school."
    )
    place = django_filters.CharFilter(
        field_name="seat__quota__school__code", help_text="Institution code of the school whose place is held."
    )
    status = django_filters.ChoiceFilter(choices=ApplicationStatus.choices)
    changed_since = django_filters.DateFilter(
        field_name="state_since",
        lookup_expr="gte",
        help_text="Placed, waiting, registered or given up on this day or later.",
    )

    class Meta:
        model = Application
        fields: list[str] = []


class ResultList(ScopedList):
    """Results of students of the schools in the caller's scope, and of those who hold a place there."""

    required_scopes = {"GET": READ}
    queryset = Application.objects.filter(round__status__in=IN_RESULTS).select_related(
        "round", "school", "seat__quota__school", "seat__quota__field"
    )
    serializer_class = ResultSerializer
    filterset_class = ResultFilter

    @extend_schema(
        operation_id="list_transfer_results",
        summary="Results of transfers: what became of every preference, and the place that is held",
        description="The same as the student reads on the own sheet. Empty until results are announced. Who follows "
        "the change feed reads single ones at `transfer-applications/{id}/`.",
        responses={200: ResultSerializer(many=True), **problems(400, 404)},
        examples=[OpenApiExample("one who waits", value=EXAMPLE, response_only=True, status_codes=["200"])],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The sheets of a page are read together."""
        pk = Application._meta.pk
        rows = self.paginator.page(lambda: self.filter_queryset(self.get_queryset()), pk, request, self)  # type: ignore[union-attr]
        context = {**self.get_serializer_context(), "sheets": sheets_of(rows)}
        return self.get_paginated_response(ResultSerializer(rows, many=True, context=context).data)


class EntrySerializer(serializers.ModelSerializer[JournalEntry]):
    """`says`: the reason that was given. Who acted and what was entered of the student are for people."""

    says = serializers.SerializerMethodField()
    run = serializers.SerializerMethodField(help_text="Number of the placement in its round.")
    place = serializers.SerializerMethodField(help_text="Where it put the student.")
    preference = serializers.SerializerMethodField(help_text="On which preference, from 1.")
    place_before = serializers.SerializerMethodField(help_text="The place that was held before.")
    register_until = serializers.SerializerMethodField(help_text="The last day of the registration.")

    class Meta:
        model = JournalEntry
        fields = ["sequence", "act", "label", "on", "at", "before", "after", "cites", "says", *TOLD]
        read_only_fields = fields

    def get_says(self, entry: JournalEntry) -> str:
        return said(entry)

    def get_run(self, entry: JournalEntry) -> int | None:
        return placement_in(entry).get("run")

    def get_place(self, entry: JournalEntry) -> str | None:
        return placement_in(entry).get("place")

    def get_preference(self, entry: JournalEntry) -> int | None:
        return placement_in(entry).get("preference")

    def get_place_before(self, entry: JournalEntry) -> str | None:
        return placement_in(entry).get("place_before")

    @extend_schema_field({"type": ["string", "null"], "format": "date"})
    def get_register_until(self, entry: JournalEntry) -> str | None:
        return placement_in(entry).get("register_until")


class ApplicationHistory(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_transfer_application_history",
        summary="What was done to an application, newest first: acts, and where each announced placement put it",
        responses={200: OpenApiResponse(EntrySerializer(many=True), "At most 200 entries."), **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
        entries: QuerySet[JournalEntry] = JournalEntry.objects.of(record).order_by("-sequence")
        return Response(EntrySerializer(entries[:MOST_ENTRIES], many=True).data)
