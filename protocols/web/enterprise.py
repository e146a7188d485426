"""What a stakeholder's representative sees and brings: its organisation's practice places, their approvals, its trainers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from protocols.acts import PLACE, TRAINER, bring_approval, keep_evidence
from protocols.choices.places import OPEN_PLACES
from protocols.choices.trainers import TrainerStatus
from protocols.forms.places import FORM_OF_ACT, ApprovalForm, ProposeForm
from protocols.forms.trainers import FORM_OF_ACT as FORM_OF_TRAINER, EvidenceForm, TrainerOnPage
from protocols.models import PracticePlace, Protocol, SafetyApproval, Stakeholder, Trainer
from protocols.usability import parties_of
from schools.models import School
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.refusing import show_refusal

from .places import WITH, as_download, propose, standing, told
from .representatives import only_representatives
from .text import sent
from .trainers import WITH as WITH_TRAINER, bring, standing as standing_of_trainer


def places(request: HttpRequest) -> HttpResponse:
    """The places and trainers of the user's organisations, and the schools for which more may be brought."""
    only_representatives(request)
    on = localdate()
    rows = PracticePlace.objects.visible_to(request.user).with_usable(on)
    trainers = Trainer.objects.visible_to(request.user).with_supporting(on)
    context = {
        "places": rows.open_first().select_related("school", "stakeholder", "approval"),
        "trainers": trainers.open_first().select_related("school", "qualification", "field"),
        "schools": _schools(request).order_by("name"),
    }
    return render(request, "protocols/enterprise/places.html", context)


def _own(request: HttpRequest) -> list[int]:
    return list(Stakeholder.objects.of_codes(request.user.scope.stakeholder_codes).values_list("pk", flat=True))


def _schools(request: HttpRequest) -> Any:
    """The schools that a protocol in force carries with one of the user's organisations."""
    protocols = Protocol.objects.in_force(localdate()).filter(stakeholders__in=_own(request))
    return School.objects.filter(protocols__in=protocols.values("pk")).distinct()


def _place(request: HttpRequest, pk: int) -> PracticePlace:
    only_representatives(request)
    return get_object_or_404(PracticePlace.objects.visible_to(request.user).select_related(*WITH), pk=pk)


def place(request: HttpRequest, pk: int) -> HttpResponse:
    record = _place(request, pk)
    context = {
        **standing(record),
        "courses": record.courses.select_related("field"),
        "approvals": record.approvals.select_related("file"),
        "may_submit": record.status in OPEN_PLACES,
        "acts": [
            {"act": act, "url": reverse("representatives:place_act", args=[pk, act.name])}
            for act in PLACE.open_to(request.user, record)
        ],
    }
    return render(request, "protocols/enterprise/place.html", context)


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Hands in a safety approval; the school accepts it."""
    record = _place(request, pk)
    form = ApprovalForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            brought = bring_approval(record, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, told(brought))
            return redirect("representatives:place", pk)
    lead = f"{record.name}, {record.school.name}. Onay, okul kabul edince geçerli olur (idari usul)."
    back = reverse("representatives:place", args=[pk])
    return _part(request, form, title="Güvenlik onayı sun", lead=lead, submit="Sun", back=back)


def _part(request: HttpRequest, form: Any, **said: Any) -> HttpResponse:
    context = {"form": form, "back": reverse("representatives:places"), **said}
    return render(request, "protocols/enterprise/part.html", context)


def approval_file(request: HttpRequest, pk: int) -> FileResponse:
    only_representatives(request)
    rows = SafetyApproval.objects.visible_to(request.user).select_related("file")
    return as_download(get_object_or_404(rows, pk=pk).file)


def _school_and_own(request: HttpRequest, pk: int) -> tuple[School, list[Stakeholder]]:
    """A school of the own protocols in force, and the own organisations among its partners."""
    only_representatives(request)
    school = get_object_or_404(_schools(request), pk=pk)
    own = set(_own(request))
    return school, [party for party in parties_of(school, localdate()) if party.pk in own]


def propose_place(request: HttpRequest, pk: int) -> HttpResponse:
    """A place for a school; the school puts it in use."""
    school, own = _school_and_own(request, pk)
    form = ProposeForm(sent(request))
    form.offer_partners(school, own, localdate())
    if request.method == "POST" and form.is_valid():
        try:
            made = propose(form, school, by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Uygulama yeri önerildi. Şimdi güvenlik onayını sunun.")
            return redirect("representatives:place", made.pk)
    lead = f"{school.name}. Yeri kullanıma okul alır; sorumlu öğretmeni okul belirler (Yönerge m. 8/7)."
    return _part(request, form, title="Uygulama yeri öner", lead=lead, submit="Öner")


def bring_trainer(request: HttpRequest, pk: int) -> HttpResponse:
    """An employee for a school; the school engages."""
    school, own = _school_and_own(request, pk)
    form = TrainerOnPage(sent(request), request.FILES or None)
    form.offer(school, own)
    if request.method == "POST" and form.is_valid():
        try:
            made = bring(form, school, by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Eğitici bildirildi; görevlendirmeyi okul yapar.")
            return redirect("representatives:trainer", made.pk)
    lead = f"{school.name}. Eğitici desteği ilgili mevzuata göre alınır (Yönerge m. 8/8)."
    return _part(request, form, title="Eğitici bildir", lead=lead, submit="Bildir")


def trainer(request: HttpRequest, pk: int) -> HttpResponse:
    only_representatives(request)
    record = get_object_or_404(Trainer.objects.visible_to(request.user).select_related(*WITH_TRAINER), pk=pk)
    context = {
        **standing_of_trainer(record),
        "acts": [
            {"act": act, "url": reverse("representatives:trainer_act", args=[pk, act.name])}
            for act in TRAINER.open_to(request.user, record)
        ],
    }
    return render(request, "protocols/enterprise/trainer.html", context)


def bring_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of the qualification, while the trainer is not engaged yet."""
    only_representatives(request)
    rows = Trainer.objects.visible_to(request.user).filter(status=TrainerStatus.PROPOSED)
    record = get_object_or_404(rows.select_related(*WITH_TRAINER), pk=pk)
    form = EvidenceForm(sent(request), request.FILES or None)
    back = reverse("representatives:trainer", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            keep_evidence(record, by=request.user, on=localdate(), file=form.cleaned_data["file"])
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Yeterlik belgesi eklendi.")
            return redirect(back)
    lead = f"{record.name}: {record.qualification}"
    return _part(request, form, title="Yeterlik belgesi ekle", lead=lead, submit="Ekle", back=back)


class OwnAct(ActPage):
    """What an enterprise gives up of what it brought; every other act is refused by its permission."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        only_representatives(request)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]


class OwnPlaceAct(OwnAct):
    lifecycle = PLACE
    forms_of_acts = FORM_OF_ACT
    queryset = PracticePlace.objects.select_related("school", "stakeholder")

    def record_url(self) -> str:
        return reverse("representatives:place", args=[self.record.pk])


class OwnTrainerAct(OwnAct):
    lifecycle = TRAINER
    forms_of_acts = FORM_OF_TRAINER
    queryset = Trainer.objects.select_related("school", "stakeholder")

    def record_url(self) -> str:
        return reverse("representatives:trainer", args=[self.record.pk])
