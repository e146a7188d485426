"""Dossiers as pages: the list, the task list, check-your-answers, the receipt, the acts, and designations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from designations.acts import DESIGNATION, DOSSIER, open_dossier
from designations.changes import changes_between, last_two
from designations.choices import OPEN_STATUSES, DesignationType
from designations.dossiers import examine
from designations.forms import FORM_OF_ACT
from designations.listings import DOSSIERS
from designations.models import Designation, Dossier, Evidence
from designations.operations import operating_rules
from designations.permissions import may_prepare, may_submit
from designations.sections import EDITABLE, states_of
from documents.models import Paper
from schools.models import School
from workflow.at_once import hold, only, read_at_once
from workflow.history.contexts import latest
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context

from .schools import mend_urls

TASK = {"done": "done", "missing": "todo", "returned": "correct", "locked": "locked"}


def dossier_list(request: HttpRequest) -> HttpResponse:
    return render(request, "designations/web/dossier_list.html", list_context(request, DOSSIERS))


def find(request: HttpRequest, pk: int) -> Dossier:
    rows = Dossier.objects.visible_to(request.user).select_related("school__province", "school__district", "policy")
    return get_object_or_404(rows, pk=pk)


def open_new(request: HttpRequest, pk: int, type: str) -> HttpResponse:
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    if type not in DesignationType.values:
        raise Http404
    form = forms.Form(request.POST or None)
    if request.method == "POST":
        try:
            dossier = open_dossier(school, by=request.user, on=localdate(), type=type)
        except Refusal as refusal:
            form = forms.Form({})
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Dosya açıldı. Bölümleri sırayla tamamlayın.")
            return redirect("designations:dossier", dossier.pk)
    examination = examine(school, type, on=localdate())
    context = {"school": school, "label": DesignationType(type).label, "examination": examination, "form": form}
    return render(request, "designations/web/open.html", context | {"mend_urls": mend_urls(school)})


@with_past("dosya")
def dossier_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The task list while it is prepared; for everybody, what is asked, found, proved, noted and done."""
    dossier = find(request, pk)
    is_open = dossier.status in OPEN_STATUSES
    examination = examine(dossier.school, dossier.type, on=localdate(), dossier=dossier) if is_open else None
    findings = examination.findings if examination else dossier.findings
    evidence, submissions, papers = _evidence(dossier), last_two(dossier), Paper.objects.of(dossier)
    visits = dossier.site_visits.select_related("recorded_by")
    designations = Designation.objects.filter(dossier=dossier)[:1]
    hold(
        dossier,
        entries=dossier.entries.all(),
        return_notes=dossier.return_notes.select_related("by"),
        beside=(evidence, submissions, papers, visits, designations),
    )
    states = states_of(dossier, examination.findings if examination else [])
    prepares = dossier.status in EDITABLE and may_prepare(request.user, dossier)
    acts = DOSSIER.open_to(request.user, dossier)
    context = {
        "dossier": dossier,
        "verdict": str(examination.verdict) if examination else dossier.verdict,
        "findings": findings,
        "sections": _tasks(dossier, states, prepares),
        "done": sum(state.state == "done" for state in states),
        "total": len(states),
        "prepares": prepares,
        "may_submit": prepares and may_submit(request.user, dossier),
        "acts": [_act(dossier, act) for act in acts if act.name != "submit"],
        "files": _files(evidence),
        "notes": dossier.return_notes.all(),
        "visits": visits,
        "papers": papers,
        "changes": changes_between(submissions),
        **latest(dossier, papers=papers),
        "mend_urls": mend_urls(dossier.school),
        "designation": only(designations),
    }
    return render(request, "designations/web/dossier.html", context)


def _act(dossier: Dossier, act: Any) -> dict[str, Any]:
    return {"act": act, "url": reverse("designations:dossier_act", args=[dossier.pk, act.name])}


def _tasks(dossier: Dossier, states: list[Any], prepares: bool) -> list[dict[str, Any]]:
    return [
        {
            "label": state.label,
            "status": TASK[state.state] if state.is_open or not prepares else "locked",
            "url": reverse("designations:dossier_section", args=[dossier.pk, state.section]),
            "note": state.note,
            "hint": state.missing if prepares and state.is_open else "",
        }
        for state in states
    ]


def _evidence(dossier: Dossier) -> QuerySet[Evidence]:
    return dossier.evidence.filter(removed_on=None).select_related("attachment", "added_by")


