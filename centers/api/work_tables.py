"""Many works of a centre written over REST at once: all of them, or every fault by its row and name (administrative practice)."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from centers.acts.work_tables import FaultyWorks, plan_all, why_no_table
from centers.choices import WorkKind
from centers.forms.works import FORM_OF_KIND
from centers.models import Center
from centers.permissions.works import may_plan_work
from centers.work_files import MOST_ROWS
from workflow.api.inputs import checked, strange_keys
from workflow.api.problems import Faults
from workflow.refusals import Invalid, NotPermitted

from .centers import REFUSALS, WRITE
from .work_shapes import CenterWorkSerializer
from .works import KIND, PROJECT, ROWS, one_work

ROW_KIND = f"Tür, şunlardan biri olmalıdır: {', '.join(WorkKind.values)}."
ASKED = OpenApiExample(
    "a project and an event",
    {
        "works": [
            PROJECT.value,
            {
                "kind": "event", "title": "Hannover Messe", "text": "Kaynak robotları salonu.", "fields": ["04"],
                "starts_on": "2027-04-20", "ends_on": "2027-04-24", "responsible": 17, "place": "Hannover", "country": "DE",
            },
        ]
    },
    request_only=True,
)  # fmt: skip


class CenterWorksWrittenSerializer(serializers.Serializer[Any]):
    """`works`: in the order of the rows that were sent."""

    count = serializers.IntegerField()
    works = CenterWorkSerializer(many=True)


class WorkTable(APIView):
    """Up to 500 works of several kinds; each is written by the act that writes a single one."""

    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="plan_center_works",
        summary="Write many works of a centre down: up to 500, all or none, every fault by its path (smm/5/1, ç to ğ)",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object", "required": ["works"], "additionalProperties": False,
                "properties": {"works": {"type": "array", "minItems": 1, "maxItems": MOST_ROWS, "items": one_work()}},
            }
        },
        responses={201: OpenApiResponse(CenterWorksWrittenSerializer, "The works, row by row."), **REFUSALS},
        examples=[ASKED],
    )  # fmt: skip
    @once
    def post(self, request: Request, pk: int) -> Response:
        center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
        if said := why_no_table(request.user, center):  # type: ignore[arg-type]
            raise Invalid(said) if may_plan_work(request.user, center) else NotPermitted(said)  # type: ignore[arg-type]
        asked = read_works(request, center)
        try:
            made = plan_all(center, asked, by=request.user, on=localdate())  # type: ignore[arg-type]
        except FaultyWorks as refusal:
            raise Faults([
                {"path": f"works[{place}].{key}", "message": said}
                for place, faults in sorted(refusal.by_place.items())
                for key, said in faults.items()
            ]) from None  # fmt: skip
        rows = ROWS.all().in_bulk([one.pk for one in made])
        shape = {"count": len(made), "works": [rows[one.pk] for one in made]}
        return Response(CenterWorksWrittenSerializer(shape, context={"request": request}).data, status=201)


def read_works(request: Request, center: Center) -> list[tuple[str, dict[str, Any]]]:
    """Kind and values of each row, every wrong row by its path; what is left to judge is the acts'."""
    rows = request.data.get("works") if isinstance(request.data, dict) else None
    faults = strange_keys(request.data, {"works"}) if isinstance(request.data, dict) else []
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_ROWS:
        faults.append({"path": "works", "message": f"1 ile {MOST_ROWS} arasında çalışmanın listesi olmalıdır."})
        raise Faults(faults)
    asked: list[tuple[str, dict[str, Any]]] = []
    for place, row in enumerate(rows):
        try:
            asked.append(_read(request, center, row))
        except Faults as wrong:
            faults += [{**one, "path": f"works[{place}].{one['path']}".rstrip(".")} for one in wrong.faults]
    if faults:
        raise Faults(faults)
    return asked


def _read(request: Request, center: Center, row: Any) -> tuple[str, dict[str, Any]]:
    if not isinstance(row, dict):
        raise Faults([{"path": "", "message": "Nesne olmalıdır."}])
    kind = row.get("kind")
    if not isinstance(kind, str) or kind not in WorkKind.values:
        raise Faults([{"path": "kind", "message": ROW_KIND}])
    return kind, checked(FORM_OF_KIND[kind], row, known=KIND, center=center, user=request.user)
