"""The works of centres over REST: the list, one work as of any day, a new one, the acts, files, figures, announced events."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from centers.acts import WORK, keep_output, plan
from centers.choices import WorkKind, WorkStatus
from centers.forms.works import FORM_OF_KIND, FORM_OF_WORK, OutputFileForm
from centers.history import WORK as KEPT
from centers.models import Center, Work
from centers.rules.works import Counted, figures
from documents.intake import FileRefused
from workflow.api.acts import ActView, act_body
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described, strange_keys
from workflow.api.problems import Faults

from .centers import READ, REFUSALS, WRITE
from .work_shapes import (
    CenterEventSerializer,
    CenterWorkFiguresSerializer,
    CenterWorkOutputSerializer,
    CenterWorkRecord,
    CenterWorkSerializer,
    EventFilter,
    WorkFilter,
)

ROWS = Work.objects.select_related("center__school", "partner", "responsible").prefetch_related("fields")
KIND = frozenset({"kind"})
PROJECT = OpenApiExample(
    "a project",
    {
        "kind": "project",
        "title": "Yeşil kaynak teknolojileri",
        "text": "Üç ülkenin merkezleri ortak bir eğitim modülü hazırlar.",
        "fields": ["04"],
        "starts_on": "2026-11-01",
        "ends_on": "2028-10-31",
        "responsible": 17,
        "programme": "Erasmus+ KA220-VET",
        "reach": "international",
        "budget": "250000.00",
        "currency": "EUR",
    },
    request_only=True,
)


def _shape(request: Request, pk: int) -> dict[str, Any]:
    return dict(CenterWorkRecord(ROWS.get(pk=pk), context={"request": request}).data)


def one_work() -> dict[str, Any]:
    """What any kind asks, and which asks what."""
    properties: dict[str, Any] = {}
    for form in FORM_OF_KIND.values():
        properties |= described(form)
    asked = "\n".join(
        f"- `{kind}`: {', '.join(f'`{name}`' for name in described(form))}" for kind, form in FORM_OF_KIND.items()
    )
    return {
        "type": "object",
        "description": f"Keys that a kind does not ask for are faults.\n\n{asked}",
        "required": ["kind", "title", "text", "fields", "starts_on", "responsible"],
        "additionalProperties": False,
        "properties": {"kind": {"type": "string", "enum": WorkKind.values}, **properties},
    }


class WorkList(ScopedList):
    """Works of the centres that the caller sees."""

    required_scopes = {"GET": READ}
    queryset = ROWS
    serializer_class = CenterWorkSerializer
    filterset_class = WorkFilter

    @extend_schema(
        operation_id="list_center_works",
        summary="Works of centres: research, cooperation, projects, events, promotion (smm/5/1, ç to ğ)",
        responses={200: CenterWorkSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class WorksOfCenter(APIView):
    """A new work of a centre, as its coordinators and its school's principal write it."""

    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="plan_center_work",
        summary="Write a work of a centre down (smm/5/1, ç to ğ)",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": one_work()},
        responses={201: CenterWorkRecord, **REFUSALS},
        examples=[PROJECT],
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
        kind = request.data.get("kind") if isinstance(request.data, dict) else None
        if kind not in WorkKind.values:
            raise Faults(
                [{"path": "kind", "message": f"Tür, şunlardan biri olmalıdır: {', '.join(WorkKind.values)}."}]
            )
        values = checked(FORM_OF_KIND[kind], request.data, known=KIND, center=center, user=request.user)
        made = plan(center, kind, by=request.user, on=localdate(), **values)
        return Response(_shape(request, made.pk), status=201)


