"""Protocols as pages: the list, one protocol with its parties and schools, its draft, and the acts on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from protocols.acts import PROTOCOL, open_protocol, open_renewal, save_protocol
from protocols.acts.protocols import EDITED, RENEWABLE
from protocols.choices import Standing
from protocols.dossiers import reminder_rows, reminders_of, reminders_on, standing_of
from protocols.forms import FORM_OF_ACT, DraftForm
from protocols.listings import PROTOCOLS
from protocols.models import Protocol
from protocols.permissions import may_edit, may_open
from protocols.snapshots import changed_clauses
from schools.models import School
from workflow.at_once import hold
from workflow.conflicts import Offer
from workflow.history.contexts import latest
from workflow.panels import all_read
from workflow.refusals import Refusal, Stale
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from . import amendments, boards, obligations, papers, places, provisions, signatures, stakeholders, text


def protocol_list(request: HttpRequest) -> HttpResponse:
    context = {**list_context(request, PROTOCOLS), "may_open": may_open(request.user, None)}
    prefetch_related_objects(context["page_obj"].object_list, "stakeholders", "schools")
    reminders = reminders_on(localdate())
    for protocol in context["page_obj"].object_list:
        protocol.standing = standing_of(protocol, localdate(), reminders)
    return render(request, "protocols/list.html", context)


@with_past("protokol")
def protocol_detail(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Protocol.objects.visible_to(request.user).select_related("template", "renews", "document")
    protocol = get_object_or_404(rows, pk=pk)
    asked = _asked(request.user, protocol)
    stands = standing_of(protocol, localdate(), reminders_of(asked["reminders"]))
    context = {
        "protocol": protocol,
        "schools": protocol.schools.all(),
        "stakeholders": protocol.stakeholders.all(),
        "closed_parties": stakeholders.closed_parties(protocol),
        **provisions.parts(request.user, protocol, asked["changed"]),
        "in_force": bool(asked["in_force"]),
        "standing": stands,
        "ends_soon": _ends_soon(protocol, stands[0]),
        "may_edit": protocol.status in EDITED and may_edit(request.user, protocol),
        "may_renew": protocol.status in RENEWABLE and may_edit(request.user, protocol),
        "acts": [
            {"act": act, "url": reverse("protocols:act", args=[pk, act.name])}
            for act in PROTOCOL.open_to(request.user, protocol)
        ],
        **text.parts(request.user, protocol, asked["clauses"]),
        **amendments.parts(request.user, protocol),
        **papers.parts(request.user, protocol, asked["papers"]),
        **signatures.parts(request.user, protocol),
        **obligations.parts(request.user, protocol),
        **places.parts(request.user, protocol, asked["trainers"]),
        **boards.parts(request.user, protocol, asked["boards"], asked["changed"]),
        "document": protocol.document,
        **latest(protocol),
    }
    return render(request, "protocols/detail.html", all_read(context))


def _asked(user: User, protocol: Protocol) -> dict[str, QuerySet[Any]]:
    """What the panels of a protocol's page are made of, read in one statement with the relations that its permissions ask for."""
    asked: dict[str, QuerySet[Any]] = {
        "reminders": reminder_rows(localdate()),
        "in_force": Protocol.objects.in_force(localdate()).filter(pk=protocol.pk).values("pk"),
        "changed": changed_clauses(protocol),
        "clauses": text.counted_clauses(protocol),
        "papers": papers.printed(protocol),
        "trainers": places.trainers_of(user, protocol),
        "boards": boards.boards_of(user, protocol),
    }
    hold(
        protocol,
        schools=protocol.schools.select_related("province"),
        stakeholders=protocol.stakeholders.all(),
        provisions=protocol.provisions.select_related("school", "field"),
        board_rules=protocol.board_rules.all(),
        beside=asked.values(),
    )
    return asked


