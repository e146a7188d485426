"""Applications by the thousand over REST: the shape is answered at once, the rest by a job."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from transfers.acts.batches import receive_batch
from transfers.forms.applications import SubmitForm
from transfers.models import TransferRound
from transfers.rules.batches import MOST_APPLICATIONS, read_batch
from workflow.api.parsing import StrictJSON
from workflow.api.problems import Faults

from .applications import ENTERED, body_of
from .quotas import BIGGEST_KEY
from .rounds import WRITE

ASKED = OpenApiExample(
    "two students",
    {
        "round": 3,
        "applications": [
            {"school": "900001", "student_number": "10000000146", **ENTERED},
            {
                "school": "900001", "student_number": "10000000214", **ENTERED,
                "preferences": [{"quota": 15, "kind": "day"}],
            },
        ],
    },
    request_only=True,
)  # fmt: skip
TAKEN_IN = OpenApiExample(
    "taken in",
    {
        "job": "3f0c2a52-5f0b-4c4e-9a43-3a1f5a8d9f10",
        "url": "/api/v1/jobs/3f0c2a52-5f0b-4c4e-9a43-3a1f5a8d9f10/",
        "applications": 2,
    },
    response_only=True,
    status_codes=["202"],
)
ITEM = body_of(
    SubmitForm, school={"type": "string", "pattern": "^[0-9]{6}$", "description": "The student's own school."}
)
PREFERENCE = {
    "anyOf": [
        {"type": "string", "pattern": "^[0-9]{1,18}:(day|girls|boys)$"},
        {
            "type": "object",
            "required": ["quota", "kind"],
            "properties": {
                "quota": {"type": "integer", "minimum": 1},
                "kind": {"type": "string", "enum": ["day", "girls", "boys"]},
            },
        },
    ]
}
PREFERENCES = {"type": "array", "maxItems": 30, "items": PREFERENCE, "description": "First choice first."}
BODY = {
    "type": "object",
    "required": ["round", "applications"],
    "properties": {
        "round": {"type": "integer", "minimum": 1, "maximum": BIGGEST_KEY},
        "applications": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_APPLICATIONS,
            "items": {**ITEM, "properties": {**ITEM["properties"], "preferences": PREFERENCES}},
        },
    },
}


class LargeJSON(StrictJSON):
    """Ten thousand applications with some preferences each are more than other bodies may be."""

    most = 10 * 1024 * 1024


class TakenIn(serializers.Serializer[Any]):
    """Where to ask what became of the applications."""

    job = serializers.UUIDField(help_text="The job that enters them.")
    url = serializers.CharField(help_text="Address of the job (scope `jobs:read`).")
    applications = serializers.IntegerField()


class ApplicationBatches(APIView):
    """Up to 10,000 applications of one round, all or none."""

    required_scopes = {"POST": WRITE}
    parser_classes = [LargeJSON]

    @extend_schema(
        operation_id="submit_transfer_applications",
        summary="Enter up to 10,000 applications of a round, all or none",
        description="Faults of shape are answered at once with the path of each. What is well formed is entered by a job: "
        "its `result` has `written` (the number of applications, or 0) and `faults`, each with its `path` such as "
        "`applications[17].preferences[2]` and a `message`, in the words of a single entry; of more than 1,000 the first, "
        "with `faults_in_all`. The day on which the call arrives counts. Send an `Idempotency-Key`, so that a call "
        "repeated after a broken connection starts no second job. At most 10 MB.",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": BODY},
        responses={202: OpenApiResponse(TakenIn, "Taken in; a job enters them."), **problems(400, 403, 413, 422)},
        examples=[ASKED, TAKEN_IN],
    )
    @once
    def post(self, request: Request) -> Response:
        taking, items = _read(request)
        batch = receive_batch(taking, items, by=request.user, on=localdate())
        address = reverse("api-job", args=[batch.job_id])
        told = {"job": str(batch.job_id), "url": address, "applications": batch.count}
        return Response(told, status=202, headers={"Location": address})


def _read(request: Request) -> tuple[TransferRound, list[dict[str, Any]]]:
    body = request.data
    if not isinstance(body, dict):
        raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
    faults = [
        {"path": key[:200], "message": "Bu istekte böyle bir bilgi yok."}
        for key in body.keys() - {"round", "applications"}
    ]
    key = body.get("round")
    is_key = isinstance(key, int) and not isinstance(key, bool) and 0 < key <= BIGGEST_KEY
    rounds = TransferRound.objects.visible_to(request.user).select_related("criteria")
    taking = rounds.filter(pk=key).first() if is_key else None
    if taking is None:
        raise Faults([*faults, {"path": "round", "message": "Böyle bir nakil dönemi yok."}])
    keys = taking.criteria.components.values_list("key", flat=True)
    items, wrong = read_batch(body.get("applications"), list(keys))
    faults += [{"path": fault.path, "message": fault.message} for fault in wrong]
    if faults:
        raise Faults(faults)
    return taking, items
