"""Trainers from enterprises as pages: the list, one trainer with the proof of the qualification, and the acts (okul/8/8)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.masking import mask_identity_number
from protocols.acts import TRAINER, bring_trainer, keep_evidence, read_evidence
from protocols.choices.trainers import TrainerStatus
from protocols.forms.trainers import FORM_OF_ACT, EvidenceForm, TrainerOnPage
from protocols.listings import TRAINERS
from protocols.models import Trainer
from protocols.permissions.places import may_bring
from protocols.usability import Partners, parties_of
from schools.models import School
from workflow.history.contexts import latest
from workflow.people.revealing import KINDS
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .places import as_download, find_school, keeps, page_of_school
from .text import CLOSED, sent

WITH = ("school__province", "stakeholder", "qualification", "field", "evidence", "proposed_by", "decided_by")


def trainers(request: HttpRequest) -> HttpResponse:
    return render(request, "protocols/trainers/list.html", list_context(request, TRAINERS))


def bring_for(request: HttpRequest, pk: int) -> HttpResponse:
    """A new trainer of a school, from an enterprise that is party to its protocol."""
    school = find_school(request, pk)
    parties = parties_of(school, localdate())
    form = TrainerOnPage(sent(request), request.FILES or None)
    form.offer(school, parties)
    if request.method == "POST" and form.is_valid():
        try:
            made = bring(form, school, by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Eğitici bildirildi. Yeterlik belgesi eklenince görevlendirilebilir.")
            return redirect("protocols:trainer", made.pk)
    empty = "" if keeps(request.user, school) else CLOSED
    if not parties:
        empty = "Bu okulu sayan, yürürlükte bir protokolün tarafı olan kuruluş yok (Yönerge m. 8/8)."
    lead = f"{school.name}: iş birliği yapılan işletmenin çalışanlarından eğitici desteği (Yönerge m. 8/8)."
    return page_of_school(request, school, form, title="Eğitici bildir", lead=lead, empty=empty, submit="Bildir")


def bring(form: TrainerOnPage, school: School, **who: Any) -> Trainer:
    """The opening with what a page asked."""
    values = dict(form.cleaned_data)
    return bring_trainer(Partners(school, values.pop("stakeholder")), **values, **who)


def _trainer(request: HttpRequest, pk: int) -> Trainer:
    return get_object_or_404(Trainer.objects.visible_to(request.user).select_related(*WITH), pk=pk)


@with_past("egitici")
def trainer(request: HttpRequest, pk: int) -> HttpResponse:
    """One trainer: course, term, qualification with its proof, and the acts."""
    record, user = _trainer(request, pk), request.user
    may_reveal = KINDS["egitici"].rows(user).filter(pk=pk).exists()
    context = {
        **standing(record),
        "may_prove": record.status == TrainerStatus.PROPOSED and may_bring(user, record),
        "reveal_url": reverse("people:reveal", args=["egitici", pk]) if record.identity_number and may_reveal else "",
        "acts": [
            {"act": act, "url": reverse("protocols:trainer_act", args=[pk, act.name])}
            for act in TRAINER.open_to(user, record)
        ],
        **latest(record),
    }
    return render(request, "protocols/trainers/trainer.html", context)


def standing(trainer: Trainer) -> dict[str, Any]:
    """What any page of a trainer says: whether support is given today, and the number masked."""
    on = localdate()
    return {
        "trainer": trainer,
        "number": mask_identity_number(trainer.identity_number),
        "is_supporting": Trainer.objects.supporting(on).filter(pk=trainer.pk).exists(),
        "is_unbacked": trainer.status == TrainerStatus.ENGAGED
        and trainer.starts_on <= on < trainer.until
        and not Trainer.objects.backed(on).filter(pk=trainer.pk).exists(),
        "is_over": trainer.status == TrainerStatus.ENGAGED and trainer.until <= on,
        "watches": trainer.places.all(),
    }


def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """The proof of the qualification; who reads it stands in the journal."""
    record = _trainer(request, pk)
    try:
        return as_download(read_evidence(record, by=request.user, on=localdate()))
    except Refusal as refusal:
        raise Http404(str(refusal)) from None


def bring_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    record = _trainer(request, pk)
    form = EvidenceForm(sent(request), request.FILES or None)
    back = reverse("protocols:trainer", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            keep_evidence(record, by=request.user, on=localdate(), file=form.cleaned_data["file"])
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Yeterlik belgesi eklendi.")
            return redirect(back)
    is_open = record.status == TrainerStatus.PROPOSED and may_bring(request.user, record)
    lead = f"{record.name}: {record.qualification}"
    said = {"title": "Yeterlik belgesi ekle", "lead": lead, "submit": "Ekle", "empty": "" if is_open else CLOSED}
    return page_of_school(request, record.school, form, **said)


class TrainerAct(ActPage):
    lifecycle = TRAINER
    forms_of_acts = FORM_OF_ACT
    queryset = Trainer.objects.select_related("school", "stakeholder", "qualification", "evidence")

    def record_url(self) -> str:
        return reverse("protocols:trainer", args=[self.record.pk])
