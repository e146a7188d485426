"""Obligations and the calendar of duties as pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from documents.intake import FileRefused
from protocols.acts import DUTY, add_obligation, close_obligation, keep_proof
from protocols.choices.obligations import DutyStatus
from protocols.forms.obligations import FORM_OF_ACT, ObligationForm
from protocols.forms.protocols import ReasonForm
from protocols.listings import DUTIES
from protocols.models import Obligation, Protocol, ProtocolDuty
from protocols.permissions.obligations import may_fulfil, may_oblige
from workflow.history.contexts import latest
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .text import closed_to, find, sent


class ProofForm(forms.Form):
    file = forms.FileField(label="Kanıt", help_text="PDF, görüntü ya da ofis belgesi; özeti (SHA-256) saklanır.")


def duties(request: HttpRequest) -> HttpResponse:
    context = list_context(request, DUTIES)
    return render(request, "protocols/obligations/list.html", {**context, "today": localdate()})


@with_past("yukumluluk-gunu")
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty: what the clause asks, how it stands, and the acts on it."""
    record = _duty(request, pk)
    may_prove = record.status == DutyStatus.DUE and may_fulfil(request.user, record)
    context = {
        "duty": record,
        "obligation": record.obligation,
        "is_late": record.status == DutyStatus.DUE and record.due_on < localdate(),
        "may_prove": may_prove,
        "acts": [
            {"act": act, "url": reverse("protocols:duty_act", args=[pk, act.name])}
            for act in DUTY.open_to(request.user, record)
        ],
        **latest(record),
    }
    return render(request, "protocols/obligations/duty.html", context)


def _duty(request: HttpRequest, pk: int) -> ProtocolDuty:
    rows = ProtocolDuty.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("obligation__protocol", "obligation__stakeholder", "school", "proof"), pk=pk
    )


def proof(request: HttpRequest, pk: int) -> FileResponse:
    """The evidence that was added."""
    return kept_proof(_duty(request, pk))


def kept_proof(record: ProtocolDuty) -> FileResponse:
    kept = record.proof
    if kept is None:
        raise Http404("Kanıt eklenmedi.")
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


def bring_proof(request: HttpRequest, pk: int) -> HttpResponse:
    record = _duty(request, pk)
    form = ProofForm(sent(request), request.FILES or None)
    back = reverse("protocols:duty", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            keep_proof(record, by=request.user, on=localdate(), file=form.cleaned_data["file"])
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Kanıt eklendi. Şimdi yerine getirildiğini kaydedebilirsiniz.")
            return redirect(back)
    asked = record.obligation.evidence
    lead = f"İstenen kanıt: {asked}" if asked else "Bu yükümlülük için kanıt istenmiyor; isterseniz ekleyin."
    may = record.status == DutyStatus.DUE and may_fulfil(request.user, record)
    return _page(
        request,
        record.obligation.protocol,
        form,
        title="Kanıt ekle",
        lead=lead,
        back=back,
        submit="Ekle",
        empty=closed_to(request, may),
    )


def oblige(request: HttpRequest, pk: int) -> HttpResponse:
    """A new obligation of a protocol."""
    protocol = find(request, pk)
    form = ObligationForm(sent(request), instance=Obligation(protocol=protocol), protocol=protocol)
    back = reverse("protocols:detail", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            add_obligation(protocol, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Yükümlülük yazıldı; günleri takvime eklendi.")
            return redirect(back)
    lead = "Protokolün bir maddesinden doğan yükümlülük: kim, neyi, ne zaman yapacak ve bunu neyle gösterecek."
    empty = closed_to(request, may_oblige(request.user, protocol))
    return _page(request, protocol, form, title="Yükümlülük yaz", lead=lead, back=back, empty=empty)


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends an obligation: what is still due of it falls."""
    rows = Obligation.objects.visible_to(request.user).select_related("protocol")
    obligation = get_object_or_404(rows, pk=pk)
    form = ReasonForm(sent(request))
    back = reverse("protocols:detail", args=[obligation.protocol_id])
    if request.method == "POST" and form.is_valid():
        try:
            close_obligation(obligation, by=request.user, on=localdate(), reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Yükümlülük kapatıldı; bekleyen günleri düştü.")
            return redirect(back)
    return _page(
        request,
        obligation.protocol,
        form,
        title=f"Yükümlülüğü kapat: {obligation}",
        lead="Bekleyen günleri düşer; yerine getirilenler kalır.",
        back=back,
        submit="Kapat",
        danger=True,
        empty=closed_to(request, obligation.closed_on is None and may_oblige(request.user, obligation.protocol)),
    )


def _page(request: HttpRequest, protocol: Protocol, form: Any, **context: Any) -> HttpResponse:
    return render(request, "protocols/part.html", {"protocol": protocol, "form": form, **context})


class DutyAct(ActPage):
    lifecycle = DUTY
    forms_of_acts = FORM_OF_ACT
    queryset = ProtocolDuty.objects.select_related("obligation__protocol", "school")

    def record_url(self) -> str:
        return reverse("protocols:duty", args=[self.record.pk])


def parts(user: Any, protocol: Protocol) -> dict[str, Any]:
    """What the protocol's own page says of its obligations."""
    return {
        "obligations": protocol.obligations.select_related("stakeholder", "school"),
        "may_oblige": may_oblige(user, protocol),
        "duties_url": f"{reverse('protocols:duties')}?protokol={protocol.pk}",
    }
