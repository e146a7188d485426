"""Bulk acts as pages: an act is chosen for all that a list shows, tried, looked at record by record, and confirmed once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from workflow.bulk.acts import BULK, BY_THE_WORKER, MOST_RECORDS, given_of, may_order, order, repeat_bulk_act
from workflow.bulk.choices import NOT_DONE, BulkOutcome, BulkStatus
from workflow.bulk.declaring import Kind, kind_of, open_acts, query_of
from workflow.bulk.outcomes import slug_of
from workflow.choices import ExportFormat, JobState
from workflow.models import BulkAct, JournalEntry
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal

from .acts import ActPage
from .lists import page_of

HIDDEN = frozenset({*BY_THE_WORKER, "leave_out"})


class LineForm(forms.Form):
    """The record that is left out."""

    line = forms.IntegerField(label="Kayıt", min_value=1)


FORM_OF_BULK: dict[str, type[forms.Form]] = {"leave_out": LineForm}


def _kind(request: HttpRequest, slug: str) -> Kind:
    kind = kind_of(slug)
    if kind is None or not may_order(request.user, kind):
        raise Http404
    return kind


def bulk_acts(request: HttpRequest) -> HttpResponse:
    rows = BulkAct.objects.visible_to(request.user).select_related("by")
    return render(request, "workflow/bulk/list.html", page_of(request, rows))


def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """The acts that are open on the records of the list as it is filtered."""
    kind = _kind(request, slug)
    listing, today = kind.listing, localdate()
    rows = listing.filtered(request.user, request.GET, today)
    query = listing.kept(request.GET)
    context = {
        "kind": kind,
        "listing": listing,
        "count": min(rows.order_by().count(), MOST_RECORDS + 1),
        "most": MOST_RECORDS,
        "words": listing.words(request.GET),
        "query": query,
        "back": f"{listing.url}?{query}",
        "acts": [
            one | {"url": reverse("workflow:bulk_order", args=[slug, one["act"].name]) + f"?{query}"}
            for one in open_acts(kind, rows, request.user)
        ],
    }
    return render(request, "workflow/bulk/choose.html", context)


def order_one(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """What the act asks, once for all records; then it is tried."""
    kind = _kind(request, slug)
    if name not in kind.acts:
        raise Http404
    act, listing, today = kind.acts[name], kind.listing, localdate()
    form = kind.form_of(name)(request.POST if request.method == "POST" else None)
    query = listing.kept(request.GET)
    if request.method == "POST" and form.is_valid():
        given = given_of(request.POST, kind, name)
        try:
            made = order(kind, by=request.user, on=today, act=name, query=query, given=given)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.info(request, "İşlem her kayıtta deneniyor; henüz hiçbir kayıt değişmedi.")
            return redirect("workflow:bulk_act", made.pk)
    context = {
        "kind": kind,
        "act": act,
        "form": form,
        "count": listing.filtered(request.user, query_of(query), today).order_by().count(),
        "words": listing.words(query_of(query)),
        "goes_out": kind.what_goes_out(act),
        "back": reverse("workflow:bulk_choose", args=[slug]) + f"?{query}",
    }
    return render(request, "workflow/bulk/order.html", context)


def find(request: HttpRequest, pk: Any) -> BulkAct:
    return get_object_or_404(BulkAct.objects.visible_to(request.user).select_related("by", "job", "repeats"), pk=pk)


def bulk_act(request: HttpRequest, pk: Any) -> HttpResponse:
    """What came of it: counts by outcome, each record with its reason, and what would or did go out."""
    bulk = find(request, pk)
    kind = kind_of(bulk.listing)
    counts = bulk.lines.counts()
    state = request.GET.get("sonuc", "")
    lines = bulk.lines.filter(outcome=state) if state in BulkOutcome.values else bulk.lines.all()
    listed = page_of(request, lines)
    for line in listed["page_obj"]:
        line.url = kind.url_of(line.record_id) if kind else ""
    is_own = bulk.by_id == request.user.pk
    context = {
        "bulk": bulk,
        "job": bulk.job,
        "is_busy": _is_busy(bulk),
        "poll_url": reverse("workflow:bulk_progress", args=[pk]),
        "counts": [("", "Bütün kayıtlar", sum(counts.values()))]
        + [(value, label, counts[value]) for value, label in BulkOutcome.choices if value in counts],
        "state": state,
        "goes_out": _goes_out(bulk, kind, counts),
        "ready": counts.get(BulkOutcome.READY, 0),
        "may_leave_out": is_own and bulk.status == BulkStatus.TRIED,
        "remaining": sum(counts.get(value, 0) for value in NOT_DONE) if bulk.status == BulkStatus.DONE else 0,
        "is_own": is_own,
        "outcomes_slug": slug_of(bulk),
        "export_formats": ExportFormat.choices,
        "acts": [
            {"act": act, "url": reverse("workflow:bulk_act_act", args=[pk, act.name])}
            for act in BULK.open_to(request.user, bulk)
            if act.name not in HIDDEN and _makes_sense(act.name, bulk, counts)
        ],
        "entries": JournalEntry.objects.of(bulk).reverse()[:50],
        **listed,
    }
    return render(request, "workflow/bulk/bulk_act.html", context)


def _makes_sense(name: str, bulk: BulkAct, counts: dict[str, int]) -> bool:
    """Nothing is confirmed where nothing can be done, and nothing is resumed that is under way."""
    if name == "confirm_bulk_act":
        return bool(counts.get(BulkOutcome.READY))
    return name != "resume_bulk_act" or not _is_busy(bulk)


def _goes_out(bulk: BulkAct, kind: Kind | None, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Papers and notices that follow, with for how many records."""
    if kind is None or bulk.act not in kind.acts or bulk.status == BulkStatus.DROPPED:
        return []
    over = bulk.status in {BulkStatus.RUNNING, BulkStatus.DONE}
    count = counts.get(BulkOutcome.DONE, 0) + (
        0 if bulk.status == BulkStatus.DONE else counts.get(BulkOutcome.READY, 0)
    )
    words = kind.what_goes_out(kind.acts[bulk.act])
    return [{"count": count, "words": said, "over": over} for said in words] if count else []


def _is_busy(bulk: BulkAct) -> bool:
    return bool(bulk.job and bulk.job.state in {JobState.QUEUED, JobState.RUNNING})


def progress(request: HttpRequest, pk: Any) -> HttpResponse:
    """The panel of the running job; when it is over, the whole page is asked for anew."""
    bulk = find(request, pk)
    if not _is_busy(bulk):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "components/progress.html", {"job": bulk.job, "poll_url": request.path})


@require_POST
def repeat(request: HttpRequest, pk: Any) -> HttpResponse:
    """Tries again what was not done."""
    bulk = find(request, pk)
    try:
        made = repeat_bulk_act(bulk, by=request.user, on=localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workflow:bulk_act", pk)
    messages.info(request, "Yapılmayan kayıtlar yeniden deneniyor.")
    return redirect("workflow:bulk_act", made.pk)


class BulkActPage(ActPage):
    lifecycle = BULK
    forms_of_acts = FORM_OF_BULK
    queryset = BulkAct.objects.select_related("by", "job")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["name"] in BY_THE_WORKER:
            self.act = None

    def record_url(self) -> str:
        return reverse("workflow:bulk_act", args=[self.record.pk])
