"""In-service programmes as pages (smm/3/1 g, smm/5/1/b)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from centers.acts.programmes import PARTS, PROGRAMME, changed_parts, draft_programme, missing_parts
from centers.choices import IN_THE_CENTRE, STANDING
from centers.forms.programmes import FORM_OF_PROGRAMME, ProgrammeForm
from centers.listings import PROGRAMMES
from centers.models import Center, Programme
from centers.permissions.chain import may_write
from centers.permissions.needs import may_note
from documents.models import Paper
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .chain import chain_context
from .papers import paper_of
from .parts import Rows, Section, past_of
from .sending import sent

OF_PROGRAMME = ("center__school__province", "center__school__district", "author", "field", "previous")
SHOWN = 20


def _rows_of_center(center: Center, user: User, on: date) -> Rows:
    return {"programmes": Programme.objects.visible_to(user).filter(center=center, replaced_on=None)[:SHOWN]}


def _of_center(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    return {"may_draft": may_note(user, center) and center.status in STANDING}


SECTION = Section(
    "programlar", "Hizmet içi eğitim programları", "centers/programmes/of_center.html", _rows_of_center, _of_center
)


def programmes(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/programmes/list.html", list_context(request, PROGRAMMES))


def draft_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A new programme of a centre."""
    center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
    if not may_note(request.user, center):
        raise PermissionDenied
    form = ProgrammeForm(sent(request), center=center)
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_programme(center, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Taslak kaydedildi. Bütün bölümler tamamlanınca “Gönder” deyin.")
            return redirect("centers:programme", made.pk)
    back = reverse("centers:center", args=[pk])
    return render(request, "centers/programmes/draft.html", {"form": form, "back": back, "center": center})


@with_past("hizmet-ici-egitim-programi")
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of a programme: its parts, where it is, the other versions, its papers, and the acts."""
    record = get_object_or_404(Programme.objects.visible_to(request.user).select_related(*OF_PROGRAMME), pk=pk)
    context = {
        "record": record,
        "missing": missing_parts(record) if record.status in IN_THE_CENTRE else [],
        "changes": [(PARTS[part], before, now) for part, before, now in changed_parts(record)],
        "later": record.later.visible_to(request.user),
        "needs": record.needs.all(),
        "activities": record.activities.all(),
        "may_propose": record.is_in_force and may_write(request.user, record),
        "papers": Paper.objects.of(record).exclude(file="").order_by("pk"),
        "acts": [
            {"act": act, "url": reverse("centers:programme_act", args=[pk, act.name])}
            for act in PROGRAMME.open_to(request.user, record)
        ],
        "note_url": "centers:programme_note",
        **chain_context(record, request.user, localdate()),
        **past_of(record, request.user),
    }
    return render(request, "centers/programmes/programme.html", all_read(context))


class ProgrammeAct(ActPage):
    lifecycle = PROGRAMME
    forms_of_acts = FORM_OF_PROGRAMME
    queryset = Programme.objects.select_related(*OF_PROGRAMME)

    def record_url(self) -> str:
        """After “Yeni sürüm hazırla” the page of the new version."""
        version = self.record.later.filter(status__in=IN_THE_CENTRE).first() if self.request.method == "POST" else None
        found = version if version is not None and self.act.name == "new_version" else self.record
        return reverse("centers:programme", args=[found.pk])


def programme_paper(request: HttpRequest, pk: int, key: int) -> FileResponse:
    """The printed programme."""
    record = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    return paper_of(record, key, "program")
