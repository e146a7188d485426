"""Circulars over REST, for people who are signed in: ordered, followed, printed again where letters failed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from designations.acts.circulars import order_circular, print_again
from designations.forms.circulars import CircularForm
from designations.models import Circular
from workflow.api.inputs import checked, checked_form, described
from workflow.api.together import PEOPLE


class CircularSerializer(serializers.ModelSerializer[Circular]):
    """A circular; its letters are papers of kind `circular`, `job` tells how far their printing is."""

    by = serializers.CharField(source="by.username", read_only=True)
    job = serializers.UUIDField(source="job_id", read_only=True, allow_null=True)
    letters = serializers.SerializerMethodField(help_text="How many letters there are.")
    printed = serializers.SerializerMethodField()
    faults = serializers.SerializerMethodField(help_text="How many could not be printed.")

    class Meta:
        model = Circular
        fields = [
            "id",
            "subject",
            "text",
            "chosen",
            "by",
            "ordered_on",
            "job",
            "letters",
            "printed",
            "faults",
            "sha256",
        ]
        read_only_fields = fields

    def get_letters(self, circular: Circular) -> int:
        return circular.letters.count()

    def get_printed(self, circular: Circular) -> int:
        return circular.letters.exclude(paper=None).count()

    def get_faults(self, circular: Circular) -> int:
        return circular.letters.exclude(fault="").count()


class CircularRow(serializers.ModelSerializer[Circular]):
    """A circular as lists show it."""

    by = serializers.CharField(source="by.username", read_only=True)

    class Meta:
        model = Circular
        fields = ["id", "subject", "by", "ordered_on"]
        read_only_fields = fields


class CircularList(ScopedList):
    required_scopes = {"GET": PEOPLE, "POST": PEOPLE}
    queryset = Circular.objects.select_related("by")
    serializer_class = CircularRow
    filterset_fields = ["ordered_on"]

    @extend_schema(
        operation_id="list_circulars",
        summary="Circulars of the ministry",
        responses={200: CircularRow(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="order_circular",
        summary="Have one text printed as a letter for each school; provinces are named by their plate codes",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "additionalProperties": False,
                "properties": described(CircularForm),
            }
        },
        responses={201: CircularSerializer, **problems(400, 413, 415, 422)},
    )
    @once
    def post(self, request: Request) -> Response:
        form = checked_form(CircularForm, request.data)
        made = order_circular(by=request.user, on=localdate(), **form.asked())
        return Response(CircularSerializer(made).data, status=201)


def _circular(request: Request, pk: str) -> Circular:
    return get_object_or_404(Circular.objects.visible_to(request.user).select_related("by"), pk=pk)


class CircularDetail(Tagged):
    required_scopes = {"GET": PEOPLE}

    @extend_schema(
        operation_id="read_circular",
        summary="A circular, and how many of its letters are printed",
        responses={200: CircularSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: str) -> Response:
        return Response(CircularSerializer(_circular(request, pk)).data)


class PrintAgain(APIView):
    required_scopes = {"POST": PEOPLE}

    @extend_schema(
        operation_id="print_circular_again",
        summary="Print the letters that are not printed yet",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": {"type": "object", "additionalProperties": False}},
        responses={200: CircularSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: str) -> Response:
        circular = _circular(request, pk)
        checked(forms.Form, request.data or {})
        return Response(CircularSerializer(print_again(circular, by=request.user, on=localdate())).data)
