"""The text of a protocol as pages: its clauses, the fields it covers, and what holds on a day."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from protocols.acts import ask_fields, decide_fields, remove_clause, save_clause
from protocols.acts.protocols import EDITED
from protocols.forms.clauses import ClauseForm, FieldsAskedForm, FieldsDecidedForm
from protocols.forms.fields import day
from protocols.models import Clause, Protocol
from protocols.permissions import may_edit, may_sign
from protocols.rules.consolidation import Contents
from protocols.snapshots import base_of, text_on
from schools.turkish import lower
from workflow.at_once import counted, only
from workflow.conflicts import Offer
from workflow.refusals import Refusal, Stale
from workflow.web.refusing import show_refusal

CLOSED = "Bu sayfa şu an size açık değil: protokolün durumu ya da göreviniz buna izin vermiyor."


class DayForm(forms.Form):
    gun = day("Hangi gün geçerli metin?", required=False)


def closed_to(request: HttpRequest, is_open: bool) -> str:
    """What stands in place of a form; what was sent stays on the page with its refusal, so that nothing typed is lost."""
    return "" if is_open or request.method == "POST" else CLOSED


def find(request: HttpRequest, pk: int) -> Protocol:
    return get_object_or_404(Protocol.objects.visible_to(request.user), pk=pk)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent; a form without fields is sent empty."""
    return request.POST if request.method == "POST" else None


def revision_seen(request: HttpRequest) -> int | None:
    """The revision of the record that the page sent along was made from."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() else None


def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The consolidated text of a day, with the amendments that made it."""
    protocol = find(request, pk)
    form = DayForm(request.GET or None)
    on = form.cleaned_data["gun"] if form.is_valid() else None
    on = on or localdate()
    contents = text_on(protocol, on) if protocol.signed_on else base_of(protocol)
    is_edited = protocol.status in EDITED and may_edit(request.user, protocol)
    context = {
        "protocol": protocol,
        "clauses": _with_rows(protocol, contents, is_edited),
        "form": form if protocol.signed_on else None,
        "on": on,
        "amendments": protocol.amendments.signed().filter(holds_from__lte=on),
        "may_edit": is_edited,
    }
    return render(request, "protocols/text.html", context)


def _with_rows(protocol: Protocol, contents: Contents, is_edited: bool) -> list[tuple[Any, Clause | None, list[str]]]:
    """Each clause with the row of the draft in which it is changed, and what was read out of it."""
    rows = {row.number: row for row in protocol.clauses.all()} if is_edited else {}
    notes = _read_out(protocol)
    return [(one, rows.get(one.number), notes[one.number]) for one in contents.clauses]


def _read_out(protocol: Protocol) -> dict[str, list[str]]:
    """In words, by clause: the special provisions and the obligations that rest on it."""
    notes: dict[str, list[str]] = defaultdict(list)
    for provision in protocol.provisions.all():
        seats = f", {provision.seats} yer" if provision.seats else ""
        whom = f" ({provision.whom})" if provision.whom else ""
        notes[provision.clause].append(f"Özel hüküm: {provision.get_effect_display()}{seats}{whom}")
    for one in protocol.obligations.filter(closed_on=None).select_related("stakeholder"):
        who = one.stakeholder or one.get_owner_display()
        notes[one.clause].append(f"Yükümlülük: {one.title} ({who}, {lower(one.get_every_display())})")
    return notes


def clause(request: HttpRequest, pk: int, key: int | None = None) -> HttpResponse:
    """One clause of a draft, new or to be changed."""
    protocol = find(request, pk)
    row = get_object_or_404(Clause, protocol=protocol, pk=key) if key else None
    back = reverse("protocols:text", args=[pk])
    offer = _offered(request, protocol, row)
    if request.method == "POST" and offer.is_ready():
        try:
            save_clause(
                protocol, row, by=request.user, on=localdate(), revision=offer.revision, **offer.form.cleaned_data
            )
        except Stale:  # between our look and the lock
            offer = _offered(request, protocol, row)
        except Refusal as refusal:
            show_refusal(offer.form, refusal)
        else:
            messages.success(request, "Madde kaydedildi.")
            return redirect(back)
    title = f"{row} – düzenle" if row else "Madde ekle"
    empty = closed_to(request, rights(request.user, protocol)["may_ask"])
    context = {"protocol": protocol, "title": title, "back": back, "row": row, "empty": empty, **offer.context()}
    return render(request, "protocols/clause.html", context)


