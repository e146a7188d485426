"""Special provisions of a protocol as pages (okul/8/3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from protocols.acts import remove_provision, save_provision
from protocols.acts.provisions import may_write
from protocols.forms.provisions import ProvisionForm
from protocols.models import Protocol, SpecialProvision
from protocols.snapshots import last_change
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal

from .text import closed_to, find, revision_seen, sent


def provision(request: HttpRequest, pk: int, key: int | None = None) -> HttpResponse:
    """What one clause provides, new or to be changed."""
    protocol = find(request, pk)
    row = get_object_or_404(SpecialProvision, protocol=protocol, pk=key) if key else None
    form = ProvisionForm(sent(request), instance=row or SpecialProvision(protocol=protocol), protocol=protocol)
    back = reverse("protocols:detail", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            seen = revision_seen(request)
            save_provision(protocol, row, by=request.user, on=localdate(), revision=seen, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Özel hüküm kaydedildi.")
            return redirect(back)
    context = {
        "protocol": protocol,
        "form": form,
        "title": f"Özel hüküm: m. {row.clause}" if row else "Özel hüküm yaz",
        "lead": "Kayıt ile nakil ve geçişe ilişkin özel hükümler saklıdır (Yönerge m. 8/3). Kayıt denetimi ve nakil yerleştirmesi burada yazılanı kullanır.",
        "back": back,
        "empty": closed_to(request, may_write(request.user, protocol)),
        "revision": revision_seen(request) if request.method == "POST" else protocol.revision,
    }
    return render(request, "protocols/part.html", context)


def take_out(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    protocol = find(request, pk)
    row = get_object_or_404(SpecialProvision, protocol=protocol, pk=key)
    form = forms.Form(sent(request))
    back = reverse("protocols:detail", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            remove_provision(protocol, row, by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Özel hüküm çıkarıldı; geçmişte görünür.")
            return redirect(back)
    context = {
        "protocol": protocol,
        "form": form,
        "title": f"Özel hüküm çıkarılsın mı? (m. {row.clause})",
        "lead": row.text,
        "back": back,
        "empty": closed_to(request, may_write(request.user, protocol)),
        "danger": True,
        "submit": "Çıkar",
    }
    return render(request, "protocols/part.html", context)


def parts(user: Any, protocol: Protocol, changed: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """What the protocol's own page says of its special provisions; ``changed``: its changed clauses."""
    rows: list[Any] = list(protocol.provisions.all())
    for row in rows:
        row.changed_by = last_change(changed, row.clause)
        row.is_outdated = row.changed_by > row.seen
    return {
        "provisions": rows,
        "may_write_provisions": may_write(user, protocol),
    }