def _ends_soon(protocol: Protocol, stands: str) -> str:
    """What to do about a protocol in force whose term ends soon; empty where it does not."""
    if stands != Standing.EXPIRING or protocol.ends_on is None:
        return ""
    left = (protocol.ends_on - localdate()).days
    when = f"{left} gün sonra doluyor" if left else "bugün doluyor"
    return f"Protokolün süresi {when}. Sürecekse yenileme taslağı ya da süreyi değiştiren bir ek protokol gerekir."


def open_for_school(request: HttpRequest, pk: int) -> HttpResponse:
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    return _open(request, school)


def open_draft(request: HttpRequest) -> HttpResponse:
    """A draft for schools that are named by their codes."""
    return _open(request, None)


def _open(request: HttpRequest, school: School | None) -> HttpResponse:
    initial = {"schools": school.code or ""} if school else {}
    form = DraftForm(text.sent(request), user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        first, *others = form.cleaned_data.pop("schools")
        try:
            protocol = open_protocol(first, by=request.user, on=localdate(), schools=others, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Protokol taslağı açıldı. Şimdi metnini ve istenen alanları yazın.")
            return redirect("protocols:detail", protocol.pk)
    context = {
        "form": form,
        "school": school,
        "title": "Protokol taslağı aç",
        "empty": text.closed_to(request, may_open(request.user, school)),
        "back": reverse("protocols:list"),
    }
    return render(request, "protocols/edit.html", context)


def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the draft of the protocol that is to follow."""
    protocol = get_object_or_404(Protocol.objects.visible_to(request.user), pk=pk)
    form = forms.Form(text.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            renewal = open_renewal(protocol, by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Yenileme taslağı açıldı. Süresini yazın, metni gözden geçirin.")
            return redirect("protocols:detail", renewal.pk)
    context = {
        "protocol": protocol,
        "form": form,
        "title": "Yenileme taslağı aç",
        "lead": "Taraflar, okullar, alanlar ve bütün ek protokollerin işlendiği metin yeni taslağa alınır.",
        "back": reverse("protocols:detail", args=[pk]),
        "submit": "Taslağı aç",
        "empty": text.closed_to(request, protocol.status in RENEWABLE and may_edit(request.user, protocol)),
    }
    return render(request, "protocols/part.html", context)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    protocol = get_object_or_404(Protocol.objects.visible_to(request.user), pk=pk)
    offer = _offer(request, protocol)
    if request.method == "POST" and offer.is_ready():
        try:
            values = {"revision": offer.revision, **offer.form.cleaned_data}
            save_protocol(protocol, by=request.user, on=localdate(), **values)
        except Stale:  # between our look and the lock
            offer = _offer(request, protocol)
        except Refusal as refusal:
            show_refusal(offer.form, refusal)
        else:
            messages.success(request, "Taslak kaydedildi.")
            return redirect("protocols:detail", pk)
    is_open = protocol.status in EDITED and may_edit(request.user, protocol)
    context = {
        "protocol": protocol,
        "title": "Taslağı düzenle",
        "back": reverse("protocols:detail", args=[pk]),
        "empty": text.closed_to(request, is_open),
        **offer.context(),
    }
    return render(request, "protocols/edit.html", context)


def _offer(request: HttpRequest, protocol: Protocol) -> Offer:
    """The draft's form as it is saved now, or merged with what was sent."""

    def form(data: QueryDict | None) -> DraftForm:
        return DraftForm(data, instance=Protocol.objects.get(pk=protocol.pk), user=request.user)

    current = Protocol.objects.values_list("revision", flat=True).get(pk=protocol.pk)
    return Offer.of(protocol, form, current, request.POST if request.method == "POST" else None)


class ProtocolAct(ActPage):
    lifecycle = PROTOCOL
    forms_of_acts = FORM_OF_ACT
    queryset = Protocol.objects.all()

    def record_url(self) -> str:
        return reverse("protocols:detail", args=[self.record.pk])
