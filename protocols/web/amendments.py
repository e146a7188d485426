"""Amendments as pages: drafted change by change, looked at in red line, conflicts solved, signed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from protocols.acts import AMENDMENT, conflicts_of, open_amendment, remove_change, save_change, solve
from protocols.acts.amendments import key_of, places_of
from protocols.choices import AmendmentStatus, ChangeKind, ProtocolStatus
from protocols.forms.amendments import FORM_OF_ACT, AmendmentForm, ChangeForm, SolveForm
from protocols.models import Amendment, AmendmentChange
from protocols.permissions import may_amend
from protocols.rules.consolidation import Amendment as Signed, Change, Impossible, consolidate
from protocols.rules.redline import redline
from protocols.snapshots import Texts, change_of, text_on, texts_of
from workflow.at_once import hold
from workflow.history.contexts import latest
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.refusing import show_refusal

from . import papers, signatures
from .text import closed_to, find, revision_seen, sent


def _find(request: HttpRequest, pk: int) -> Amendment:
    rows = Amendment.objects.visible_to(request.user).select_related("protocol")
    return get_object_or_404(rows, pk=pk)


def new(request: HttpRequest, pk: int) -> HttpResponse:
    protocol = find(request, pk)
    form = AmendmentForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            amendment = open_amendment(protocol, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Ek protokol taslağı açıldı. Şimdi değişiklikleri ekleyin.")
            return redirect("protocols:amendment", amendment.pk)
    context = {
        "protocol": protocol,
        "form": form,
        "title": "Ek protokol taslağı aç",
        "lead": "İmzalanmış protokolün metni, süresi, tarafları, okulları ve alanları yalnız ek protokolle değişir.",
        "back": reverse("protocols:detail", args=[pk]),
        "empty": closed_to(request, parts(request.user, protocol)["may_open_amendment"]),
    }
    return render(request, "protocols/part.html", context)


@with_past("ek-protokol")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """An amendment with its changes, old and new text side by side, and the conflicts that stand in its way."""
    amendment = _find(request, pk)
    rows, printed = amendment.changes.select_related("stakeholder", "school", "field"), papers.printed(amendment)
    hold(amendment.protocol, schools=amendment.protocol.schools.all(), beside=(rows, printed))
    texts, changes = texts_of(amendment.protocol), [change_of(row) for row in rows]
    is_draft = amendment.status == AmendmentStatus.DRAFT
    found = conflicts_of(amendment, texts, changes) if is_draft else []
    context = {
        "amendment": amendment,
        "protocol": amendment.protocol,
        "changes": rows,
        "lines": _lines(amendment, texts, changes),
        "conflicts": found,
        "conflict_words": (
            "Bu taslak açıldıktan sonra imzalanan bir ek protokol aynı yerleri değiştirdi: "
            f"{places_of(found)}. Çözülmeden imza kaydedilemez."
        ),
        "may_edit": _may_edit(request.user, amendment),
        "kinds": ChangeKind.choices,
        "acts": [
            {"act": act, "url": reverse("protocols:amendment_act", args=[pk, act.name])}
            for act in AMENDMENT.open_to(request.user, amendment)
        ],
        **papers.parts(request.user, amendment, printed),
        **signatures.parts(request.user, amendment),
        "document": amendment.document,
        **latest(amendment),
    }
    return render(request, "protocols/amendment.html", context)


def _may_edit(user: Any, amendment: Amendment) -> bool:
    return amendment.status == AmendmentStatus.DRAFT and may_amend(user, amendment)


def _lines(amendment: Amendment, texts: Texts, changes: list[Change]) -> list[Any]:
    """The clauses that it changes, in red line: against what was signed before it, or what stands now."""
    before = texts.after(amendment.number - 1) if amendment.number else texts.on()
    possible = [Signed(1, localdate(), tuple(changes))]
    try:
        after = consolidate(before, possible)
    except Impossible:  # a conflict, which the page names
        return []
    return [line for line in redline(before, after) if line.is_changed]


def change(request: HttpRequest, pk: int, kind: str = "", key: int | None = None) -> HttpResponse:
    """One change of a draft, new of a kind, or to be changed."""
    amendment = _find(request, pk)
    row = get_object_or_404(AmendmentChange, amendment=amendment, pk=key) if key else None
    kind = row.kind if row else kind
    if kind not in ChangeKind.values:
        raise Http404
    form = _change_form(request, amendment, kind, row)
    back = reverse("protocols:amendment", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            save_change(amendment, form.instance, by=request.user, on=localdate(), revision=revision_seen(request))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Değişiklik kaydedildi.")
            return redirect(back)
    context = {
        "protocol": amendment.protocol,
        "amendment": amendment,
        "form": form,
        "title": ChangeKind(kind).label,
        "lead": str(amendment),
        "back": back,
        "empty": closed_to(request, _may_edit(request.user, amendment)),
        "revision": revision_seen(request) if request.method == "POST" else amendment.revision,
    }
    return render(request, "protocols/part.html", context)


def _change_form(request: HttpRequest, amendment: Amendment, kind: str, row: AmendmentChange | None) -> ChangeForm:
    initial = {}
    number = request.GET.get("madde", "")
    if row is None and number and (there := text_on(amendment.protocol).clause(number)):
        initial = {"clause": there.number, "title": there.title, "text": there.text}
    instance = row or AmendmentChange(amendment=amendment)
    return ChangeForm(
        sent(request),
        instance=instance,
        initial=initial,
        kind=kind,
        protocol=amendment.protocol,
        user=request.user,
    )


def take_out(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    amendment = _find(request, pk)
    row = get_object_or_404(AmendmentChange, amendment=amendment, pk=key)
    form = forms.Form(sent(request))
    back = reverse("protocols:amendment", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            remove_change(amendment, row, by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Değişiklik taslaktan çıkarıldı.")
            return redirect(back)
    context = {
        "protocol": amendment.protocol,
        "amendment": amendment,
        "form": form,
        "title": f"{row} çıkarılsın mı?",
        "lead": str(amendment),
        "back": back,
        "empty": closed_to(request, _may_edit(request.user, amendment)),
        "danger": True,
        "submit": "Çıkar",
    }
    return render(request, "protocols/part.html", context)


def conflicts(request: HttpRequest, pk: int) -> HttpResponse:
    """The places that somebody else's amendment changed meanwhile, each to be decided."""
    amendment = _find(request, pk)
    found = [(key_of(one.change), one) for one in conflicts_of(amendment)]
    form = SolveForm(sent(request), conflicts=found)
    if request.method == "POST" and form.is_valid():
        try:
            solve(amendment, form.solved(), by=request.user, on=localdate())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Çakışmalar çözüldü; taslak şimdi yürürlükteki metne dayanıyor.")
            return redirect("protocols:amendment", pk)
    rows = [
        {
            "conflict": one,
            "label": ChangeKind(one.change.kind).label,
            "choice": form[f"choice_{position}"],
            "text": form[f"text_{position}"] if f"text_{position}" in form.fields else None,
        }
        for position, (_, one) in enumerate(found)
    ]
    empty = closed_to(request, _may_edit(request.user, amendment))
    context = {"amendment": amendment, "protocol": amendment.protocol, "form": form, "rows": rows, "empty": empty}
    return render(request, "protocols/conflicts.html", context)


class AmendmentAct(ActPage):
    lifecycle = AMENDMENT
    forms_of_acts = FORM_OF_ACT
    queryset = Amendment.objects.all()

    def record_url(self) -> str:
        return reverse("protocols:amendment", args=[self.record.pk])


def parts(user: Any, protocol: Any) -> dict[str, Any]:
    """What the protocol's own page says of its amendments."""
    return {
        "amendments": protocol.amendments.order_by("number", "pk"),
        "may_open_amendment": protocol.status == ProtocolStatus.SIGNED and may_amend(user, protocol),
    }
