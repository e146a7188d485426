"""What a stakeholder's representative has to do: the duties of its organisation, their evidence, and that they were done."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from documents.intake import FileRefused
from protocols.acts import DUTY, keep_proof
from protocols.choices.obligations import DutyStatus
from protocols.forms.obligations import FORM_OF_ACT
from protocols.models import ProtocolDuty
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.lists import page_of
from workflow.web.refusing import show_refusal

from .obligations import ProofForm, kept_proof
from .representatives import only_representatives
from .text import CLOSED, sent


def duties(request: HttpRequest) -> HttpResponse:
    """Open ones first, by their day; then what was done or fell, the last first."""
    only_representatives(request)
    is_open = Case(When(status=DutyStatus.DUE, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = _duties(request).order_by(is_open, "due_on", "pk")
    return render(request, "protocols/stakeholders/duties.html", {"today": localdate(), **page_of(request, rows)})


def _duties(request: HttpRequest) -> QuerySet[ProtocolDuty]:
    rows = ProtocolDuty.objects.visible_to(request.user)
    return rows.select_related("obligation__protocol", "obligation__stakeholder", "school", "proof")


def duty(request: HttpRequest, pk: int) -> HttpResponse:
    only_representatives(request)
    record = get_object_or_404(_duties(request), pk=pk)
    acts = DUTY.open_to(request.user, record)
    context = {
        "duty": record,
        "obligation": record.obligation,
        "is_late": record.status == DutyStatus.DUE and record.due_on < localdate(),
        "may_prove": bool(acts),
        "acts": [{"act": act, "url": reverse("representatives:duty_act", args=[pk, act.name])} for act in acts],
    }
    return render(request, "protocols/stakeholders/duty.html", context)


def proof(request: HttpRequest, pk: int) -> FileResponse:
    only_representatives(request)
    return kept_proof(get_object_or_404(_duties(request), pk=pk))


def bring_proof(request: HttpRequest, pk: int) -> HttpResponse:
    only_representatives(request)
    record = get_object_or_404(_duties(request), pk=pk)
    form = ProofForm(sent(request), request.FILES or None)
    back = reverse("representatives:duty", args=[pk])
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
    is_closed = not DUTY.open_to(request.user, record) and request.method == "GET"
    context = {"duty": record, "form": form, "back": back, "empty": CLOSED if is_closed else ""}
    return render(request, "protocols/stakeholders/proof.html", context)


class RepresentativeDutyAct(ActPage):
    lifecycle = DUTY
    forms_of_acts = FORM_OF_ACT
    queryset = ProtocolDuty.objects.select_related("obligation__protocol", "school")
    template_name = "protocols/stakeholders/act.html"

    def record_url(self) -> str:
        return reverse("representatives:duty", args=[self.record.pk])
