"""Monitoring periods as pages: the list, one period with self-assessment, findings and improvements (smm/11/1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from centers.acts import MONITORING, begin_monitoring
from centers.choices import STANDING, MonitoringStatus
from centers.forms.monitoring import FORM_OF_MONITORING, OpenMonitoringForm
from centers.listings import MONITORINGS
from centers.models import Center, Monitoring
from centers.permissions.monitoring import may_assess, may_improve, may_open_monitoring
from documents.models import Paper
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .papers import paper_of
from .parts import Rows, Section, past_of
from .sending import sent

OF_PERIOD = ("center__school__province", "guide", "opened_by")
AT_A_ROW = frozenset({"assess", "plan_improvement", "follow_improvement"})
NAMED = ("statement", "finding", "improvement")
SHOWN = 10


def _rows_of_center(center: Center, user: User, on: date) -> Rows:
    return {"periods": Monitoring.objects.visible_to(user).filter(center=center)[:SHOWN]}


def _of_center(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    return {"may_open": center.status in STANDING and may_open_monitoring(user, center)}


SECTION = Section(
    "izleme", "İzleme ve değerlendirme", "centers/monitoring/of_center.html", _rows_of_center, _of_center
)


def monitorings(request: HttpRequest) -> HttpResponse:
    return render(
        request, "centers/monitoring/list.html", {**list_context(request, MONITORINGS), "today": localdate()}
    )


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins a period of monitoring of a centre."""
    center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
    form = OpenMonitoringForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_monitoring(center, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "İzleme dönemi başladı. Merkez öz değerlendirmesini yazabilir.")
            return redirect("centers:monitoring", made.pk)
    context = {"form": form, "center": center, "back": reverse("centers:center", args=[pk])}
    return render(
        request, "centers/monitoring/new.html", {**context, "may": may_open_monitoring(request.user, center)}
    )


@with_past("merkez-izleme")
def monitoring(request: HttpRequest, pk: int) -> HttpResponse:
    """One period: what the centre says of itself, what was found, and what is done about it."""
    record = get_object_or_404(Monitoring.objects.visible_to(request.user).select_related(*OF_PERIOD), pk=pk)
    said = {one.statement_id: one for one in record.assessments.all()}
    statements = record.guide.statements.order_by("number") if record.guide else []
    is_open = record.status == MonitoringStatus.OPEN
    context = {
        "record": record,
        "statements": [(statement, said.get(statement.pk)) for statement in statements],
        "findings": record.findings.select_related("found_by").prefetch_related("improvements").order_by("pk"),
        "today": localdate(),
        "papers": Paper.objects.of(record).exclude(file="").order_by("pk"),
        "may_assess": is_open and may_assess(request.user, record),
        "may_improve": is_open and may_improve(request.user, record),
        "may_follow": may_assess(request.user, record),
        "acts": [
            {"act": act, "url": reverse("centers:monitoring_act", args=[pk, act.name])}
            for act in MONITORING.open_to(request.user, record)
            if act.name not in AT_A_ROW
        ],
        **past_of(record, request.user),
    }
    return render(request, "centers/monitoring/monitoring.html", all_read(context))


class MonitoringAct(ActPage):
    lifecycle = MONITORING
    forms_of_acts = FORM_OF_MONITORING
    queryset = Monitoring.objects.select_related(*OF_PERIOD)

    def get_initial(self) -> dict[str, Any]:
        named = {name: self.request.GET[name] for name in NAMED if self.request.GET.get(name, "").isdigit()}
        return {**super().get_initial(), **named}

    def record_url(self) -> str:
        return reverse("centers:monitoring", args=[self.record.pk])


def monitoring_paper(request: HttpRequest, pk: int, key: int) -> FileResponse:
    """The printed report of a period that was closed."""
    record = get_object_or_404(Monitoring.objects.visible_to(request.user), pk=pk)
    return paper_of(record, key, "izleme-raporu")
