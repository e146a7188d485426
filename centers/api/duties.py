"""The duties of Articles 8 and 9 over REST: of an assignment, each with the records that answer to it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.reading import Tagged
from accounts.api.schema import problems
from centers.duties import Link, Shown, duties_of, holder_of
from centers.models import StaffAssignment

from .centers import READ

# The pages that show the records, and where the same stand in this API.
RESOURCE_OF = {
    "centers:need": "center-needs",
    "centers:programme": "center-programmes",
    "centers:activity": "center-activities",
    "centers:work": "center-works",
    "centers:answer": "center-task-answers",
    "centers:plan": "center-plans",
    "centers:report": "center-reports",
    "centers:monitoring": "center-monitorings",
    "centers:assignment": "center-assignments",
    "centers:center": "centers",
}


class CenterDutyRecordSerializer(serializers.Serializer[Any]):
    """`status` empty: the record has none of its own, or it is the centre, where the others are."""

    words = serializers.CharField()
    status = serializers.CharField(allow_blank=True)
    url = serializers.CharField(help_text="The record in this API.")


class CenterDutySerializer(serializers.Serializer[Any]):
    """`records` null: not known, since no account is written for the person; `said`: why there are none."""

    key = serializers.CharField(help_text="Article and letter, such as `8/a`.")
    citation = serializers.CharField()
    text = serializers.CharField()
    records = CenterDutyRecordSerializer(many=True, allow_null=True)
    said = serializers.CharField(allow_blank=True)


class AssignmentDutiesSerializer(serializers.Serializer[Any]):
    assignment = serializers.IntegerField()
    name = serializers.CharField()
    duties = CenterDutySerializer(many=True)


class AssignmentDuties(Tagged):
    """Of who serves today; at most five records of a kind, then the centre, where the others stand."""

    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_assignment_duties",
        summary="The duties of a coordinator with the records that answer to each (smm/8/1, smm/9/1)",
        responses={200: AssignmentDutiesSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = StaffAssignment.objects.visible_to(request.user).select_related("center__school")
        record, today = get_object_or_404(rows, pk=pk), localdate()
        duties = duties_of(holder_of(record), request.user, today) if record.serves_on(today) else []  # type: ignore[arg-type]
        shape = {"assignment": record.pk, "name": record.name, "duties": [_duty(one) for one in duties]}
        return Response(AssignmentDutiesSerializer(shape).data)


def _duty(one: Shown) -> dict[str, Any]:
    records = None if one.links is None else [_record(link) for link in one.links]
    return {
        "key": one.duty.key, "citation": one.duty.citation, "text": one.duty.text, "records": records, "said": one.said,
    }  # fmt: skip


def _record(link: Link) -> dict[str, str]:
    return {"words": link.words, "status": link.status, "url": f"/api/v1/{RESOURCE_OF[link.page]}/{link.key}/"}
