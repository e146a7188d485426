"""Plans over REST as files: a centre's yearly plan, and the in-service plan of a year (smm/3/1 f, smm/5/4)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from accounts.api.asking import Answered
from accounts.api.schema import problems
from centers.choices import IN_THE_PLAN
from centers.models import Activity
from centers.models.plans import FIRST_YEAR
from centers.papers import in_service_plan, plan_paper
from documents.api.papers import AnyFile
from documents.formats import PDF

from .centers import READ
from .files import as_file
from .plans import PLANS

LAST_YEAR = 2100
BYTES = {(200, PDF): OpenApiTypes.BINARY}


class PlanFile(Answered):
    """Made when it is asked for."""

    required_scopes = {"GET": READ}
    renderer_classes = (AnyFile, JSONRenderer)

    @extend_schema(
        operation_id="read_center_plan_file",
        summary="A yearly plan as it stands today, as PDF (smm/5/4)",
        responses={**BYTES, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        plan = get_object_or_404(
            PLANS.all().visible_to(request.user).select_related("center__school__province"), pk=pk
        )
        name = f"faaliyet-plani-{plan.center_id}-{plan.year}"
        return as_file(plan_paper(plan, on=localdate()), "pdf", name)


class InServicePlanFile(Answered):
    """Of the centres that the caller sees; what the Ministry's unit approved, centre by centre."""

    required_scopes = {"GET": READ}
    renderer_classes = (AnyFile, JSONRenderer)

    @extend_schema(
        operation_id="read_in_service_plan_file",
        summary="The in-service plan of a year as PDF: the activities that were approved (smm/3/1 f, smm/5/1/c)",
        parameters=[
            OpenApiParameter(
                "year", {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}, OpenApiParameter.PATH
            )
        ],
        responses={**BYTES, **problems(404)},
    )
    def get(self, request: Request, year: int) -> HttpResponse:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise NotFound
        rows = Activity.objects.visible_to(request.user).filter(status__in=IN_THE_PLAN, starts_on__year=year)
        rows = rows.select_related("center__school__province", "programme")
        printed = in_service_plan(rows.order_by("center__name", "center", "starts_on", "pk"), year, on=localdate())
        return as_file(printed, "pdf", f"hizmet-ici-egitim-plani-{year}")
