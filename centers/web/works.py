"""The works of centres as pages: over all centres, in figures, one work with its acts, and the events announced to all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from centers.acts import WORK, keep_output, plan
from centers.acts.outputs import WITH_OUTPUTS
from centers.choices import STANDING, WorkKind, WorkStatus
from centers.choices.works import BASIS_OF, LETTER_OF
from centers.forms.works import FORM_OF_KIND, FORM_OF_WORK, OutputFileForm
from centers.listings import EVENTS, WORKS
from centers.models import Center, Work
from centers.permissions.works import may_keep_work, may_plan_work
from centers.rules.works import Counted, Line, figures
from documents.intake import FileRefused, note_on_copies
from legislation.provisions import provision
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .parts import Rows, Section, past_of
from .sending import sent

OF_WORK = ("center__school__province", "center__school__district", "responsible", "recorded_by", "partner")
SHOWN = 15


def _rows_of_center(center: Center, user: User, on: date) -> Rows:
    rows = Work.objects.visible_to(user).filter(center=center).select_related("responsible", "partner")
    return {"newest": rows[: SHOWN + 1]}


def _of_center(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    return {
        "works": rows["newest"][:SHOWN],
        "has_more": len(rows["newest"]) > SHOWN,
        "kinds": WorkKind.choices if may_plan_work(user, center) and center.status in STANDING else (),
    }


SECTION = Section("calismalar", "Çalışmalar", "centers/works/of_center.html", _rows_of_center, _of_center)


def works(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/works/list.html", list_context(request, WORKS))


def events(request: HttpRequest) -> HttpResponse:
    """What the centres announced: for whoever is signed in (smm/5/1/g)."""
    return render(request, "centers/works/events.html", {**list_context(request, EVENTS), "today": localdate()})


def work_figures(request: HttpRequest) -> HttpResponse:
    """How many works of each kind began in which year, under the filters of the list."""
    given = WORKS.given(request.GET)
    rows = Work.objects.filter(pk__in=WORKS.rows(request.user, given, localdate()).order_by().values("pk"))
    found = figures(map(Counted._make, rows.counted()), WorkKind.values, WorkStatus.values)
    context = {
        "form": WORKS.form(request.GET),
        "reset_url": request.path,
        "figures": found,
        "lines": [_line(line, found.years) for line in (*found.lines, found.total)],
        "statuses": WorkStatus.labels,
        "query": WORKS.kept(request.GET),
    }
    return render(request, "centers/works/figures.html", context)


def _line(line: Line, years: Sequence[int]) -> dict[str, Any]:
    """A line as the page shows it: with the words of its kind, and the numbers beside what they count."""
    kind = WorkKind(line.kind) if line.kind else None
    return {
        "name": kind.label if kind else "Toplam",
        "letter": LETTER_OF[kind] if kind else "",
        "url": f"{reverse('centers:works')}?tur={kind}" if kind else "",
        "by_year": list(zip(years, line.by_year, strict=True)),
        "total": line.total,
        "by_status": list(zip(WorkStatus.labels, line.by_status, strict=True)),
    }


def plan_page(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A new work of a kind, written by the centre."""
    if kind not in WorkKind.values:
        raise Http404
    center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
    if not may_plan_work(request.user, center):
        raise PermissionDenied("Çalışmaları merkezin koordinatörleri ve okul müdürü yazar.")
    form = FORM_OF_KIND[kind](sent(request), center=center, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan(center, kind, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Çalışma yazıldı. Başlayınca “Başlat”, bitince “Tamamla” deyin.")
            return redirect("centers:work", made.pk)
    context = {"form": form, "center": center, "kind": WorkKind(kind), "basis": provision(BASIS_OF[kind]).citation}
    return render(request, "centers/works/plan.html", {**context, "back": _page_of(center)})


def _page_of(center: Center) -> str:
    return f"{reverse('centers:center', args=[center.pk])}#calismalar"


def _work(request: HttpRequest, pk: int) -> Work:
    return get_object_or_404(Work.objects.visible_to(request.user).select_related(*OF_WORK), pk=pk)


@with_past("merkez-calismasi")
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """One work: what was planned, with whom, how it stands, what it brought forth, and the acts."""
    record = _work(request, pk)
    acts = [
        {"act": act, "url": reverse("centers:work_act", args=[pk, act.name])}
        for act in WORK.open_to(request.user, record)
        if not (act.name == "announce_event" and record.announced_on)
    ]
    if record.status in WITH_OUTPUTS and may_keep_work(request.user, record):
        acts.append({"label": "Çıktı dosyası ekle", "url": reverse("centers:bring_output", args=[pk])})
    context = {
        "record": record,
        "fields": record.fields.all(),
        "partners": record.partners.all(),
        "outputs": record.outputs.select_related("file", "added_by"),
        "basis": provision(record.basis).citation,
        "acts": acts,
        **past_of(record, request.user),
    }
    return render(request, "centers/works/work.html", all_read(context))


class WorkAct(ActPage):
    lifecycle = WORK
    forms_of_acts = FORM_OF_WORK
    queryset = Work.objects.select_related(*OF_WORK)

    def record_url(self) -> str:
        return reverse("centers:work", args=[self.record.pk])


def bring_output(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that the work brought forth."""
    record = _work(request, pk)
    if not may_keep_work(request.user, record):
        raise PermissionDenied("Çıktıyı, çalışmayı yürüten ekler.")
    form, back = OutputFileForm(sent(request), request.FILES or None), reverse("centers:work", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            made = keep_output(record, by=request.user, on=localdate(), **form.cleaned_data)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Çıktı eklendi. {note_on_copies(made.file)}".strip())
            return redirect(back)
    return render(request, "centers/works/bring.html", {"form": form, "record": record, "back": back})


def output_file(request: HttpRequest, pk: int, key: int) -> FileResponse:
    """A file of the work, as it came in."""
    output = get_object_or_404(_work(request, pk).outputs.select_related("file"), pk=key)
    kept = output.file
    if kept is None:
        raise Http404("Bu çıktı bir adrestir.")
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)
