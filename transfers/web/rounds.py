"""Rounds as pages: the list, one round with its calendar and acts, and a new one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from transfers.acts import ROUND, prepare
from transfers.choices import IN_RESULTS, RoundStatus
from transfers.forms.rounds import FORM_OF_ACT, PrepareForm
from transfers.listings import ROUNDS
from transfers.models import PlacementRun, TransferRound
from transfers.permissions import may_run
from transfers.rules.calendar import DAYS
from workflow.history.contexts import latest
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .sending import sent


def rounds(request: HttpRequest) -> HttpResponse:
    context = {**list_context(request, ROUNDS), "may_prepare": may_run(request.user, None)}
    return render(request, "transfers/rounds/list.html", context)


def prepare_page(request: HttpRequest) -> HttpResponse:
    """A new round, for who runs them."""
    if not may_run(request.user, None):
        raise PermissionDenied
    form = PrepareForm(sent(request))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            made = prepare(values.pop("year"), by=request.user, on=localdate(), **values)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Dönem taslağı kaydedildi. İlan edilince illere ve okullara görünür.")
            return redirect("transfers:round", made.pk)
    return render(request, "transfers/rounds/prepare.html", {"form": form, "back": reverse("transfers:rounds")})


@with_past("nakil-donemi")
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: its calendar, criteria and number of the lottery, and the acts."""
    rows = TransferRound.objects.visible_to(request.user).select_related("criteria", "announced_by")
    record = get_object_or_404(rows, pk=pk)
    today = localdate()
    context = {
        "record": record,
        "calendar": [
            {"label": label, "day": getattr(record, name), "is_over": getattr(record, name) < today}
            for name, label, _ in DAYS
        ],
        "has_results": record.status in IN_RESULTS,
        "components": record.criteria.components.all(),
        "runs": PlacementRun.objects.visible_to(request.user).filter(round=record),
        "may_place": record.status in (RoundStatus.EVALUATION, RoundStatus.RESULTS) and may_run(request.user, record),
        "acts": [
            {"act": act, "url": reverse("transfers:round_act", args=[pk, act.name])}
            for act in ROUND.open_to(request.user, record)
        ],
        **latest(record),
    }
    return render(request, "transfers/rounds/round.html", all_read(context))


class RoundAct(ActPage):
    lifecycle = ROUND
    forms_of_acts = FORM_OF_ACT
    queryset = TransferRound.objects.all()

    def record_url(self) -> str:
        return reverse("transfers:round", args=[self.record.pk])
