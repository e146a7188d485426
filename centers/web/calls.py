"""Calls for coordinators as pages: the list, one call with its acts, those that take applications today, a new one (smm/10/1)."""

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
from centers.acts import CALL, prepare_call
from centers.acts.evaluation import missing_seats
from centers.choices import STANDING
from centers.choices.selection import ELIGIBLE, HANDED_IN, OVER, CallStatus, CandidacyStatus
from centers.forms.calls import FORM_OF_CALL, CallForm
from centers.listings import CALLS
from centers.models import Center, PostApplication, SelectionCall
from centers.permissions.selection import may_apply, may_prepare_call
from documents.models import Paper
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .papers import paper_of
from .parts import Rows, Section, past_of
from .sending import sent

OF_CALL = ("center__school__province", "center__school__district", "prepared_by", "announced_by", "sent_by")
OWN_PAGE = {"set_criteria": "centers/calls/criteria.html"}
PAPER_OF_APPLICANTS = ("center_evaluation",)


def _rows_of_center(center: Center, user: User, on: date) -> Rows:
    return {"calls": SelectionCall.objects.visible_to(user).filter(center=center)}


def _of_center(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    return {"may_prepare": center.status in STANDING and may_prepare_call(user, None)}


def to_offices(user: User, center: Center) -> bool:
    """Not to the centre's own coordinators, to whom the pages of calls are closed."""
    return not user.is_confined


SECTION = Section(
    "cagrilar", "Koordinatör çağrıları", "centers/calls/of_center.html", _rows_of_center, _of_center, to_offices
)


def calls(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/calls/list.html", list_context(request, CALLS))


def open_calls(request: HttpRequest) -> HttpResponse:
    """What may be applied for today, and the own applications to it."""
    today = localdate()
    rows = SelectionCall.objects.visible_to(request.user).open_on(today).select_related(*OF_CALL[:1])
    rows = rows.prefetch_related("posts__field").order_by("applications_until", "pk")
    own = PostApplication.objects.filter(account=request.user).exclude(status__in=OVER)
    return render(
        request, "centers/calls/open.html", {"calls": rows, "applied": dict(own.values_list("called", "pk"))}
    )


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new call for posts of a centre, for the General Directorate."""
    center = get_object_or_404(Center.objects.visible_to(request.user).select_related("school"), pk=pk)
    if not may_prepare_call(request.user, None):
        raise PermissionDenied
    form = CallForm(sent(request), center=center)
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare_call(center, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, "Çağrı hazırlandı. Şimdi “Ölçütleri belirle” deyin; sonra bir başkası ilan eder."
            )
            return redirect("centers:call", made.pk)
    context = {"form": form, "center": center, "back": f"{reverse('centers:center', args=[pk])}#cagrilar"}
    return render(request, "centers/calls/new.html", context)


def _found(request: HttpRequest, pk: int) -> SelectionCall:
    return get_object_or_404(SelectionCall.objects.visible_to(request.user).select_related(*OF_CALL), pk=pk)


def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call; its past and its commission are not for applicants."""
    return _page(request, pk) if request.user.is_confined else _page_or_past(request, pk)


def _page(request: HttpRequest, pk: int) -> HttpResponse:
    """What it offers, its calendar, criteria and commission, the applications, and the acts."""
    record, today = _found(request, pk), localdate()
    takes = record.takes_on(today)
    context = {
        "record": record,
        "takes": takes,
        "over": record.status == CallStatus.ANNOUNCED and today > record.applications_until,
        "posts": _posts(record, request.user, takes=takes),
        "criteria": record.criteria.all(),
        "papers": _papers(record, request.user),
        "acts": [
            {"act": act, "url": reverse("centers:call_act", args=[pk, act.name])}
            for act in CALL.open_to(request.user, record)
            if act.name != ("close_call" if record.told_on is None else "tell_results")
        ],
        **({} if request.user.is_confined else {**_inner(record, request.user), **past_of(record, request.user)}),
    }
    return render(request, "centers/calls/call.html", all_read(context))


_page_or_past = with_past("koordinator-cagrisi")(_page)


def _posts(record: SelectionCall, user: User, *, takes: bool) -> list[dict[str, Any]]:
    """What is offered, with the own application, or whether one may apply."""
    own = PostApplication.objects.filter(called__call=record, account=user).exclude(status__in=OVER)
    applied = dict(own.values_list("called", "pk"))
    return [
        {"post": one, "applied": applied.get(one.pk), "may_apply": takes and may_apply(user, one)}
        for one in record.posts.select_related("field", "call__center__school")
    ]


def _inner(record: SelectionCall, user: User) -> dict[str, Any]:
    """What is not for applicants: the commission, and who applied."""
    rows = PostApplication.objects.visible_to(user).of_call(record).select_related("called__field", "appointed_field")
    listed = list(rows.order_by("-called__role", "called", "rank", "pk"))
    return {
        "members": record.members.all(),
        "missing": missing_seats(record),
        "applications": listed,
        "ranked": any(one.rank for one in listed),
        "counts": {
            "handed_in": sum(one.status in HANDED_IN for one in listed),
            "eligible": sum(one.status in ELIGIBLE for one in listed),
            "undetermined": sum(one.status == CandidacyStatus.UNDETERMINED for one in listed),
        },
    }


def _papers(record: SelectionCall, user: User) -> Any:
    """The notice is everybody's who sees the call; the minutes name applicants, and are the offices' that evaluate."""
    found = Paper.objects.of(record).exclude(file="").order_by("pk")
    return (
        found
        if user.is_ministry or user.is_province or user.scope.everywhere
        else found.exclude(kind__in=PAPER_OF_APPLICANTS)
    )


class CallAct(ActPage):
    lifecycle = CALL
    forms_of_acts = FORM_OF_CALL
    queryset = SelectionCall.objects.select_related(*OF_CALL)

    def get_template_names(self) -> list[str]:
        return [OWN_PAGE.get(self.act.name, self.template_name)]

    def record_url(self) -> str:
        return reverse("centers:call", args=[self.record.pk])


def call_paper(request: HttpRequest, pk: int, key: int) -> FileResponse:
    """The notice of the call, or the minutes of its evaluation."""
    record = _found(request, pk)
    get_object_or_404(_papers(record, request.user), pk=key)
    return paper_of(record, key, "cagri")
