"""The what-if laboratory as pages: scenarios listed, written, run, looked at on the map, compared; no live record is touched."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from designations.acts.scenarios import drop_scenario, run_scenario, save_scenario, stop_scenario
from designations.dossiers import policy_on
from designations.forms.scenarios import CompareForm, ScenarioForm
from designations.listings.scenarios import MOVED, SCENARIOS
from designations.listings.standings import criteria_in_words
from designations.models import Scenario
from designations.permissions import may_try_figures
from designations.results import compared, figures_of, maps_of, types_of
from designations.rules.facts import POLICY_KEYS
from designations.rules.measures import number
from designations.scenarios import digest_of
from workflow.choices import JobState
from workflow.conflicts import Offer
from workflow.models import JournalEntry
from workflow.refusals import Refusal
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

AT_WORK = {JobState.QUEUED, JobState.RUNNING}


def scenarios(request: HttpRequest) -> HttpResponse:
    if not request.user.scope.everywhere:
        raise PermissionDenied
    context = {"may_try": may_try_figures(request.user, None), **list_context(request, SCENARIOS)}
    return render(request, "designations/country/scenarios.html", context)


def _seen(request: HttpRequest, pk: int) -> Scenario:
    related = ("by", "job", "policy", "clusters", "standards", "year")
    return get_object_or_404(Scenario.objects.visible_to(request.user).select_related(*related), pk=pk)


@transaction.atomic
def write(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new scenario, or other figures of one; saved, it leads to its page, where it is run. Who was quicker is shown field by field."""
    if not may_try_figures(request.user, None):
        raise PermissionDenied
    scenario = _seen(request, pk) if pk else None
    offer = _offer(request, scenario)
    if offer.form.is_bound and offer.is_ready():
        try:
            saved = save_scenario(scenario, by=request.user, on=localdate(), **offer.form.asked())
            return redirect("designations:scenario", saved.pk)
        except Refusal as refusal:
            show_refusal(offer.form, refusal)
    _, in_force = policy_on(localdate())
    today = [(offer.form.fields[key].label, number(getattr(in_force, key))) for key in POLICY_KEYS]
    context = {**offer.context(), "scenario": scenario, "today": today}
    return render(request, "designations/country/scenario_form.html", context)


def _offer(request: HttpRequest, scenario: Scenario | None) -> Offer:
    """The figures as they are saved now, or merged with what was sent; the scenario is held until it is saved."""
    sent = request.POST if request.method == "POST" else None
    if scenario is None:
        return Offer(ScenarioForm(sent), "", None)
    saved = ScenarioForm.values_of(Scenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk))
    return Offer.of(scenario, lambda data: ScenarioForm(data, initial=saved), None, sent)


def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """What is tried, how far the run is, and what it found."""
    found = _seen(request, pk)
    context = {
        "scenario": found,
        "figures": figures_of(found, localdate()),
        "is_stale": found.computed_at is not None and found.digest != digest_of(found),
        "types": types_of(found),
        "maps": maps_of(found, request.GET.get("ozellik", ""), request.GET.get("harita", "")),
        "may_try": may_try_figures(request.user, None),
        "entries": JournalEntry.objects.of(found).reverse()[:20],
        **_panel(request, found),
    }
    return render(request, "designations/country/scenario.html", context)


def _panel(request: HttpRequest, found: Scenario) -> dict[str, Any]:
    may = may_try_figures(request.user, None)
    return {
        "job": found.job,
        "is_busy": bool(found.job and found.job.state in AT_WORK),
        "poll_url": reverse("designations:scenario_progress", args=[found.pk]),
        "cancel_url": reverse("designations:stop_scenario", args=[found.pk]) if may else "",
    }


def scenario_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel of the run; when it is over, the whole page is asked for anew."""
    panel = _panel(request, _seen(request, pk))
    if not panel["is_busy"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "components/progress.html", panel)


@require_POST
def run(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        run_scenario(_seen(request, pk), by=request.user, on=localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("designations:scenario", pk)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        stop_scenario(_seen(request, pk), by=request.user, on=localdate())
        messages.info(request, "Hesaplama durduruldu; önceki sonuç duruyor.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("designations:scenario", pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    try:
        drop_scenario(found, by=request.user, on=localdate())
        messages.info(request, f"“{found.name}” senaryosu silindi.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("designations:scenario", pk)
    return redirect("designations:scenarios")


def moved(request: HttpRequest) -> HttpResponse:
    """The schools that scenarios move, by name, with what each would lack."""
    if not request.user.scope.everywhere:
        raise PermissionDenied
    context = list_context(request, MOVED)
    rows = [
        {"change": row, "lacking": criteria_in_words(row.lacking), "unclear": criteria_in_words(row.unclear)}
        for row in context["page_obj"].object_list
    ]
    scenario = MOVED.given(request.GET).get("senaryo")
    return render(request, "designations/country/moved.html", {**context, "rows": rows, "scenario": scenario})


def compare(request: HttpRequest) -> HttpResponse:
    """Two scenarios side by side: figures, types, provinces."""
    if not request.user.scope.everywhere:
        raise PermissionDenied
    form = CompareForm(request.GET or None, user=request.user)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context |= compared(form.cleaned_data["a"], form.cleaned_data["b"], localdate())
    return render(request, "designations/country/compare.html", context)
