"""Commissions and their sittings as pages: the list, an appointment, one commission, one sitting, and what it decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import PROVINCE_ROLES
from accounts.models import User
from documents.models import Paper
from transfers.acts import COMMISSION, SITTING, appoint, call_sitting, exclude_many
from transfers.acts.commissions import rules_of, sitting_on
from transfers.acts.exclusions import MOST_AT_ONCE, basis_words
from transfers.choices import ApplicationStatus, ObjectionStatus, RoundStatus, SittingStatus
from transfers.forms.commissions import FORM_OF_ACT, FORM_OF_SITTING, AppointOnPage, CallForm, ExcludeManyForm
from transfers.listings import COMMISSIONS
from transfers.models import Application, Commission, Objection, PlacementRun, Sitting
from transfers.permissions import may_appoint, may_keep_sitting
from workflow.history.contexts import latest
from workflow.panels import all_read
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .sending import sent

OF_COMMISSION = ("round", "province")
OF_SITTING = ("commission__round", "commission__province", "led_by", "adopted_run__round")
PER_PAGE = 50
MOST_DIGITS = 18  # of a key


def may_appoint_somewhere(user: User) -> bool:
    return user.is_ministry or (user.has_role(*PROVINCE_ROLES) and bool(user.scope.provinces))


def commissions(request: HttpRequest) -> HttpResponse:
    context = {**list_context(request, COMMISSIONS), "may_appoint": may_appoint_somewhere(request.user)}  # type: ignore[arg-type]
    return render(request, "transfers/commissions/list.html", context)


def appoint_page(request: HttpRequest) -> HttpResponse:
    """The appointment of a province's commission, or of the central one."""
    user: Any = request.user
    if not may_appoint_somewhere(user):
        raise PermissionDenied
    form = AppointOnPage(sent(request), user=user)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            made = appoint(values.pop("round"), values.pop("province"), by=user, on=localdate(), **values)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Komisyon görevlendirildi. Şimdi üyelerini yazın.")
            return redirect("transfers:commission", made.pk)
    context = {"form": form, "back": reverse("transfers:commissions")}
    return render(request, "transfers/commissions/appoint.html", context)


@with_past("nakil-komisyonu")
def commission(request: HttpRequest, pk: int) -> HttpResponse:
    """One commission: who sits on it, its sittings, the acts."""
    record = get_object_or_404(Commission.objects.visible_to(request.user).select_related(*OF_COMMISSION), pk=pk)
    today = localdate()
    rules = rules_of(record.round)
    members = sitting_on(record, today, rules)
    taken = {one.seat for one in members if not one.is_substitute}
    context = {
        "record": record,
        "members": members,
        "former": record.members.filter(ends_on__lt=today),
        "empty_seats": [seat.label for seat in rules.seats if seat.code not in taken],
        "quorum": rules.quorum,
        "sittings": record.sittings.select_related("commission__province"),
        "may_call": record.status == "commission_appointed" and may_appoint(request.user, record),  # type: ignore[arg-type]
        "acts": [
            {"act": act, "url": reverse("transfers:commission_act", args=[pk, act.name])}
            for act in COMMISSION.open_to(request.user, record)  # type: ignore[arg-type]
        ],
        **latest(record),
    }
    return render(request, "transfers/commissions/commission.html", all_read(context))


class CommissionAct(ActPage):
    lifecycle = COMMISSION
    forms_of_acts = FORM_OF_ACT
    queryset = Commission.objects.select_related(*OF_COMMISSION)

    def record_url(self) -> str:
        return reverse("transfers:commission", args=[self.record.pk])


