"""A specialised school's follow-up: what is known of its duties in a school year, and where it is entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from designations.acts import ACTIVITY, plan_activity, record_affiliation, record_work, remove_record
from designations.choices import DesignationType
from designations.dossiers import days_of, examine_follow_up
from designations.forms import FORM_OF_ACT
from designations.forms.follow_up import ActivityForm, AffiliationForm, OfSchoolFieldsForm, ReasonForm, WorkForm
from designations.models import Affiliation, Designation, DevelopmentWork, InServiceActivity
from designations.permissions import may_keep_follow_up
from designations.rules.follow_up import school_year_of
from designations.yearly import due_on
from workflow.at_once import only, read_at_once
from workflow.models import JournalEntry
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.refusing import show_refusal

from .schools import mend_urls


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of record of the follow-up: what it is called, what it asks, the act that writes it."""

    title: str
    cites: str
    form: type[forms.Form]
    act: Callable[..., Any]
    model: type[Any]


PARTS = {
    "calisma": Part("Geliştirici çalışma ekle", "Yönerge m. 5/4", WorkForm, record_work, DevelopmentWork),
    "iliski": Part("İlişkilendirme ekle", "Yönerge m. 5/5", AffiliationForm, record_affiliation, Affiliation),
    "egitim": Part(
        "Hizmet içi eğitim planla", "Yönerge m. 5/6", ActivityForm, plan_activity, InServiceActivity
    ),
}  # fmt: skip


def find(request: HttpRequest, pk: int) -> Designation:
    rows = Designation.objects.visible_to(request.user).select_related("school__province")
    return get_object_or_404(rows, pk=pk, type=DesignationType.SPECIALISED)


class YearForm(forms.Form):
    yil = forms.IntegerField(label="Öğretim yılı (başladığı yıl)", required=False, min_value=2023, max_value=2100)


def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    designation = find(request, pk)
    form = YearForm(request.GET)
    today = localdate()
    year = (form.cleaned_data.get("yil") if form.is_valid() else None) or school_year_of(today)
    first, last = days_of(year)
    reports = designation.follow_up_reports.filter(school_year=year)
    panels = {
        "works": designation.works.filter(school_year=year).prefetch_related("fields"),
        "ties": designation.affiliations.filter(starts_on__lte=last).exclude(ends_on__lt=first),
        "activities": designation.activities.filter(starts_on__range=(first, last)),
    }
    read_at_once(reports, *panels.values())
    context = {
        "designation": designation,
        "form": YearForm({"yil": year}),
        "year": year,
        "findings": examine_follow_up(designation, year, on=today),
        "mend_urls": mend_urls(designation.school),
        **panels,
        "may_keep": may_keep_follow_up(request.user, designation),
        "report": only(reports),
        "due_on": due_on(year),
        "reset_url": request.path,
    }
    return render(request, "designations/web/follow_up.html", context)


def add(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    designation = find(request, pk)
    part = PARTS.get(what)
    if part is None or not may_keep_follow_up(request.user, designation):
        raise Http404
    form = _form(part, designation, request)
    back = reverse("designations:follow_up", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            part.act(designation, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Kayıt izlemeye eklendi.")
            return redirect(back)
    context = {"form": form, "part": part, "designation": designation, "back": back}
    return render(request, "designations/web/follow_up_form.html", context)


def _form(part: Part, designation: Designation, request: HttpRequest) -> forms.Form:
    known = {"school": designation.school} if issubclass(part.form, OfSchoolFieldsForm) else {}
    initial = {"school_year": school_year_of(localdate())}
    return part.form(request.POST or None, initial=initial, **known)


def remove(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    part = PARTS.get(what)
    if part is None or part.model is InServiceActivity:
        raise Http404
    rows = part.model.objects.visible_to(request.user).select_related("designation__school")
    record = get_object_or_404(rows, pk=pk, removed_on=None)
    form = ReasonForm(request.POST or None)
    back = reverse("designations:follow_up", args=[record.designation_id])
    if request.method == "POST" and form.is_valid():
        try:
            remove_record(record, by=request.user, on=localdate(), note=form.cleaned_data["note"])
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Kayıt izlemeden çıkarıldı; geçmişte görünür.")
            return redirect(back)
    context = {"form": form, "record": record, "designation": record.designation, "back": back, "removing": True}
    return render(request, "designations/web/follow_up_form.html", context)


def activity_detail(request: HttpRequest, pk: int) -> HttpResponse:
    rows = InServiceActivity.objects.visible_to(request.user)
    rows = rows.select_related("designation__school", "approved_by").prefetch_related("fields")
    activity = get_object_or_404(rows, pk=pk)
    context = {
        "activity": activity,
        "items": [
            {"term": "Okul", "value": activity.designation.school.name},
            {"term": "Günler", "value": f"{activity.starts_on:%d.%m.%Y}–{activity.ends_on:%d.%m.%Y}"},
            {"term": "Alanlar", "value": ", ".join(field.name for field in activity.fields.all())},
            {"term": "Kontenjan", "value": activity.places},
            {"term": "Katılan", "value": activity.attended},
            {"term": "Onaylayan", "value": _approval(activity)},
            {"term": "Açıklama", "value": activity.note},
        ],
        "acts": [
            {"act": act, "url": reverse("designations:activity_act", args=[pk, act.name])}
            for act in ACTIVITY.open_to(request.user, activity)
        ],
        "entries": JournalEntry.objects.of(activity).reverse()[:100],
    }
    return render(request, "designations/web/activity.html", context)


def _approval(activity: InServiceActivity) -> str:
    if activity.approved_on is None:
        return "Henüz onaylanmadı"
    return f"{activity.approved_by}, {activity.approved_on:%d.%m.%Y}"


class ActivityAct(ActPage):
    lifecycle = ACTIVITY
    forms_of_acts = FORM_OF_ACT
    queryset = InServiceActivity.objects.select_related("designation__school")

    def record_url(self) -> str:
        return reverse("designations:activity", args=[self.record.pk])
