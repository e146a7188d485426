"""Records that look like one organisation as pages: the pairs, told apart or merged after a look at what would follow."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Province
from protocols.acts import merge, tell_apart
from protocols.forms.stakeholders import CodeField, MergeForm, ShortReasonForm
from protocols.lookalikes import MOST_PAIRS, NEWEST, pairs, pairs_of
from protocols.merge_plan import plan_of
from protocols.models import Stakeholder
from protocols.permissions.stakeholders import may_merge, may_record_some, may_tell_apart
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal

from .stakeholders import find
from .text import CLOSED, revision_seen, sent


class PairsFilter(forms.Form):
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


class OtherForm(forms.Form):
    """Which record is to be kept; asked before anything is looked at."""

    into = CodeField(label="Korunacak kaydın kodu")


def lookalikes(request: HttpRequest) -> HttpResponse:
    """The pairs that nobody has decided on: of the country, or with a record in the own provinces."""
    user = request.user
    form = PairsFilter(request.GET)
    chosen = form.cleaned_data["il"] if form.is_valid() else None
    own = None if user.scope.everywhere else sorted(user.scope.provinces)
    asked = own if chosen is None else [chosen.pk] if own is None or chosen.pk in own else []
    found = pairs(provinces=asked) if may_record_some(user) or user.scope.everywhere else []
    rows = [
        {
            "pair": pair,
            "may_merge": may_merge(user, pair.first),
            "may_apart": may_tell_apart(user, pair.first, pair.second),
        }
        for pair in found
    ]
    context = {"form": form, "rows": rows, "is_cut": len(found) == MOST_PAIRS, "most": MOST_PAIRS, "newest": NEWEST}
    return render(request, "protocols/stakeholders/pairs.html", context)


def apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """The decision that two records are two organisations."""
    first, second = find(request, pk), find(request, other)
    form = ShortReasonForm(sent(request))
    back = reverse("protocols:stakeholder_pairs")
    if request.method == "POST" and form.is_valid():
        try:
            tell_apart(first, second, by=request.user, on=localdate(), reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Ayrı kuruluş oldukları kaydedildi; bu çift artık gösterilmez.")
            return redirect(back)
    context = {
        "first": first,
        "second": second,
        "form": form,
        "back": back,
        "empty": "" if may_tell_apart(request.user, first, second) else CLOSED,
    }
    return render(request, "protocols/stakeholders/apart.html", context)


def merge_into(request: HttpRequest, pk: int) -> HttpResponse:
    """First which record is kept, then what the merger would do, then the act."""
    gone = find(request, pk)
    kept = _chosen(request)
    choose = OtherForm(request.GET if "into" in request.GET and kept is None else None)
    form = MergeForm(sent(request), initial={"into": kept.code if kept else ""})
    if request.method == "POST" and form.is_valid():
        try:
            merge(gone, by=request.user, on=localdate(), revision=revision_seen(request), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
            kept = form.cleaned_data["into"]
        else:
            messages.success(request, merge.done)
            return redirect("protocols:stakeholder", form.cleaned_data["into"].pk)
    if kept is not None:
        form.fields["into"].widget = forms.HiddenInput()
    context = {
        "gone": gone,
        "kept": kept,
        "plan": plan_of(gone, kept) if kept is not None else None,
        "choose": choose,
        "form": form,
        "suggested": [] if kept is not None else _suggested(gone),
        "back": reverse("protocols:stakeholder", args=[pk]),
        "refusal": merge.why_not(request.user, gone),
        "revision": gone.revision,
    }
    return render(request, "protocols/stakeholders/merge.html", context)


def _chosen(request: HttpRequest) -> Stakeholder | None:
    """The record that is to be kept, of the address or of what was sent."""
    form = OtherForm(request.POST if request.method == "POST" else request.GET)
    return form.cleaned_data["into"] if form.is_valid() else None


def _suggested(gone: Stakeholder) -> list[dict[str, Any]]:
    return [
        {"record": pair.second if pair.first.pk == gone.pk else pair.first, "reasons": pair.reasons}
        for pair in pairs_of(gone)
    ]