class WorkDetail(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_center_work",
        summary="One work of a centre with its partners and outputs, today or as of a day",
        parameters=[AS_OF],
        responses={200: CenterWorkRecord, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(CenterWorkRecord(record, context=context).data)


class ActOnWork(ActView):
    required_scopes = {"POST": WRITE}
    lifecycle = WORK
    forms_of_acts = FORM_OF_WORK

    def find(self, request: Request, pk: int) -> Work:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: Work) -> dict[str, Any]:
        return _shape(request, record.pk)

    @extend_schema(
        operation_id="act_on_center_work",
        summary="Perform an act on a work; correcting asks for everything that its kind asks",
        parameters=[OpenApiParameter("name", {"enum": list(WORK.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(WORK, FORM_OF_WORK)},
        responses={200: OpenApiResponse(CenterWorkRecord, "The work afterwards."), **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


FILE = {
    "multipart/form-data": {
        "type": "object",
        "required": ["file"],
        "properties": {"title": {"type": "string", "maxLength": 200}, "file": {"type": "string", "format": "binary"}},
    }
}


class OutputFile(APIView):
    """A file that a work brought forth; outputs that stand at an address are the act `add_output`."""

    required_scopes = {"POST": WRITE}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="bring_center_work_output",
        summary="Bring a file as an output of a work (PDF, image or office document; 20 MB); its SHA-256 is kept",
        parameters=[IDEMPOTENCY_KEY],
        request=FILE,
        responses={201: CenterWorkOutputSerializer, **REFUSALS},
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        work = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
        form = OutputFileForm(request.data, request.FILES)
        faults = strange_keys(request.data, form.fields)
        if not form.is_valid():
            faults += [{"path": name, "message": " ".join(map(str, said))} for name, said in form.errors.items()]
        if faults:
            raise Faults(faults)
        try:
            made = keep_output(work, by=request.user, on=localdate(), **form.cleaned_data)
        except FileRefused as refused:
            raise Faults([{"path": "file", "message": str(refused)}]) from refused
        return Response(CenterWorkOutputSerializer(made).data, status=201)


class WorkFigures(Tagged, APIView):
    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="count_center_works",
        summary="How many works of each kind began in which year, and how they stand; with the filters of the list",
        filters=False,
        parameters=[
            OpenApiParameter("province", int, description="Plate code, 1 to 81."),
            OpenApiParameter("center", int),
            OpenApiParameter("field", str, description="Code of a field."),
        ],
        responses={200: CenterWorkFiguresSerializer, **problems(400)},
    )
    def get(self, request: Request) -> Response:
        asked = {
            name: value for name, value in request.query_params.items() if name in {"province", "center", "field"}
        }
        if strange := strange_keys(request.query_params, ("province", "center", "field")):
            raise Faults(strange)
        filters = WorkFilter(asked, Work.objects.visible_to(request.user))
        if not filters.form.is_valid():
            raise Faults(
                [{"path": name, "message": " ".join(map(str, said))} for name, said in filters.form.errors.items()]
            )
        rows = Work.objects.filter(pk__in=filters.qs.order_by().values("pk"))
        found = figures(map(Counted._make, rows.counted()), WorkKind.values, WorkStatus.values)
        lines = [
            {
                "kind": line.kind,
                "total": line.total,
                "by_year": [
                    {"year": year, "count": count} for year, count in zip(found.years, line.by_year, strict=True)
                ],
                "by_status": dict(zip(WorkStatus.values, line.by_status, strict=True)),
            }
            for line in found.lines
        ]
        return Response(CenterWorkFiguresSerializer({"total": found.total.total, "kinds": lines}).data)


class EventList(ScopedList):
    """Events that centres announced: the same for every caller, whatever the scope (smm/5/1/g)."""

    required_scopes = {"GET": READ}
    queryset = Work.objects.announced().select_related("center__school").prefetch_related("fields")
    serializer_class = CenterEventSerializer
    filterset_class = EventFilter

    def get_queryset(self) -> QuerySet[Any]:
        """Not by the caller's scope: what is announced is announced to all."""
        return self.queryset.all()

    @extend_schema(
        operation_id="list_center_events",
        summary="Events that centres announced",
        responses={200: CenterEventSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)
