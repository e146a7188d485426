"""The needs that a centre found, as pages (smm/5/1/a)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from centers.acts.needs import NEED, note_need
from centers.choices import STANDING
from centers.forms.needs import FORM_OF_NEED, NeedForm
from centers.listings import NEEDS
from centers.models import Center, Need
from centers.permissions.needs import may_note
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .parts import Rows, Section, past_of
from .sending import sent

OF_NEED = ("center__school__province", "center__school__district", "field", "noted_by", "programme")
SHOWN = 20


def _rows_of_center(center: Center, user: User, on: date) -> Rows:
    rows = Need.objects.visible_to(user).filter(center=center)
    return {"needs": rows.order_by("status", "priority", "-found_on")[:SHOWN]}


def _of_center(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    return {"may_note": may_note(user, center) and center.status in STANDING}


SECTION = Section(
    "ihtiyaclar", "Tespit edilen ihtiyaçlar", "centers/needs/of_center.html", _rows_of_center, _of_center
)


def needs(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/needs/list.html", list_context(request, NEEDS))


def note_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A new need of a centre."""
    center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
    if not may_note(request.user, center):
        raise PermissionDenied
    form = NeedForm(sent(request), initial={"found_on": localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            made = note_need(center, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "İhtiyaç yazıldı.")
            return redirect("centers:need", made.pk)
    back = reverse("centers:center", args=[pk])
    return render(request, "centers/needs/note.html", {"form": form, "back": back, "center": center})


@with_past("merkez-ihtiyaci")
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """One need: what, for whom, how it was found, what answered it, and the acts."""
    record = get_object_or_404(Need.objects.visible_to(request.user).select_related(*OF_NEED), pk=pk)
    context = {
        "record": record,
        "programmes": record.programmes.all(),
        "acts": [
            {"act": act, "url": reverse("centers:need_act", args=[pk, act.name])}
            for act in NEED.open_to(request.user, record)
        ],
        **past_of(record, request.user),
    }
    return render(request, "centers/needs/need.html", all_read(context))


class NeedAct(ActPage):
    lifecycle = NEED
    forms_of_acts = FORM_OF_NEED
    queryset = Need.objects.select_related(*OF_NEED)

    def record_url(self) -> str:
        return reverse("centers:need", args=[self.record.pk])
