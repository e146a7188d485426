"""A text written elsewhere, taken over clause by clause: read, shown, and kept only then."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from protocols.acts import save_clauses
from protocols.forms.pasting import PasteForm
from protocols.models import Protocol
from protocols.rules.reading import Read
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal

from .text import closed_to, find, revision_seen, rights, sent

NEW, CHANGED, SAME = "added", "changed", "same"


def paste(request: HttpRequest, pk: int) -> HttpResponse:
    protocol = find(request, pk)
    form = PasteForm(sent(request))
    back = reverse("protocols:text", args=[pk])
    rows: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        if "keep" in request.POST:
            try:
                count = save_clauses(
                    protocol, form.read.clauses, by=request.user, on=localdate(), revision=revision_seen(request)
                )
            except Refusal as refusal:
                show_refusal(form, refusal)
            else:
                messages.success(request, f"{count} madde kaydedildi.")
                return redirect(back)
        rows = _compared(protocol, form.read)
    context = {
        "protocol": protocol,
        "form": form,
        "rows": rows,
        "before": form.read.before if rows else "",
        "others": _others(protocol, form.read) if rows else [],
        "back": back,
        "empty": closed_to(request, rights(request.user, protocol)["may_ask"]),
        "revision": revision_seen(request) if request.method == "POST" else protocol.revision,
    }
    return render(request, "protocols/paste.html", context)


def _compared(protocol: Protocol, read: Read) -> list[dict[str, Any]]:
    """Each clause as it was read, beside what the draft says now."""
    there = {clause.number: clause for clause in protocol.clauses.all()}
    rows = []
    for one in read.clauses:
        row = there.get(one.number)
        title = one.title or (row.title if row else "")
        is_same = row is not None and (row.title, row.text) == (title, one.text)
        state = NEW if row is None else SAME if is_same else CHANGED
        rows.append({"clause": one, "title": title, "state": state})
    return rows


def _others(protocol: Protocol, read: Read) -> list[str]:
    """Clauses of the draft that the text does not have; they stay."""
    taken = {clause.number for clause in read.clauses}
    return [clause.number for clause in protocol.clauses.all() if clause.number not in taken]
