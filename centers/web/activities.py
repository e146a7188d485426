"""In-service activities as pages: the list, a year's plan, one activity with its sessions and participants (smm/5/1/c, smm/5/2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from centers.acts import ACTIVITY
from centers.acts.activities import draft_activity
from centers.attending import attendance_initial
from centers.choices import IN_THE_PLAN
from centers.forms.activities import FORM_OF_ACTIVITY, ActivityForm
from centers.listings import ACTIVITIES
from centers.models import Activity, Center, Programme
from centers.papers import in_service_plan
from centers.permissions.chain import may_write
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .chain import chain_context
from .parts import Rows, Section, past_of
from .sending import sent

OF_ACTIVITY = ("center__school__province", "center__school__district", "author", "programme")
SHOWN = 20
YEARS = (2024, 2100)


def _rows_of_center(center: Center, user: User, on: date) -> Rows:
    rows = Activity.objects.visible_to(user).filter(center=center).select_related("programme")
    return {"activities": rows[:SHOWN]}


def _of_center(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    return {"year": on.year, "confined": user.is_confined}


SECTION = Section(
    "faaliyetler", "Hizmet içi eğitim faaliyetleri", "centers/activities/of_center.html", _rows_of_center, _of_center
)


def activities(request: HttpRequest) -> HttpResponse:
    return render(
        request, "centers/activities/list.html", {**list_context(request, ACTIVITIES), "year": localdate().year}
    )


def plan_pdf(request: HttpRequest, year: int) -> HttpResponse:
    """The in-service plan of a year as PDF: what the user sees of it."""
    if not YEARS[0] <= year <= YEARS[1]:
        raise Http404("Bu yıl için plan yok.")
    rows = Activity.objects.visible_to(request.user).filter(status__in=IN_THE_PLAN, starts_on__year=year)
    rows = rows.select_related("center__school__province", "programme")
    printed = in_service_plan(rows.order_by("center__name", "center", "starts_on", "pk"), year, on=localdate())
    answer = HttpResponse(printed, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="hizmet-ici-egitim-plani-{year}.pdf"'
    return answer


def draft_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A new activity under a programme."""
    rows = Programme.objects.visible_to(request.user).select_related("center__school")
    programme = get_object_or_404(rows, pk=pk)
    if not may_write(request.user, programme):
        raise PermissionDenied
    form = ActivityForm(sent(request), initial={"name": programme.name, "hours": programme.hours})
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_activity(programme, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Taslak kaydedildi. Plana teklif etmek için “Gönder” deyin.")
            return redirect("centers:activity", made.pk)
    back = reverse("centers:programme", args=[pk])
    return render(request, "centers/activities/draft.html", {"form": form, "back": back, "programme": programme})


@with_past("hizmet-ici-egitim-faaliyeti")
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity: what was proposed, where it is, sessions, participants, results, and the acts."""
    record = get_object_or_404(Activity.objects.visible_to(request.user).select_related(*OF_ACTIVITY), pk=pk)
    present = Count("attendances", filter=Q(attendances__present=True))
    open_acts = ACTIVITY.open_to(request.user, record)
    context = {
        "record": record,
        "sessions": record.sessions.annotate(present=present).order_by("day", "starts_at"),
        "planned": sum(record.sessions.values_list("hours", flat=True)),
        "results": _results(record),
        "may": {act.name for act in open_acts},
        "acts": [{"act": act, "url": reverse("centers:activity_act", args=[pk, act.name])} for act in open_acts],
        "note_url": "centers:activity_note",
        **chain_context(record, request.user, localdate()),
        **past_of(record, request.user),
    }
    return render(request, "centers/activities/activity.html", all_read(context))


def _results(record: Activity) -> dict[str, int]:
    """How many take part, and how they ended."""
    counted = {word: Count("pk", filter=Q(result=word)) for word in ("successful", "unsuccessful", "absent")}
    printed = Count("pk", filter=~Q(certificate_number=""))
    return record.participants.aggregate(all=Count("pk"), certificates=printed, **counted)


class ActivityAct(ActPage):
    lifecycle = ACTIVITY
    forms_of_acts = FORM_OF_ACTIVITY
    queryset = Activity.objects.select_related(*OF_ACTIVITY)

    def record_url(self) -> str:
        return reverse("centers:activity", args=[self.record.pk])

    def get_initial(self) -> dict[str, Any]:
        """The attendance begins with the session of the link; from the activity's own button with the first that waits."""
        if self.act.name != "take_attendance":
            return {}
        return attendance_initial(self.record, self.request.GET.get("oturum", ""))
