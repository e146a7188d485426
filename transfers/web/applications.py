"""Applications as pages: the list, the entry of one by the student's school, one application with its acts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from schools.models import Field, School
from transfers.acts import APPLICATION, submit_application_of
from transfers.acts.objections import OPEN_TO_OBJECTION
from transfers.choices import IN_RESULTS, ObjectionStatus, RoundStatus
from transfers.forms.applications import FORM_ON_PAGE, SubmitOnPage, fields_of
from transfers.listings import APPLICATIONS
from transfers.models import Application, Objection, TransferRound
from transfers.models.applications import in_words
from transfers.papers import excluded_words, receipt
from transfers.permissions import may_apply, may_apply_somewhere, may_change_application
from transfers.sheets import sheet_of
from workflow.history.contexts import latest
from workflow.people.revealing import KINDS
from workflow.refusals import ConditionsUnmet, Refusal
from workflow.web.acts import ActPage
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .sending import sent

WITH_EXCLUSION = ("exclusion__sitting__commission__round", "exclusion__sitting__commission__province")


class WhichForm(forms.Form):
    """Whose student, and of which field: it decides which quotas can be asked for."""

    okul = forms.CharField(label="Öğrencinin okulunun kurum kodu", max_length=6)
    alan = forms.ModelChoiceField(label="Öğrencinin alanı", queryset=Field.objects.all(), to_field_name="code")


def applications(request: HttpRequest) -> HttpResponse:
    may_bring = may_apply_somewhere(request.user)
    registering = may_bring and TransferRound.objects.filter(status=RoundStatus.RESULTS).exists()
    context = {"may_bring": may_bring, "may_register": registering, **list_context(request, APPLICATIONS)}
    return render(request, "transfers/applications/list.html", context)


def enter(request: HttpRequest) -> HttpResponse:
    """First the school and the field, then the application itself."""
    taking = TransferRound.objects.filter(status=RoundStatus.OPEN).select_related("criteria").first()
    which = WhichForm(request.GET if "okul" in request.GET else None, initial={"okul": _own_code(request)})
    school, field = _which(request, which)
    context: dict[str, Any] = {
        "round": taking,
        "which": which,
        "school": school,
        "back": reverse("transfers:applications"),
    }
    if taking is None or school is None:
        return render(request, "transfers/applications/enter.html", context)
    form = SubmitOnPage(sent(request), round=taking, of=field)
    if request.method == "POST" and form.is_valid():
        try:
            made = submit_application_of(school, by=request.user, on=localdate(), round=taking, **form.cleaned_data)
        except Refusal as refusal:
            context["findings"] = getattr(refusal, "findings", None) if isinstance(refusal, ConditionsUnmet) else None
            show_refusal(form, refusal)
        else:
            messages.success(
                request, f"Başvuru alındı. Son güne ({taking.applications_until:%d.%m.%Y}) kadar düzeltilebilir."
            )
            return redirect("transfers:application", made.pk)
    return render(request, "transfers/applications/enter.html", {**context, "form": form})


def _own_code(request: HttpRequest) -> str:
    return next(iter(sorted(request.user.scope.institution_codes)), "")  # type: ignore[union-attr]


def _which(request: HttpRequest, which: WhichForm) -> tuple[School | None, Field | None]:
    """The school, if its students are the user's to enter, and the field, if it is taught there."""
    if not which.is_bound or not which.is_valid():
        return None, None
    school = School.objects.visible_to(request.user).filter(code=which.cleaned_data["okul"]).first()
    if school is None or not may_apply(request.user, school):
        which.add_error("okul", "Yetki alanınızda, öğrencileri adına başvuru girebileceğiniz böyle bir okul yok.")
        return None, None
    field: Field = which.cleaned_data["alan"]
    if not fields_of(school).filter(pk=field.pk).exists():
        which.add_error("alan", "Okul bu alanda eğitim vermiyor.")
        return None, None
    return school, field


def application(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Application.objects.visible_to(request.user).select_related(
        "round__criteria",
        "school",
        "field",
        "entered_by",
        "seat__quota__school",
        "seat__quota__field",
        "seat__quota__branch",
        *WITH_EXCLUSION,
    )
    record = get_object_or_404(rows, pk=pk)
    may_reveal = KINDS["nakil-basvurusu"].rows(request.user).filter(pk=pk).exists()
    preferences = record.preferences.select_related("quota__school__province", "quota__field", "quota__branch")
    context = {
        "record": record,
        "preferences": preferences,
        "objections": (objections := list(record.objections.all())),
        "may_object": _may_object(request.user, record, objections),
        "parts": sheet_of(record) if record.round.status in IN_RESULTS else [],
        "excluded_words": excluded_words(record),
        "components": [
            {"label": one.label, "value": in_words(record.values.get(one.key))}
            for one in record.round.criteria.components.all()
        ],
        "reveal_url": reverse("people:reveal", args=["nakil-basvurusu", pk]) if may_reveal else "",
        "acts": [
            {"act": act, "url": reverse("transfers:application_act", args=[pk, act.name])}
            for act in APPLICATION.open_to(request.user, record)
        ],
        **latest(record),
    }
    return render(request, "transfers/applications/application.html", context)


def _may_object(user: Any, record: Application, objections: list[Objection]) -> bool:
    """Whether an objection would be taken from this user today."""
    taking = record.round
    in_time = taking.status == RoundStatus.RESULTS and localdate() <= taking.objections_until
    waits = any(one.status == ObjectionStatus.SUBMITTED for one in objections)
    return in_time and not waits and record.status in OPEN_TO_OBJECTION and may_change_application(user, record)


def receipt_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt as PDF."""
    rows = Application.objects.visible_to(request.user).select_related(
        "round", "school__province", "field", *WITH_EXCLUSION
    )
    record = get_object_or_404(rows, pk=pk)
    name = f"nakil-basvurusu-{record.pk}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(receipt(record, on=localdate()), content_type="application/pdf", headers=headers)


class ApplicationAct(ActPage):
    lifecycle = APPLICATION
    forms_of_acts = FORM_ON_PAGE
    queryset = Application.objects.select_related("school", "field", "round__criteria")

    def record_url(self) -> str:
        return reverse("transfers:application", args=[self.record.pk])
