"""A province's people as pages: who is on duty and until when, what was asked for whom, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Duty, Province, Substitution, User
from workflow.conflicts import Offer
from workflow.lifecycle import Opening
from workflow.models import AccountRequest, JournalEntry
from workflow.people.acts import REQUEST, Asked, ask_account, ask_end, ask_prolongation, may_request_about
from workflow.people.choices import RequestKind, RequestStatus
from workflow.people.duties import WARNED_BEFORE
from workflow.people.forms import FORM_OF_ACT, FORM_OF_KIND, AskForm
from workflow.people.listings import DUTIES
from workflow.people.permissions import may_answer, may_arrange
from workflow.people.substitutes import may_end_substitution, visible_to
from workflow.people.visible import duties_visible_to, may_see_people
from workflow.refusals import Invalid, Refusal
from workflow.web.acts import ActPage
from workflow.web.listing import list_context

OPENINGS: dict[str, Opening] = {RequestKind.PROLONG: ask_prolongation, RequestKind.END: ask_end}


def overview(request: HttpRequest) -> HttpResponse:
    """The people on duty, by name, and the requests that are open or decided."""
    if not may_see_people(request.user):
        return redirect("people:person", request.user.pk)
    today = localdate()
    duties = duties_visible_to(request.user).filter(Q(ends_on=None) | Q(ends_on__gte=today))
    soon = today + timedelta(days=max(WARNED_BEFORE))
    away = visible_to(request.user, duties_visible_to(request.user)).standing().filter(ends_on__gte=today)
    context = {
        "ending": duties.filter(starts_on__lte=today, ends_on__lte=soon).order_by("ends_on", "pk")[:20],
        **list_context(request, DUTIES),
        "requests": AccountRequest.objects.visible_to(request.user).select_related("province", "district")[:50],
        "may_ask": request.user.is_province,
        "today": today,
        "substitutions": _substitutions(request.user, away[:50], ends=False),
    }
    return render(request, "accounts/overview.html", context)


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's duties over time, with the acts on them, and what was asked."""
    duties = list(duties_visible_to(request.user).filter(user=pk).order_by("-starts_on", "-pk"))
    found = duties[0].user if duties else request.user
    if found.pk != pk:
        raise Http404
    today = localdate()
    keys = [str(duty.pk) for duty in duties]
    about = visible_to(request.user, duties_visible_to(request.user)).filter(Q(person=pk) | Q(substitute=pk))
    substitutions = _substitutions(request.user, about[:100], ends=True)
    lent = [str(row["record"].pk) for row in substitutions]
    of_duties = Q(record_kind="accounts.duty", record_id__in=keys)
    of_substitutions = Q(record_kind="accounts.substitution", record_id__in=lent)
    entries = JournalEntry.objects.filter(of_duties | of_substitutions).order_by("-pk")[:100]
    rows = [
        {
            "duty": duty,
            "state": state_of(duty, today),
            "may_ask": may_request_about(request.user, duty),
            "may_arrange": may_arrange(request.user, duty),
        }
        for duty in duties
    ]
    context = {"person": found, "rows": rows, "entries": entries, "substitutions": substitutions}
    return render(request, "accounts/person.html", context)


def _substitutions(user: User, records: Iterable[Substitution], *, ends: bool) -> list[dict[str, Any]]:
    """As the list shows them: with their state today and, where asked (``ends``), whether the user may end them."""
    today = localdate()
    return [
        {
            "record": record,
            "state": "withdrawn" if record.withdrawn_on else state_of(record, today),
            "linked": not ends,
            "may_end": ends
            and record.withdrawn_on is None
            and record.ends_on >= today
            and may_end_substitution(user, record),
        }
        for record in records
    ]


def state_of(duty: Duty | Substitution, today: Any) -> str:
    """``to_come``, ``in_force`` or ``over``; the words stand in the template."""
    if duty.starts_on > today:
        return "to_come"
    return "in_force" if duty.is_in_force(today) else "over"


def _own_province(request: HttpRequest) -> Province:
    """The province for which the user asks: the own one, or the one chosen where there are several."""
    provinces = Province.objects.filter(pk__in=request.user.scope.provinces) if request.user.is_province else []
    chosen = request.GET.get("il", "")
    for province in provinces:
        if not chosen or chosen == str(province.pk):
            return province
    raise Http404