def _offered(request: HttpRequest, protocol: Protocol, row: Clause | None) -> Offer:
    """A new clause meets nobody else's; one that is changed is merged with what was saved meanwhile."""
    revision = Protocol.objects.values_list("revision", flat=True).get(pk=protocol.pk)

    def form(data: QueryDict | None) -> ClauseForm:
        return ClauseForm(data, instance=Clause.objects.get(pk=row.pk) if row else Clause(protocol=protocol))

    if row is None:
        return Offer(form(sent(request)), "", revision)
    return Offer.of(row, form, revision, sent(request))


def remove(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    protocol = find(request, pk)
    row = get_object_or_404(Clause, protocol=protocol, pk=key)
    form = forms.Form(sent(request))
    back = reverse("protocols:text", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            remove_clause(protocol, row, by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Madde çıkarıldı; geçmişte görünür.")
            return redirect(back)
    title = f"{row} çıkarılsın mı?"
    empty = closed_to(request, rights(request.user, protocol)["may_ask"] and not row.required)
    context = {"protocol": protocol, "title": title, "back": back, "form": form, "row": row, "empty": empty}
    context["removing"] = True
    return render(request, "protocols/clause.html", context)


def fields(request: HttpRequest, pk: int) -> HttpResponse:
    """Which fields the protocol is asked to cover."""
    protocol = find(request, pk)
    form = FieldsAskedForm(sent(request), protocol=protocol)
    return _page(
        request,
        protocol,
        form,
        title="Kapsanması istenen alanlar",
        lead="Protokolün hangi okulun hangi alanlarını kapsamasını istediğinizi işaretleyin. Kapsama Genel Müdürlük karar verir.",
        save=lambda seen: ask_fields(protocol, form.asked(), by=request.user, on=localdate(), revision=seen),
        done="Kapsam talebi kaydedildi.",
        empty=closed_to(request, rights(request.user, protocol)["may_ask"]),
    )


def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the fields asked for are covered."""
    protocol = find(request, pk)
    form = FieldsDecidedForm(sent(request), protocol=protocol)
    return _page(
        request,
        protocol,
        form,
        title="Kapsamı kararlaştır",
        lead="İstenen her alan için karar verin; kapsama alınmayan alanın gerekçesi il ve okul tarafından görülür.",
        save=lambda seen: decide_fields(protocol, form.decided(), by=request.user, on=localdate(), revision=seen),
        done="Kapsam kararlaştırıldı.",
        empty=closed_to(request, rights(request.user, protocol)["may_decide"])
        or ("" if form.fields else "Kapsanması istenen alan yok."),
    )


def _page(
    request: HttpRequest,
    protocol: Protocol,
    form: Any,
    *,
    title: str,
    lead: str,
    save: Any,
    done: str,
    empty: str = "",
) -> HttpResponse:
    back = reverse("protocols:detail", args=[protocol.pk])
    if request.method == "POST" and form.is_valid():
        try:
            save(revision_seen(request))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect(back)
    revision = revision_seen(request) if request.method == "POST" else protocol.revision
    context = {"protocol": protocol, "form": form, "title": title, "lead": lead, "back": back, "empty": empty}
    return render(request, "protocols/part.html", {**context, "revision": revision})


def counted_clauses(protocol: Protocol) -> QuerySet[Any]:
    """How many clauses the protocol has."""
    return counted(protocol.clauses.all(), n=Count("pk"))


def rights(user: Any, protocol: Protocol) -> dict[str, bool]:
    """Which of text and scope the user may write."""
    editable = protocol.status in EDITED and may_edit(user, protocol)
    return {"may_ask": editable, "may_decide": editable and may_sign(user, protocol)}


def parts(user: Any, protocol: Protocol, clauses: QuerySet[Any]) -> dict[str, Any]:
    """What the protocol's own page says of text and scope, and which of them the user may write."""
    return {
        "clause_count": only(clauses)[0],
        "covered": protocol.covered.select_related("school", "field"),
        **rights(user, protocol),
    }
