"""Control campaigns as pages: the list, a new one, one campaign from its draft to its result, and the record of its draw."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Province
from designations.acts import CONTROL_CAMPAIGN, prepare_control_campaign
from designations.campaigns import digest_of_frame, lots_of, progress_of, sizes_by_type, sizes_of
from designations.choices import CampaignStatus, DesignationType
from designations.forms import FORM_OF_ACT
from designations.forms.campaigns import CampaignForm
from designations.listings.campaigns import CAMPAIGNS
from designations.models import ControlCampaign
from designations.permissions import may_prepare_campaign
from documents.models import Paper
from workflow.models import JournalEntry
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

RELATED = ("prepared_by", "announced_by", "closed_by")


def campaign_list(request: HttpRequest) -> HttpResponse:
    context = {"may_prepare": may_prepare_campaign(request.user, None), **list_context(request, CAMPAIGNS)}
    return render(request, "designations/campaigns/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """A draft of a campaign; nobody is drawn yet."""
    if not may_prepare_campaign(request.user, None):
        raise PermissionDenied
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare_control_campaign(by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Taslak hazır. Çekilişi başka bir daire başkanı veya genel müdür yapar.")
            return redirect("designations:control_campaign", made.pk)
    back = reverse("designations:control_campaigns")
    return render(request, "designations/campaigns/new.html", {"form": form, "back": back})


def find_campaign(request: HttpRequest, pk: int) -> ControlCampaign:
    return get_object_or_404(ControlCampaign.objects.visible_to(request.user).select_related(*RELATED), pk=pk)


def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked and by when; before the draw how many would be drawn, after it how far each province is."""
    record, today = find_campaign(request, pk), localdate()
    strata = sizes_of(record, today)
    provinces, total = progress_of(record, request.user, today)
    context = {
        "record": record,
        "items": _items(record),
        "asked": record.items.all(),
        "sizes": sizes_by_type(strata) if strata else [],
        "strata": _named(strata),
        "provinces": provinces,
        "total": total,
        "digest": digest_of_frame(record) if record.seed else "",
        "papers": Paper.objects.visible_to(request.user).of(record).order_by("title"),
        "acts": [
            {"act": act, "url": reverse("designations:control_campaign_act", args=[pk, act.name])}
            for act in CONTROL_CAMPAIGN.open_to(request.user, record)
        ],
        "blocked": _blocked(request, record),
        "entries": JournalEntry.objects.of(record).reverse()[:100],
    }
    return render(request, "designations/campaigns/campaign.html", context)


def _blocked(request: HttpRequest, record: ControlCampaign) -> list[dict[str, Any]]:
    """Why the one of the ministry who looks at a draft may not announce it."""
    act = CONTROL_CAMPAIGN.acts["announce_control_campaign"]
    waits = record.status == CampaignStatus.DRAFT and may_prepare_campaign(request.user, record)
    reason = act.why_not(request.user, record) if waits else ""
    return [{"act": act, "reason": reason}] if reason else []


def _named(strata: list[Any]) -> list[dict[str, Any]]:
    names = Province.objects.in_bulk({stratum.province for stratum in strata})
    rows = [
        {"label": DesignationType(one.type).label, "place": names[one.province].name, "stratum": one} for one in strata
    ]
    return sorted(rows, key=lambda row: (row["stratum"].province, DesignationType.values.index(row["stratum"].type)))


def _items(record: ControlCampaign) -> list[dict[str, Any]]:
    announced = (
        f"{record.announced_by}, {record.announced_on:%d.%m.%Y}" if record.announced_on else "Henüz duyurulmadı"
    )
    rest = f"{record.rest_years} yıl içinde denetlenenler sona bırakılır" if record.rest_years else "Ara verilmez"
    return [
        {"term": "Öğretim yılı", "value": record.in_years},
        {"term": "Oran", "value": f"%{record.percent}", "note": "her ilde ve her özellikte ayrı; en az bir okul"},
        {"term": "Ara verme", "value": rest},
        {"term": "Yanıt için son gün", "value": f"{record.due_on:%d.%m.%Y}"},
        {"term": "Son yazan", "value": record.prepared_by},
        {"term": "Duyuran", "value": announced},
    ]


def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of the draw as CSV: every designation that entered it, its lot, and whether it was drawn."""
    record = find_campaign(request, pk)
    if not record.seed:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="cekilis-{pk}.csv"'}
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    rows = csv.writer(answer, delimiter=";")
    rows.writerow(["ozellik", "il", "kurum_kodu", "son_yillarda_denetlendi", "kura (SHA-256)", "secildi"])
    for lot in lots_of(record):
        yes_or_no = ("evet" if lot.recent else "hayır", lot.ticket, "evet" if lot.drawn else "hayır")
        rows.writerow([lot.type, lot.province, lot.code, *yes_or_no])
    return answer


class CampaignAct(ActPage):
    lifecycle = CONTROL_CAMPAIGN
    forms_of_acts = FORM_OF_ACT
    queryset = ControlCampaign.objects.select_related(*RELATED)

    def record_url(self) -> str:
        return reverse("designations:control_campaign", args=[self.record.pk])
