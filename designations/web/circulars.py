"""The ministry's circulars as pages: written, looked at before they are printed, and followed until they are there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from accounts.models import Province
from designations.acts.circulars import fetch_circular, order_circular, print_again
from designations.choices import DesignationType
from designations.circulars import AUDIENCES, content_of, recipients
from designations.forms.circulars import CircularForm
from designations.models import Circular, CircularLetter
from designations.permissions import may_write_circulars
from schools.models import School
from workflow import jobs
from workflow.choices import JobState
from workflow.models import JournalEntry
from workflow.refusals import Refusal
from workflow.web.lists import page_of
from workflow.web.refusing import show_refusal

SAMPLES = 3
STATES = {"": "Yazı", "basildi": "Basıldı", "bekliyor": "Bekliyor", "basilamadi": "Basılamadı"}


def _seen(request: HttpRequest) -> Any:
    return Circular.objects.visible_to(request.user).select_related("by", "job")


def circular_list(request: HttpRequest) -> HttpResponse:
    if not request.user.scope.everywhere:
        raise PermissionDenied
    context = {"may_write": may_write_circulars(request.user, None), **page_of(request, _seen(request))}
    return render(request, "designations/web/circulars.html", context)


def write(request: HttpRequest) -> HttpResponse:
    """Written first, then shown as the first letters would read, and printed when that is confirmed."""
    if not may_write_circulars(request.user, None):
        raise PermissionDenied
    form = CircularForm(request.POST or None, initial={"audience": "belirlenen"})
    preview: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        if "print" in request.POST:
            try:
                made = order_circular(by=request.user, on=localdate(), **form.asked())
            except Refusal as refusal:
                show_refusal(form, refusal)
            else:
                messages.success(request, "Yazılar arka planda basılıyor; bitince bildirim gelir.")
                return redirect("designations:circular", made.pk)
        else:
            preview = _preview(form)
    return render(request, "designations/web/circular_form.html", {"form": form, **preview})


def _preview(form: CircularForm) -> dict[str, Any]:
    """How many letters it would be, and how the first of them read."""
    asked = form.asked()
    found = recipients(asked["chosen"], on=localdate())
    schools = School.objects.select_related("province", "district").in_bulk([key for key, _ in found[:SAMPLES]])
    draft = Circular(subject=asked["subject"], text=asked["text"], ordered_on=localdate())
    letters = [CircularLetter(circular=draft, school=schools[key], type=type) for key, type in found[:SAMPLES]]
    return {"previewed": True, "count": len(found), "samples": [content_of(draft, letter) for letter in letters]}


def circular_detail(request: HttpRequest, pk: str) -> HttpResponse:
    circular = get_object_or_404(_seen(request), pk=pk)
    letters = circular.letters.select_related("school__province", "paper")
    state = request.GET.get("durum", "")
    shown = {
        "basildi": letters.exclude(paper=None),
        "basilamadi": letters.exclude(fault=""),
        "bekliyor": letters.filter(paper=None, fault=""),
    }.get(state, letters)
    numbers = circular.letters.aggregate(
        hepsi=Count("pk"),
        basildi=Count("paper"),
        bekliyor=Count("pk", filter=Q(paper=None, fault="")),
        basilamadi=Count("pk", filter=~Q(fault="")),
    )
    numbers[""] = numbers["hepsi"]
    context = {
        "circular": circular,
        "items": _described(circular),
        "job": circular.job,
        "is_busy": _is_busy(circular),
        "poll_url": reverse("designations:circular_progress", args=[pk]),
        "cancel_url": reverse("designations:stop_circular", args=[pk])
        if may_write_circulars(request.user, None)
        else "",
        "counts": [(key, words, numbers[key]) for key, words in STATES.items()],
        "remaining": numbers["bekliyor"] + numbers["basilamadi"],
        "state": state,
        "may_write": may_write_circulars(request.user, None),
        "entries": JournalEntry.objects.of(circular).reverse()[:50],
        **page_of(request, shown),
    }
    return render(request, "designations/web/circular.html", context)


def _described(circular: Circular) -> list[dict[str, Any]]:
    chosen = circular.chosen
    provinces = Province.objects.filter(pk__in=chosen.get("provinces", [])).order_by("name")
    return [
        {"term": "Alıcılar", "value": AUDIENCES.get(chosen.get("audience", ""), "–")},
        {"term": "Özellik", "value": ", ".join(DesignationType(t).label for t in chosen.get("types", [])) or "hepsi"},
        {"term": "İl", "value": ", ".join(p.name for p in provinces) or "bütün iller"},
        {"term": "Hazırlayan", "value": circular.by},
        {"term": "Hazırlama günü", "value": f"{circular.ordered_on:%d.%m.%Y}"},
    ]


def _is_busy(circular: Circular) -> bool:
    return bool(circular.job and circular.job.state in {JobState.QUEUED, JobState.RUNNING})


def progress(request: HttpRequest, pk: str) -> HttpResponse:
    """The panel of the running job; when it is over, the whole page is asked for anew."""
    circular = get_object_or_404(_seen(request), pk=pk)
    if not _is_busy(circular):
        return HttpResponse(headers={"HX-Refresh": "true"})
    stop = reverse("designations:stop_circular", args=[pk]) if may_write_circulars(request.user, None) else ""
    context = {"job": circular.job, "poll_url": request.path, "cancel_url": stop}
    return render(request, "components/progress.html", context)


@require_POST
def stop(request: HttpRequest, pk: str) -> HttpResponse:
    """Stop printing; what is printed stays, and printing can go on later."""
    circular = get_object_or_404(_seen(request), pk=pk)
    if not may_write_circulars(request.user, None):
        raise PermissionDenied
    if circular.job and jobs.cancel(circular.job):
        messages.info(request, "Basım durduruldu. Basılan yazılar durur; kalanlar “Kalanları bas” ile basılır.")
    return redirect("designations:circular", pk)


@require_POST
def again(request: HttpRequest, pk: str) -> HttpResponse:
    circular = get_object_or_404(_seen(request), pk=pk)
    try:
        print_again(circular, by=request.user, on=localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("designations:circular", pk)


@require_POST
def fetch(request: HttpRequest, pk: str) -> HttpResponse | FileResponse:
    """The letters as a ZIP; taken away by a button, since it is written down."""
    circular = get_object_or_404(_seen(request), pk=pk)
    try:
        file = fetch_circular(circular, by=request.user, on=localdate(), at=now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("designations:circular", pk)
    name = f"toplu-yazi-{circular.ordered_on:%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
