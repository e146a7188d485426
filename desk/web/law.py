"""Versions of provisions as pages: the list, a draft, one version with all that it reaches, and the list behind each number."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from designations.acts.law import AT_WORK, order_version_trial
from designations.choices import DesignationType
from designations.models import VersionTrial
from designations.permissions import may_try_figures
from designations.rules.versions import are_both_written
from desk.law.reach import LINES, REACH_OF
from desk.law.showing import trial_of, version_context
from schools.models import School
from workflow.law.acts import LAW, open_provision_version
from workflow.law.choices import LawStatus
from workflow.law.forms import FORM_OF_LAW, VersionForm
from workflow.law.listings import PROVISION_VERSIONS
from workflow.law.permissions import may_prepare_version
from workflow.law.reading import amendment_of, is_known, text_before
from workflow.models import JournalEntry, ProvisionVersion
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.listing import list_context
from workflow.web.lists import page_of
from workflow.web.refusing import show_refusal

RELATED = ("prepared_by", "published_by")


def versions(request: HttpRequest) -> HttpResponse:
    context = {"may_prepare": may_prepare_version(request.user, None), **list_context(request, PROVISION_VERSIONS)}
    return render(request, "desk/law/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """A draft; with ``?hukum=`` it begins with the text that holds now."""
    if not may_prepare_version(request.user, None):
        raise PermissionDenied
    form = VersionForm(request.POST or None, initial=_begins(request.GET.get("hukum", "")))
    if request.method == "POST" and form.is_valid():
        try:
            made = open_provision_version(None, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Taslak hazır. Başka bir daire başkanı veya genel müdür yayımlar.")
            return redirect("desk:provision_version", made.pk)
    return render(request, "desk/law/new.html", {"form": form, "back": reverse("desk:provision_versions")})


def _begins(id: str) -> dict[str, Any]:
    return {"provision": id, "text": text_before(id, localdate())} if id and is_known(id) else {}


def find_version(request: HttpRequest, pk: int) -> ProvisionVersion:
    return get_object_or_404(ProvisionVersion.objects.visible_to(request.user).select_related(*RELATED), pk=pk)


def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Old and new text, the transition, rules of both versions, and what is reached, each number with its list."""
    record = find_version(request, pk)
    context = {
        **version_context(record, request.user, localdate()),
        **_trial(request, record),
        "acts": [
            {"act": act, "url": reverse("desk:provision_version_act", args=[pk, act.name])}
            for act in LAW.open_to(request.user, record)
        ],
        "blocked": _blocked(request, record),
        "entries": JournalEntry.objects.of(record).reverse()[:100],
    }
    return render(request, "desk/law/version.html", context)


def _trial(request: HttpRequest, record: ProvisionVersion) -> dict[str, Any]:
    """What trying both versions on the country found, for who may have it tried."""
    may = may_try_figures(request.user, None)
    trials = VersionTrial.objects.visible_to(request.user).select_related("job", "by")
    trial = trials.filter(version=record).first()
    return {
        "trial": trial,
        "trial_rows": trial_of(trial),
        "may_try": may and are_both_written(amendment_of(record)),
        "job": trial.job if trial else None,
        "is_busy": bool(trial and trial.job and trial.job.state in AT_WORK),
        "poll_url": reverse("desk:provision_version_progress", args=[record.pk]),
    }


def _blocked(request: HttpRequest, record: ProvisionVersion) -> list[dict[str, Any]]:
    """Why the one of the ministry who looks at a draft may not publish it."""
    act = LAW.acts["publish_provision_version"]
    waits = record.status == LawStatus.DRAFT and may_prepare_version(request.user, record)
    reason = act.why_not(request.user, record) if waits else ""
    return [{"act": act, "reason": reason}] if reason else []


@require_POST
def try_version(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        order_version_trial(find_version(request, pk), by=request.user, on=localdate())
        messages.info(request, "İki sürüm ülkede deneniyor; bitince bildirim gelir.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:provision_version", pk)


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel of the trial; when it is over, the whole page is asked for anew."""
    panel = _trial(request, find_version(request, pk))
    if not panel["is_busy"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "components/progress.html", panel)


def records(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The records behind a number, exactly those that it counts and the user may see."""
    record, reach = find_version(request, pk), REACH_OF.get(key)
    if reach is None or not reach.holds(record):
        raise Http404("Bu sürümün böyle bir listesi yok.")
    context = page_of(request, reach.of(record, request.user, localdate()))
    rows = [LINES[reach.kind].told(one) for one in context["page_obj"].object_list]
    more = {"record": record, "reach": reach, "note": reach.note(record), "rows": rows}
    return render(request, "desk/law/records.html", {**context, **more})


def turned(request: HttpRequest, pk: int) -> HttpResponse:
    """The schools that the two versions answer otherwise, of one type and one pair of outcomes, or all of them."""
    record = find_version(request, pk)
    trial = get_object_or_404(VersionTrial.objects.visible_to(request.user), version=record)
    asked = {1: request.GET.get("ozellik"), 2: request.GET.get("once"), 3: request.GET.get("sonra")}
    found = [row for row in trial.turned if all(not value or row[place] == value for place, value in asked.items())]
    context = page_of(request, found)
    shown = context["page_obj"].object_list
    schools = School.objects.select_related("province").in_bulk([row[0] for row in shown])
    rows = [
        {
            "school": schools[school],
            "type": DesignationType(kind).label,
            "before": before,
            "after": after,
            "verdict_before": was,
            "verdict_after": now,
        }
        for school, kind, before, after, was, now in shown
        if school in schools
    ]
    return render(request, "desk/law/turned.html", {**context, "record": record, "trial": trial, "rows": rows})


class VersionAct(ActPage):
    lifecycle = LAW
    forms_of_acts = FORM_OF_LAW
    queryset = ProvisionVersion.objects.select_related(*RELATED)

    def record_url(self) -> str:
        return reverse("desk:provision_version", args=[self.record.pk])
