"""Placements as pages: the list, one with its proof, its input as files, and what differs between two."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from transfers.acts import RUN, start_run_of
from transfers.choices import RunStatus
from transfers.comparing import applications_of, changes, counted, seen_by
from transfers.forms.runs import FORM_OF_ACT, StartForm
from transfers.listings import RUNS
from transfers.models import PlacementRun, RunProgramme, TransferRound
from transfers.permissions import may_run
from transfers.sheets import WITH, label_of
from workflow.history.contexts import latest
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .sending import sent

ROWS = PlacementRun.objects.select_related("round", "started_by", "announced_by", "job")
FILES = ("programmes", "applications")
KIND = {"gained": "Yerleşti", "moved": "Yeri değişti", "lost": "Yerini yitirdi"}


def runs(request: HttpRequest) -> HttpResponse:
    return render(request, "transfers/runs/list.html", list_context(request, RUNS))


def start_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Starts a placement of the round."""
    taking = get_object_or_404(TransferRound.objects.visible_to(request.user), pk=pk)
    if not may_run(request.user, taking):
        raise PermissionDenied
    form = StartForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = start_run_of(taking, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("transfers:run", made.pk)
    context = {"round": taking, "form": form, "back": reverse("transfers:round", args=[pk])}
    return render(request, "transfers/runs/start.html", context)


def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One placement: figures, the verifier's report, what proves it, other runs to compare with, and the acts."""
    record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
    others = PlacementRun.objects.visible_to(request.user).filter(round=record.round).exclude(pk=pk)
    context = {
        "record": record,
        "job": record.job if record.status == RunStatus.PREPARED else None,
        "poll_url": reverse("transfers:run_progress", args=[pk]),
        "others": others.exclude(input="").select_related("round"),
        "may_read_input": may_run(request.user, record) and bool(record.input),
        "acts": [
            {"act": act, "url": reverse("transfers:run_act", args=[pk, act.name])}
            for act in RUN.open_to(request.user, record)
        ],
        **latest(record),
    }
    return render(request, "transfers/runs/run.html", context)


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel of a run that is being computed; once it is over, the whole page anew."""
    record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
    if record.status != RunStatus.PREPARED or record.job is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"job": record.job, "poll_url": reverse("transfers:run_progress", args=[pk])}
    return render(request, "components/progress.html", context)


class _Line:
    def write(self, line: str) -> str:
        return line


def input_file(request: HttpRequest, pk: int, file: str) -> StreamingHttpResponse:
    """What went into the run, as the command that places files reads it: students by the number of their application."""
    record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
    if not may_run(request.user, record) or file not in FILES or not record.input:
        raise Http404
    lines = _lines(record, file)
    headers = {"Content-Disposition": f'attachment; filename="{file}.csv"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _lines(record: PlacementRun, name: str) -> Iterator[str]:
    from transfers.stored.files import application_rows, programme_rows  # noqa: PLC0415  (NumPy where it is needed)
    from transfers.stored.inputs import unpacked  # noqa: PLC0415

    with record.input.open("rb") as file:
        given = unpacked(file.read())
    writer: Any = csv.writer(_Line(), lineterminator="\n")
    rows = programme_rows(given) if name == "programmes" else application_rows(given)
    return (writer.writerow(row) for row in rows)


def comparison(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Exactly who changes from the other run to this one; each sees the students of the own schools and places."""
    record = get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)
    before = get_object_or_404(ROWS.all().visible_to(request.user), pk=other, round=record.round)
    found = seen_by(request.user, changes(before, record))
    page = Paginator(found, 50).get_page(request.GET.get("sayfa"))
    shown = list(page.object_list)
    applications = applications_of(shown)
    keys = {key for one in shown for key in (one.before, one.after) if key}
    offers = {key: label_of(one) for key, one in RunProgramme.objects.select_related(*WITH).in_bulk(keys).items()}
    rows = [
        {
            "application": applications[one.application],
            "kind": KIND[one.kind],
            "before": offers.get(one.before or 0, ""),
            "after": offers.get(one.after or 0, ""),
        }
        for one in shown
    ]
    context = {
        "record": record,
        "before": before,
        "rows": rows,
        "page": page,
        "counts": counted(found),
        "count": len(found),
        "is_whole": request.user.scope.everywhere,  # type: ignore[union-attr]
    }
    return render(request, "transfers/runs/comparison.html", context)


class RunAct(ActPage):
    lifecycle = RUN
    forms_of_acts = FORM_OF_ACT
    queryset = ROWS

    def record_url(self) -> str:
        return reverse("transfers:run", args=[self.record.pk])
