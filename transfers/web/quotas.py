"""Quotas as pages: the list, schools that may have one, a proposal, and one quota with its acts."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from schools.models import School
from transfers.acts import QUOTA, propose_quota_of
from transfers.choices import RoundStatus
from transfers.dossiers import with_quota
from transfers.forms.places import places_of
from transfers.forms.quotas import FORM_OF_ACT, ProposeOnPage
from transfers.listings import QUOTAS
from transfers.models import Quota, TransferRound
from transfers.permissions import may_propose_quota
from workflow.history.contexts import latest
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .sending import sent

WITH = ("round", "school__province", "field", "branch", "provision__protocol", "proposed_by", "decided_by", "asked_by")


def quotas(request: HttpRequest) -> HttpResponse:
    return render(request, "transfers/quotas/list.html", list_context(request, QUOTAS))


def schools(request: HttpRequest) -> HttpResponse:
    """Schools of the user's that open quotas: region and sector-integrated on the day (okul/8/2)."""
    rows = with_quota(localdate()).filter(pk__in=School.objects.visible_to(request.user).values("pk"))
    page = Paginator(rows.select_related("province").order_by("name", "pk"), 50).get_page(request.GET.get("sayfa"))
    running = TransferRound.objects.filter(status=RoundStatus.ANNOUNCED).first()
    return render(request, "transfers/quotas/schools.html", {"page": page, "running": running})


def propose_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal of a school's quota in one field."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    on = localdate()
    form = ProposeOnPage(sent(request), school=school)
    is_open = may_propose_quota(request.user, school)
    if request.method == "POST" and is_open and form.is_valid():
        try:
            made = propose_quota_of(school, by=request.user, on=on, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Kontenjan önerildi. Genel Müdürlük onaylayınca başvuruya açılır.")
            return redirect("transfers:quota", made.pk)
    running = TransferRound.objects.filter(status=RoundStatus.ANNOUNCED).exists()
    context = {
        "school": school, "form": form, "is_open": is_open, "running": running,
        "back": reverse("transfers:quota_schools"), "quotas": Quota.objects.filter(school=school).select_related("field"),
    }  # fmt: skip
    return render(request, "transfers/quotas/propose.html", context)


@with_past("nakil-kontenjani")
def quota(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Quota.objects.visible_to(request.user).select_related(*WITH), pk=pk)
    context = {
        "record": record,
        "places": places_of(record),
        "acts": [
            {"act": act, "url": reverse("transfers:quota_act", args=[pk, act.name])}
            for act in QUOTA.open_to(request.user, record)
        ],
        **latest(record),
    }
    return render(request, "transfers/quotas/quota.html", context)


class QuotaAct(ActPage):
    lifecycle = QUOTA
    forms_of_acts = FORM_OF_ACT
    queryset = Quota.objects.select_related("school", "field", "branch", "round")

    def record_url(self) -> str:
        return reverse("transfers:quota", args=[self.record.pk])