def ask(request: HttpRequest) -> HttpResponse:
    province = _own_province(request)
    form = AskForm(request.POST or None, province=province)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_account(province, by=request.user, on=localdate(), asked=form.asked())
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Hesap isteği Genel Müdürlüğe gönderildi. Sonuç size bildirilir.")
            return redirect("people:request", asked.pk)
    return render(request, "accounts/ask.html", {"form": form, "province": province, "title": "Hesap iste"})


def ask_about_duty(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    duty = get_object_or_404(duties_visible_to(request.user), pk=pk)
    if kind not in OPENINGS or not may_request_about(request.user, duty):
        raise Http404
    form = FORM_OF_KIND[kind](request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = OPENINGS[kind](duty, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "İstek Genel Müdürlüğe gönderildi. Sonuç size bildirilir.")
            return redirect("people:request", asked.pk)
    context = {"form": form, "duty": duty, "title": RequestKind(kind).label, "cancel_url": person_url(duty.user_id)}
    return render(request, "accounts/ask.html", context)


def person_url(pk: int) -> str:
    return reverse("people:person", args=[pk])


def add_refusal(form: Any, refusal: Refusal) -> None:
    """A refusal at the field that it names, or above the form."""
    faults = refusal.faults if isinstance(refusal, Invalid) else {}
    at_fields = {name: sentence for name, sentence in faults.items() if name in form.fields}
    for name, sentence in at_fields.items():
        form.add_error(name, sentence)
    if not at_fields:
        form.add_error(None, str(refusal))


def _visible(request: HttpRequest) -> QuerySet[AccountRequest]:
    return AccountRequest.objects.visible_to(request.user)


def request_detail(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(_visible(request).select_related("province", "district", "requested_by"), pk=pk)
    acts = [{"act": act, "url": _act_url(record, act.name)} for act in REQUEST.open_to(request.user, record)]
    context = {"record": record, "acts": acts, "entries": JournalEntry.objects.of(record).reverse()[:100]}
    return render(request, "accounts/request.html", context)


def _act_url(record: AccountRequest, name: str) -> str:
    return (
        reverse("people:mend", args=[record.pk])
        if name == "submit_again"
        else reverse("people:act", args=[record.pk, name])
    )


def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """A request that was sent back, opened again with what was asked, and submitted once more."""
    record = get_object_or_404(_visible(request), pk=pk)
    sent = request.POST if request.method == "POST" else None
    # What was typed is shown again even where the request was submitted meanwhile.
    if not may_answer(request.user, record) or (sent is None and record.status != RequestStatus.RETURNED):
        raise Http404
    offer = Offer.of(record, lambda data: _mending_form(record, data), record.revision, sent)
    if sent is not None and offer.is_ready():
        asked = _asked(offer.form, record)
        try:
            again = REQUEST.acts["submit_again"]
            again(record, by=request.user, on=localdate(), revision=offer.revision, asked=asked)
        except Refusal as refusal:
            add_refusal(offer.form, refusal)
        else:
            messages.success(request, "İstek yeniden gönderildi.")
            return redirect("people:request", record.pk)
    context = {
        **offer.context(),
        "record": record,
        "title": "İsteği düzelt",
        "cancel_url": reverse("people:request", args=[pk]),
    }
    return render(request, "accounts/ask.html", context)


def _mending_form(record: AccountRequest, data: QueryDict | None) -> Any:
    initial = {name: getattr(record, name) for name in Asked.__slots__}
    if record.kind == RequestKind.NEW:
        return AskForm(data, initial=initial, province=record.province)
    return FORM_OF_KIND[record.kind](data, initial=initial)


def _asked(form: Any, record: AccountRequest) -> Asked:
    if isinstance(form, AskForm):
        return form.asked()
    return Asked(**{name: form.cleaned_data.get(name, getattr(record, name)) for name in Asked.__slots__})


class RequestAct(ActPage):
    """The page of one act on a request."""

    lifecycle = REQUEST
    forms_of_acts = FORM_OF_ACT
    queryset = AccountRequest.objects.select_related("province")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["name"] == "submit_again":
            return redirect("people:mend", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def record_url(self) -> str:
        return reverse("people:request", args=[self.record.pk])