def _files(rows: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{item.get_section_display()}: {item.description}",
            "url": reverse("documents:attachment", args=[item.attachment_id]),
            "name": item.attachment.name,
            "size": item.attachment.size,
            "sha256": item.attachment.sha256,
            "by": item.added_by,
            "on": item.added_on,
            "scan": item.attachment.scan,
            "scan_label": item.attachment.get_scan_display(),
        }
        for item in rows
    ]


def check_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """All that will be handed in, on one page, before it is."""
    dossier = find(request, pk)
    if dossier.status not in EDITABLE or not may_submit(request.user, dossier):
        return redirect("designations:dossier", pk)
    examination = examine(dossier.school, dossier.type, on=localdate(), dossier=dossier)
    states = states_of(dossier, examination.findings)
    form = forms.Form(request.POST or None)
    if request.method == "POST":
        try:
            DOSSIER.acts["submit"](dossier, by=request.user, on=localdate(), revision=_revision(request))
        except Refusal as refusal:
            form = forms.Form({})
            form.add_error(None, str(refusal))
        else:
            return redirect("designations:dossier_receipt", pk)
    context = {
        "dossier": dossier,
        "form": form,
        "states": states,
        "gaps": [state for state in states if state.state != "done"],
        "examination": examination,
        "files": _files(_evidence(dossier)),
        "mend_urls": mend_urls(dossier.school),
    }
    return render(request, "designations/web/check_answers.html", context)


def _revision(request: HttpRequest) -> int | None:
    given = request.POST.get("revision", "")
    return int(given) if given.isdigit() else None


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = find(request, pk)
    submission = dossier.submissions.order_by("-number").select_related("by").first()
    if submission is None:
        raise Http404
    paper = Paper.objects.of(dossier).filter(Q(kind="receipt"), event=f"submit-{submission.number}").first()
    context = {
        "dossier": dossier,
        "submission": submission,
        "paper_url": reverse("documents:paper_pdf", args=[paper.pk]) if paper and paper.file else "",
        "items": [
            {"term": "Okul", "value": dossier.school.name},
            {"term": "İstenen özellik", "value": dossier.get_type_display()},
            {"term": "Gönderen", "value": str(submission.by)},
            {"term": "Gün", "value": f"{submission.on:%d.%m.%Y}"},
        ],
        "next": [
            "Genel Müdürlük uzmanı dosyayı incelemeye alır.",
            "Düzeltme istenirse yalnız belirtilen bölümler açılır ve bildirim gelir.",
            "Karar, ikinci bir kişinin onayıyla verilir ve belgesi bu sayfadan açılır.",
        ],
    }
    return render(request, "designations/web/receipt.html", context)


class DossierAct(ActPage):
    lifecycle = DOSSIER
    forms_of_acts = FORM_OF_ACT
    queryset = Dossier.objects.select_related("school")

    def record_url(self) -> str:
        return reverse("designations:dossier", args=[self.record.pk])


class DesignationAct(ActPage):
    lifecycle = DESIGNATION
    forms_of_acts = FORM_OF_ACT
    queryset = Designation.objects.select_related("school")

    def record_url(self) -> str:
        return reverse("designations:designation", args=[self.record.pk])


class DayForm(forms.Form):
    gun = forms.DateField(
        label="Hangi gün için", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@with_past("belirleme")
def designation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Designation.objects.visible_to(request.user).select_related("school__province", "dossier")
    designation = get_object_or_404(rows, pk=pk)
    form = DayForm(request.GET)
    on = (form.cleaned_data.get("gun") if form.is_valid() else None) or localdate()
    papers, of_dossier = Paper.objects.of(designation), Paper.objects.of(designation.dossier)
    controls = designation.controls.select_related("campaign").defer("campaign__frame")[:20]
    read_at_once(papers, of_dossier, controls)
    context = {
        "designation": designation,
        "form": form,
        "on": on,
        "rules": operating_rules(designation.school, on=on),
        "papers": [*papers, *of_dossier],
        "acts": [
            {"act": act, "url": reverse("designations:designation_act", args=[pk, act.name])}
            for act in DESIGNATION.open_to(request.user, designation)
        ],
        "controls": controls,
        **latest(designation, papers=papers),
    }
    return render(request, "designations/web/designation.html", context)
