"""Requests to open a received plan again, as pages: the list, asked for on the plan's page, then along the chain (smm/5/3)."""

from __future__ import annotations

from operator import attrgetter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from centers.acts import REOPENING, ask_reopening
from centers.choices import ChainStatus
from centers.forms.plans import FORM_OF_REOPENING, ReopeningForm
from centers.listings import REOPENINGS
from centers.models import PlanReopening
from centers.permissions.chain import may_write
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .chain import chain_context
from .parts import past_of
from .plans import find as find_plan
from .sending import sent

OF_REOPENING = ("center__school__province", "center__school__district", "author", "plan__center")


def reopenings(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/reopenings/list.html", list_context(request, REOPENINGS))


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for a received plan to be opened again."""
    plan = find_plan(request, pk)
    form = ReopeningForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_reopening(plan, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "İstek yazıldı. “Gönder” deyince zincirden Genel Müdürlüğe gider.")
            return redirect("centers:reopening", made.pk)
    may = plan.status == ChainStatus.RECEIVED and may_write(request.user, plan)
    context = {"form": form, "record": plan, "may": may, "back": reverse("centers:plan", args=[pk])}
    return render(request, "centers/reopenings/new.html", context)


@with_past("plan-yeniden-acma")
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: why, where it is, and the acts."""
    rows = PlanReopening.objects.visible_to(request.user).select_related(*OF_REOPENING)
    record = get_object_or_404(rows, pk=pk)
    context = {
        "record": record,
        "acts": [
            {"act": act, "url": reverse("centers:reopening_act", args=[pk, act.name])}
            for act in sorted(REOPENING.open_to(request.user, record), key=attrgetter("danger"))
        ],
        "note_url": "centers:reopening_note",
        **chain_context(record, request.user, localdate()),
        **past_of(record, request.user),
    }
    return render(request, "centers/reopenings/reopening.html", context)


class ReopeningAct(ActPage):
    lifecycle = REOPENING
    forms_of_acts = FORM_OF_REOPENING
    queryset = PlanReopening.objects.select_related(*OF_REOPENING)

    def record_url(self) -> str:
        return reverse("centers:reopening", args=[self.record.pk])
