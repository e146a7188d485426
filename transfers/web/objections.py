"""Objections as pages: the list, a new one for an application, and one with its decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from transfers.acts import OBJECTION, submit_objection_of
from transfers.forms.objections import FORM_OF_ACT, ObjectForm
from transfers.listings import OBJECTIONS
from transfers.models import Application, Commission, Objection, Sitting
from transfers.models.applications import in_words
from transfers.permissions import may_change_application
from workflow.history.contexts import latest
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .sending import sent

WITH = ("application__school__province", "application__round__criteria", "submitted_by", "sitting__commission")


def objections(request: HttpRequest) -> HttpResponse:
    return render(request, "transfers/objections/list.html", list_context(request, OBJECTIONS))


def object_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A student's objection, entered by the own school or directorate."""
    rows = Application.objects.visible_to(request.user).select_related("round", "school__province")
    application = get_object_or_404(rows, pk=pk)
    form = ObjectForm(sent(request))
    is_open = may_change_application(request.user, application)
    if request.method == "POST" and is_open and form.is_valid():
        try:
            made = submit_objection_of(application, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "İtiraz alındı. İlin komisyonu bir oturumda karara bağlar.")
            return redirect("transfers:objection", made.pk)
    back = reverse("transfers:application", args=[pk])
    context = {"application": application, "form": form, "is_open": is_open, "back": back}
    return render(request, "transfers/objections/new.html", context)


def objection(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Objection.objects.visible_to(request.user).select_related(*WITH), pk=pk)
    labels = {one.key: one.label for one in record.application.round.criteria.components.all()}
    place = record.application.school.province_id
    deciding = Commission.objects.visible_to(request.user).appointed()
    context = {
        "record": record,
        "commission": deciding.filter(round=record.application.round_id, province=place).first(),
        "sees_sitting": Sitting.objects.visible_to(request.user).filter(pk=record.sitting_id).exists(),
        "corrected": [
            {"label": labels.get(key, key), "before": in_words(before), "after": in_words(after)}
            for key, (before, after) in record.corrected.items()
        ],
        "acts": [
            {"act": act, "url": reverse("transfers:objection_act", args=[pk, act.name])}
            for act in OBJECTION.open_to(request.user, record)
        ],
        **latest(record),
    }
    return render(request, "transfers/objections/objection.html", context)


class ObjectionAct(ActPage):
    lifecycle = OBJECTION
    forms_of_acts = FORM_OF_ACT
    queryset = Objection.objects.select_related("application__school", "application__round__criteria")

    def record_url(self) -> str:
        return reverse("transfers:objection", args=[self.record.pk])
