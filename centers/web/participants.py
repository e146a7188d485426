"""The participants of an activity as pages: the list, the files that add them and say how they ended, the certificates."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from centers.acts import ACTIVITY
from centers.acts.sessions import attended_hours
from centers.forms.files import PeopleFileForm, ResultsFileForm
from centers.masked import KIND
from centers.models import Activity, Participant
from centers.people_files import bring_people, template
from centers.permissions.activities import may_run
from centers.result_files import bring_results, template as result_template
from documents.formats import XLSX
from documents.models import Paper
from documents.workbooks.marking import Mark
from workflow.people.revealing import KINDS
from workflow.refusals import Refusal
from workflow.web.lists import page_of
from workflow.web.refusing import show_refusal

from .papers import paper_of


def _activity(request: HttpRequest, pk: int) -> Activity:
    rows = Activity.objects.visible_to(request.user).select_related("center__school")
    found: Activity = get_object_or_404(rows, pk=pk)
    return found


def participants(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who takes part, with attendance, points, result and certificate."""
    record = _activity(request, pk)
    found = page_of(request, attended_hours(record).order_by("last_name", "first_name", "pk"))
    rows = found["page_obj"].object_list = list(found["page_obj"].object_list)
    of = Paper.objects.filter(record_kind="centers.participant", record_id__in=[str(one.pk) for one in rows])
    papers = dict(of.exclude(file="").values_list("record_id", "pk"))
    for one in rows:
        one.printed = papers.get(str(one.pk))
    context = {
        **found,
        "record": record,
        "may_reveal": KINDS[KIND].rows(request.user).filter(activity=record).exists(),
        "may_enter": ACTIVITY.acts["take_attendance"].open_to(request.user, record),
        "may_add": ACTIVITY.acts["add_participants"].open_to(request.user, record),
        "kind": KIND,
    }
    return render(request, "centers/activities/participants.html", context)


def people_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Participants brought by a file: all of them, or the faults, each by its cell."""
    record = _activity(request, pk)
    if not may_run(request.user, record):
        raise PermissionDenied
    posted = request.method == "POST"
    form = PeopleFileForm(request.POST, request.FILES) if posted else PeopleFileForm()
    marks: list[Mark] = []
    if posted and form.is_valid():
        try:
            brought = bring_people(record, form.cleaned_data["file"], by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            if not brought.marks:
                messages.success(request, f"{brought.count} katılımcı eklendi.")
                return redirect("centers:participants", pk)
            marks = brought.marks
    context = {"form": form, "record": record, "marks": marks, "back": reverse("centers:activity", args=[pk])}
    return render(request, "centers/activities/people_file.html", context)


def people_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The table to fill in."""
    _activity(request, pk)
    answer = HttpResponse(template(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="faaliyet-katilimcilari.xlsx"'
    return answer


def results_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Attendance and points brought by a file: all of it, or the faults, each by its cell."""
    record = _activity(request, pk)
    act = ACTIVITY.acts["take_attendance"]
    if said := act.why_not(request.user, record):
        raise PermissionDenied(said)
    posted = request.method == "POST"
    form = ResultsFileForm(request.POST, request.FILES) if posted else ResultsFileForm()
    marks: list[Mark] = []
    if posted and form.is_valid():
        try:
            brought = bring_results(record, form.cleaned_data["file"], by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            if not brought.marks:
                messages.success(request, f"{brought.count} katılımcının sonuçları yazıldı.")
                return redirect("centers:participants", pk)
            marks = brought.marks
    context = {"form": form, "record": record, "marks": marks, "back": reverse("centers:activity", args=[pk])}
    return render(request, "centers/activities/results_file.html", context)


def results_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The table with the participants and what is known of them."""
    record = _activity(request, pk)
    if not may_run(request.user, record):
        raise PermissionDenied
    answer = HttpResponse(result_template(record), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="faaliyet-sonuclari.xlsx"'
    return answer


def certificate(request: HttpRequest, pk: int, key: int) -> FileResponse:
    """The printed certificate of one participant."""
    paper = get_object_or_404(Paper, pk=key, record_kind="centers.participant")
    person = get_object_or_404(Participant.objects.filter(activity=_activity(request, pk)), pk=paper.record_id)
    return paper_of(person, key, "katilim-belgesi")