def call_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A sitting of the commission is called."""
    record = get_object_or_404(Commission.objects.visible_to(request.user).select_related(*OF_COMMISSION), pk=pk)
    if not may_appoint(request.user, record):  # type: ignore[arg-type]
        raise PermissionDenied
    form = CallForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = call_sitting(record, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Oturum çağrıldı. Yapıldıktan sonra katılanları “Oturum yapıldı” ile yazın.")
            return redirect("transfers:sitting", made.pk)
    context = {"form": form, "record": record, "back": reverse("transfers:commission", args=[pk])}
    return render(request, "transfers/commissions/call.html", context)


def _sitting(request: HttpRequest, pk: int) -> Sitting:
    return get_object_or_404(Sitting.objects.visible_to(request.user).select_related(*OF_SITTING), pk=pk)


@with_past("nakil-komisyonu-oturumu")
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """One sitting: who came, what was decided, its minutes, the acts."""
    record = _sitting(request, pk)
    open_acts = SITTING.open_to(request.user, record)  # type: ignore[arg-type]
    hidden = set() if record.decisions.exists() else {"remove_decision"}
    hidden |= {"write_decision", "adopt_run"} if record.quorate is False else set()
    hidden |= {"adopt_run"} if record.commission.province_id else set()
    hidden |= set() if record.adopted_run_id else {"drop_adoption"}
    rows = record.application_decisions.select_related("application__school").order_by("pk")
    context = {
        "record": record,
        "commission": record.commission,
        "expected": sitting_on(record.commission, record.meets_on) if record.quorate is None else [],
        "attendance": record.attendance.select_related("member").order_by("pk"),
        "decisions": record.decisions.all(),
        "on_applications": [{"row": row, "basis": basis_words(row.code)} for row in rows],
        "on_objections": record.objections.select_related("application__school").order_by("pk"),
        "waiting_objections": _waiting_objections(request, record),
        "runs": _runs(record),
        "papers": Paper.objects.of(record).order_by("created_at"),
        "may_exclude": _may_exclude(request, record),
        "acts": [
            {"act": act, "url": reverse("transfers:sitting_act", args=[pk, act.name])}
            for act in sorted(open_acts, key=lambda act: act.danger)
            if act.name not in hidden
        ],
        **latest(record),
    }
    return render(request, "transfers/commissions/sitting.html", all_read(context))


def _waiting_objections(request: HttpRequest, record: Sitting) -> Any:
    """What a province's sitting can still decide, the oldest first."""
    rows = Objection.objects.visible_to(request.user).filter(
        status=ObjectionStatus.SUBMITTED, application__round=record.commission.round_id,
        application__school__province=record.commission.province_id,
    )  # fmt: skip
    can_decide = record.quorate and record.status == SittingStatus.HELD
    return rows.select_related("application__school").order_by("pk") if can_decide else rows.none()


def _runs(record: Sitting) -> list[dict[str, Any]]:
    """For the central commission: the placements of its round, with what the verifier found, and the step from the one before."""
    if record.commission.province_id is not None:
        return []
    rows, before, found = PlacementRun.objects.filter(round=record.commission.round_id).order_by("number"), None, []
    for run in rows.select_related("round"):
        report = run.report or {}
        found.append(
            {
                "run": run,
                "faults": report.get("count", len(report.get("faults", []))) if report else None,
                "more": run.placed - before.placed if before and before.purpose == run.purpose else None,
                "same": bool(before and before.result_sha256 and before.result_sha256 == run.result_sha256),
            }
        )
        before = run if run.result_sha256 else before
    return found[::-1]


def _may_exclude(request: HttpRequest, record: Sitting) -> bool:
    """Whether decisions on applications can be recorded now: a province's quorate sitting, its round in evaluation."""
    return (
        record.status == SittingStatus.HELD
        and bool(record.quorate)
        and record.commission.province_id is not None
        and record.commission.round.status == RoundStatus.EVALUATION
        and may_keep_sitting(request.user, record)  # type: ignore[arg-type]
    )


class SittingAct(ActPage):
    lifecycle = SITTING
    forms_of_acts = FORM_OF_SITTING
    queryset = Sitting.objects.select_related(*OF_SITTING)

    def record_url(self) -> str:
        return reverse("transfers:sitting", args=[self.record.pk])


def sitting_paper(request: HttpRequest, pk: int, key: int) -> FileResponse:
    """The printed minutes."""
    found = get_object_or_404(Paper.objects.of(_sitting(request, pk)), pk=key)
    if not found.file:
        raise Http404("Tutanak henüz basılmadı.")
    return FileResponse(found.file.open("rb"), content_type="application/pdf", filename=f"tutanak-{found.code}.pdf")


def sitting_applications(request: HttpRequest, pk: int) -> HttpResponse:
    """The province's applications of the round; the ticked ones are excluded by one decision, all or none."""
    record = _sitting(request, pk)
    if not _may_exclude(request, record):
        messages.warning(
            request, "Başvuru, dönem değerlendirmedeyken, yeter sayılı ve tutanağı açık oturumda dışarıda bırakılır."
        )
        return redirect("transfers:sitting", pk)
    rows = Application.objects.visible_to(request.user).filter(
        round=record.commission.round_id,
        school__province=record.commission.province_id,
        status=ApplicationStatus.SUBMITTED,
    )
    code = "".join(letter for letter in request.GET.get("okul", "") if letter.isdecimal())[:6]
    shown = rows.filter(school__code=code) if code else rows
    shown = shown.select_related("school", "field").order_by("school__name", "pk")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("sayfa"))
    form, ticked = ExcludeManyForm(sent(request)), _ticked(request)
    if request.method == "POST" and form.is_valid():
        chosen = list(rows.filter(pk__in=ticked).select_related("school"))
        try:
            done = exclude_many(chosen, by=request.user, on=localdate(), sitting=record, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"{len(done)} başvuru değerlendirme dışı bırakıldı.")
            return redirect("transfers:sitting", pk)
    context = {"record": record, "page": page, "form": form, "ticked": ticked, "code": code}
    return render(request, "transfers/commissions/applications.html", context)


def _ticked(request: HttpRequest) -> set[int]:
    keys = request.POST.getlist("basvuru")[:MOST_AT_ONCE] if request.method == "POST" else []
    return {int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) <= MOST_DIGITS}
