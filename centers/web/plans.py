"""Yearly plans as pages: the list, one plan as one page with everything that is written into it, and its paper (smm/5/4)."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from centers.acts import PLAN, prepare_plan
from centers.acts.plans import SENT
from centers.choices import IN_THE_CENTRE, STANDING, ChainStatus
from centers.forms.plans import FORM_OF_PLAN, OpenPlanForm
from centers.listings import INDICATORS, PLANS
from centers.models import Center, YearlyPlan
from centers.papers.plans import plan_paper
from centers.permissions.chain import may_write
from centers.permissions.plans import may_open
from centers.rules.plans import faults_of_plan
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .chain import chain_context
from .parts import Rows, Section, past_of
from .plan_tree import as_the_rule_asks, tree
from .sending import sent

OF_PLAN = ("center__school__province", "center__school__district", "author", "guide", "cloned_from")
AT_A_ROW = frozenset(
    {
        "write_aim",
        "write_target",
        "write_indicator",
        "write_activity",
        "remove_part",
        "record_value",
        "record_activity",
    }
)
PART_OF = {"aim": "amac", "target": "hedef", "indicator": "gosterge", "activity": "faaliyet"}
SHOWN = 10


def _rows_of_center(center: Center, user: User, on: date) -> Rows:
    return {"plans": YearlyPlan.objects.visible_to(user).filter(center=center).select_related("center")[:SHOWN]}


def _of_center(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    return {"may_open": center.status in STANDING and may_open(user, center)}


SECTION = Section("planlar", "Yıllık faaliyet planları", "centers/plans/of_center.html", _rows_of_center, _of_center)


def plans(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/plans/list.html", list_context(request, PLANS))


def indicators(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/plans/indicators.html", list_context(request, INDICATORS))


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the plan of a year for a centre."""
    center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
    year = localdate().year
    form = OpenPlanForm(sent(request), initial={"year": year + 1 if localdate().month > 9 else year})  # noqa: PLR2004 - plans of the next year are made in autumn
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare_plan(center, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Plan açıldı. Amaç, hedef, gösterge ve faaliyetleri bu sayfada yazın.")
            return redirect("centers:plan_edit", made.pk)
    context = {"form": form, "center": center, "back": reverse("centers:center", args=[pk])}
    return render(request, "centers/plans/new.html", {**context, "may": may_open(request.user, center)})


def find(request: HttpRequest, pk: int) -> YearlyPlan:
    found: YearlyPlan = get_object_or_404(YearlyPlan.objects.visible_to(request.user).select_related(*OF_PLAN), pk=pk)
    return found


@with_past("merkez-plani")
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: everything in it, beside each row what may be done with it, and the acts on the whole."""
    record = find(request, pk)
    writes = may_write(request.user, record)
    may_edit = record.status in IN_THE_CENTRE and writes
    aims = tree(record)
    context = {
        "record": record,
        "aims": aims,
        "may_edit": may_edit,
        "may_realise": record.status in SENT and writes,
        "faults": faults_of_plan(as_the_rule_asks(aims)) if may_edit else [],
        "acts": _acts(request, record, may_edit),
        "note_url": "centers:plan_note",
        "reopenings": record.reopenings.all(),
        **chain_context(record, request.user, localdate()),
        **past_of(record, request.user),
    }
    return render(request, "centers/plans/plan.html", all_read(context))


def _acts(request: HttpRequest, record: YearlyPlan, may_edit: bool) -> list[dict[str, Any]]:
    """The working page first, while the plan is written; then the acts on the whole."""
    working = {"label": "Planı düzenle", "url": reverse("centers:plan_edit", args=[record.pk])}
    found = [
        {"act": act, "url": reverse("centers:plan_act", args=[record.pk, act.name])}
        for act in sorted(PLAN.open_to(request.user, record), key=attrgetter("danger"))
        if act.name not in AT_A_ROW
    ]
    if record.status == ChainStatus.RECEIVED and may_write(request.user, record):
        asks = reverse("centers:reopening_new", args=[record.pk])
        found.append({"label": "Planın yeniden açılmasını iste", "url": asks})
    return [working, *found] if may_edit else found


class PlanAct(ActPage):
    lifecycle = PLAN
    forms_of_acts = FORM_OF_PLAN
    queryset = YearlyPlan.objects.select_related(*OF_PLAN)

    def get_initial(self) -> dict[str, Any]:
        """Which row it is about stands in the address, as the plan's page gives it."""
        named = {name: self.request.GET[name] for name in PART_OF if self.request.GET.get(name, "").isdigit()}
        return {**super().get_initial(), **named}

    def record_url(self) -> str:
        """Back to the row, or to the place where it was added."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        address = reverse("centers:plan", args=[self.record.pk])
        for name in reversed(PART_OF):
            if asked.get(name, "").isdigit() and self.kwargs["name"] != "remove_part":
                return f"{address}#{PART_OF[name]}-{asked[name]}"
        return address


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as it stands today, as PDF."""
    record = find(request, pk)
    headers = {"Content-Disposition": f'inline; filename="faaliyet-plani-{record.center_id}-{record.year}.pdf"'}
    return HttpResponse(plan_paper(record, on=localdate()), content_type="application/pdf", headers=headers)
