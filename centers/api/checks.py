"""The fixed contract of candidate checks (smm/6, smm/7). Nothing is stored."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.schema import problems
from centers.rules.requests import read_request
from centers.rules.selection import select
from workflow.api.problems import Faults
from workflow.api.shapes import faulty
from workflow.law.reading import law_now

from . import shapes


class CandidateChecks(APIView):
    """Which candidates meet the conditions of a post in a centre, and whether the fallback opens."""

    required_scopes = {"POST": "checks"}

    @extend_schema(
        operation_id="check_candidates",
        summary="Check candidates against the conditions of a post in a centre of excellence; nothing is stored",
        request={"application/json": shapes.REQUEST},
        responses={
            200: OpenApiResponse(shapes.ANSWER, "Each candidate with a finding per condition."),
            **problems(400, 413, 415),
        },
        examples=[
            OpenApiExample("general coordinator", value=shapes.ASKED, request_only=True),
            OpenApiExample("answer", value=shapes.ANSWERED, response_only=True, status_codes=["200"]),
            faulty("a candidate given twice", shapes.FAULTS),
        ],
    )
    def post(self, request: Request) -> Response:
        asked, faults = read_request(request.data)
        if asked is None:
            raise Faults([{"path": fault.path, "message": fault.message} for fault in faults])
        found = select(asked.post, asked.centre, asked.candidates, deadline=asked.deadline, law=law_now())
        return Response(shapes.answer_of(found))
