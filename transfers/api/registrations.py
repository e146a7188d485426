"""Registrations by the hundred over REST: confirmed or given up together, all or none, each with its outcome."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from transfers.acts.registering import ACTS, Decision, Faulty, register_many
from transfers.choices import ApplicationStatus
from transfers.rules.registrations import CONFIRM, LONGEST_REASON, MOST_REGISTRATIONS, read_registrations
from workflow.api.problems import Faults
from workflow.refusals import Invalid

from .quotas import BIGGEST_KEY
from .rounds import WRITE

ITEM = {
    "type": "object",
    "required": ["application", "act"],
    "additionalProperties": False,
    "properties": {
        "application": {"type": "integer", "minimum": 1, "maximum": BIGGEST_KEY},
        "act": {"type": "string", "enum": list(ACTS)},
        "reason": {
            "type": "string",
            "maxLength": LONGEST_REASON,
            "description": "Asked for where a place is given up.",
        },
        "revision": {"type": ["integer", "null"], "minimum": 0, "description": "Another revision now is a fault."},
    },
}
BODY = {
    "type": "object",
    "required": ["registrations"],
    "additionalProperties": False,
    "properties": {"registrations": {"type": "array", "minItems": 1, "maxItems": MOST_REGISTRATIONS, "items": ITEM}},
}
ASKED = OpenApiExample(
    "one registered, one given up",
    {
        "registrations": [
            {"application": 120, "act": "confirm_registration"},
            {"application": 121, "act": "decline_registration", "reason": "Ailesi taşındı.", "revision": 3},
        ]
    },
    request_only=True,
)


class OutcomeSerializer(serializers.Serializer[Any]):
    """What became of one application."""

    application = serializers.IntegerField(source="pk")
    status = serializers.ChoiceField(choices=ApplicationStatus.choices)
    revision = serializers.IntegerField()


class Registered(serializers.Serializer[Any]):
    """In the order of the request."""

    registrations = OutcomeSerializer(many=True)
    confirmed = serializers.IntegerField()
    declined = serializers.IntegerField()


class Registrations(APIView):
    """Up to 1,000 decisions on registrations, all or none."""

    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="decide_transfer_registrations",
        summary="Confirm or give up to 1,000 registrations, all or none",
        description="The very acts of single applications, with the same refusals. Where one is refused, nothing is written: a "
        "body whose shape is at fault is a 400, a refused decision a 422, each with every fault by its path such as "
        "`registrations[17].act`. Send an `Idempotency-Key`, so that a call repeated after a broken connection changes nothing.",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": BODY},
        responses={200: OpenApiResponse(Registered, "All are written."), **problems(400, 403, 413, 415, 422)},
        examples=[ASKED],
    )
    @once
    def post(self, request: Request) -> Response:
        decisions = _read(request)
        try:
            done = register_many(decisions, by=request.user, on=localdate())
        except Faulty as refused:
            raise Invalid(str(refused), _by_path(refused)) from None
        confirmed = sum(one.act == CONFIRM for one in decisions)
        told = {"registrations": done, "confirmed": confirmed, "declined": len(done) - confirmed}
        return Response(Registered(told).data)


def _read(request: Request) -> list[Decision]:
    body = request.data
    if not isinstance(body, dict):
        raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
    faults = [
        {"path": key[:200], "message": "Bu istekte böyle bir bilgi yok."} for key in body.keys() - {"registrations"}
    ]
    items, wrong = read_registrations(body.get("registrations"))
    faults += [{"path": fault.path, "message": fault.message} for fault in wrong]
    if faults:
        raise Faults(faults)
    return [Decision(**item) for item in items]


def _by_path(refused: Faulty) -> dict[str, str]:
    return {
        f"registrations[{place}].{field}": said
        for place, faults in sorted(refused.of.items())
        for field, said in faults.items()
    }
