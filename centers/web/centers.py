"""Centres as pages: the list, one centre with its sections and acts, a new proposal, and the way of a coordinator to the own one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import CENTRE_ROLES
from centers.acts import CENTER, propose
from centers.choices import STANDING
from centers.forms.centers import FORM_OF_ACT, ProposeForm
from centers.listings import CENTERS
from centers.models import Center
from centers.permissions import may_prepare_center
from documents.models import Paper
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .parts import past_of
from .sections import told_of
from .sending import sent

OF_CENTER = ("school__province", "school__district", "proposed_by", "founded_by", "closing_proposed_by", "closed_by")


def centers(request: HttpRequest) -> HttpResponse:
    context = {**list_context(request, CENTERS), "may_propose": may_prepare_center(request.user, None)}
    return render(request, "centers/centers/list.html", context)


def propose_page(request: HttpRequest) -> HttpResponse:
    """A new centre, proposed by the General Directorate."""
    if not may_prepare_center(request.user, None):
        raise PermissionDenied
    form = ProposeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            made = propose(values.pop("school"), by=request.user, on=localdate(), **values)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Kuruluş önerildi. Kararı daire başkanı veya genel müdür verir.")
            return redirect("centers:center", made.pk)
    return render(request, "centers/centers/propose.html", {"form": form, "back": reverse("centers:list")})


@with_past("merkez")
def center(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of one centre, section by section, and the acts on it."""
    record = get_object_or_404(Center.objects.visible_to(request.user).select_related(*OF_CENTER), pk=pk)
    context = {
        "record": record,
        **told_of(record, request.user, localdate()),
        "acts": [
            {"act": act, "url": reverse("centers:center_act", args=[pk, act.name])}
            for act in CENTER.open_to(request.user, record)
        ],
        **past_of(record, request.user),
    }
    return render(request, "centers/centers/center.html", context)


def mine(request: HttpRequest) -> HttpResponse:
    """A coordinator's own centre; of several, the one that stands."""
    if not request.user.has_role(*CENTRE_ROLES):
        raise PermissionDenied("Bu sayfa merkezde görevli koordinatörler içindir.")
    rows = Center.objects.visible_to(request.user).filter(school__code__in=request.user.scope.centre_codes)
    found = rows.filter(status__in=STANDING).first() or rows.order_by("-pk").first()
    if found is None:
        return render(request, "centers/centers/none.html")
    return redirect("centers:center", found.pk)


class CenterAct(ActPage):
    lifecycle = CENTER
    forms_of_acts = FORM_OF_ACT
    queryset = Center.objects.select_related(*OF_CENTER)

    def record_url(self) -> str:
        return reverse("centers:center", args=[self.record.pk])


def center_paper(request: HttpRequest, pk: int, key: int) -> FileResponse:
    """A printed decision about the centre."""
    record = get_object_or_404(Center.objects.visible_to(request.user), pk=pk)
    found = get_object_or_404(Paper.objects.of(record), pk=key)
    if not found.file:
        raise Http404("Belge henüz basılmadı.")
    return FileResponse(found.file.open("rb"), content_type="application/pdf", filename=f"merkez-{found.code}.pdf")
