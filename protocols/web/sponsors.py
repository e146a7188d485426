"""Needs of schools, candidates, and assignments of sponsor schools as pages (okul/8/5)."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Province
from protocols.acts import SPONSOR, propose
from protocols.dossiers import bound_schools, candidates_of, needs_of
from protocols.forms.sponsors import FORM_OF_ACT, ProposeOnPage
from protocols.listings import SPONSORS
from protocols.models import SponsorAssignment
from protocols.permissions.sponsors import may_propose
from protocols.rules.sponsors import Standing
from schools.models import School
from workflow.history.contexts import latest
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .text import sent

CANDIDATES_SHOWN = 10
OPEN_NEEDS = {Standing.MISSING, Standing.UNKNOWN}


class NeedsFilter(forms.Form):
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


def sponsors(request: HttpRequest) -> HttpResponse:
    return render(request, "protocols/sponsors/list.html", list_context(request, SPONSORS))


def uncovered(request: HttpRequest) -> HttpResponse:
    """Schools whose needs no sponsor covers today, or of which it is not known."""
    on = localdate()
    form = NeedsFilter(request.GET)
    province = form.cleaned_data["il"] if form.is_valid() else None
    rows = School.objects.visible_to(request.user).filter(pk__in=list(bound_schools(on))).select_related("province")
    rows = rows.filter(province=province) if province else rows
    found = [
        one for one in needs_of(rows, on) if one.needs is None or {need.standing for need in one.needs} & OPEN_NEEDS
    ]
    page = Paginator(found, 50).get_page(request.GET.get("sayfa"))
    return render(request, "protocols/sponsors/needs.html", {"form": form, "page": page, "province": province})


def of_school(request: HttpRequest, pk: int) -> HttpResponse:
    """What one school lacks, who sponsors it, and whom it sponsors."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    found = needs_of([school], localdate())
    rows = SponsorAssignment.objects.visible_to(request.user).select_related("school", "sponsor")
    context = {
        "school": school,
        "found": found[0] if found else None,
        "assignments": rows.filter(school=school),
        "lends": rows.filter(sponsor=school),
        "may_propose": bool(found) and may_propose(request.user, school),
    }
    return render(request, "protocols/sponsors/school.html", context)


def propose_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Candidates for one kind of space, ranked, and the proposal."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    on = localdate()
    found = needs_of([school], on)
    needs = [one for one in (found[0].needs or () if found else ()) if one.standing is not Standing.UNKNOWN]
    kinds = [(need.asked.code, need.asked.name) for need in needs]
    asked = request.GET.get("mekan", "")
    code = asked if asked in dict(kinds) else next(iter(dict(kinds)), "")
    sent_code = request.POST.get("code", "")
    code = sent_code if sent_code in dict(kinds) else code
    candidates = _candidates(school, code)
    form = ProposeOnPage(sent(request), kinds=kinds, candidates=candidates, initial={"code": code})
    if request.method == "POST" and form.is_valid():
        try:
            made = propose(school, by=request.user, on=on, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Hami okul önerildi. Şimdi hami okul kullanım saatini bildirir.")
            return redirect("protocols:sponsor", made.pk)
    context = {
        "school": school,
        "kinds": kinds,
        "kind": dict(kinds).get(code, ""),
        "form": form,
        "code": code,
        "candidates": candidates,
        "back": reverse("protocols:sponsors_of", args=[pk]),
        "may_propose": may_propose(request.user, school),
    }
    return render(request, "protocols/sponsors/propose.html", context)


def _candidates(school: School, code: str) -> list[tuple[str, str]]:
    """Code of each candidate, with its name, its place and why it stands where it stands."""
    ranked = candidates_of(school, code, localdate())[:CANDIDATES_SHOWN] if code else ()
    schools = School.objects.select_related("province", "district").in_bulk([one.candidate.key for one in ranked])
    found = [(schools[one.candidate.key], one.reason) for one in ranked]
    return [(one.code, f"{one.name} ({_place(one)}): {reason}") for one, reason in found if one.code]


def _place(school: School) -> str:
    return f"{school.province.name} / {school.district.name}" if school.district else school.province.name


@with_past("hami-okul")
def sponsor(request: HttpRequest, pk: int) -> HttpResponse:
    """One assignment: who lends what to whom, how it stands, and the acts on it."""
    rows = SponsorAssignment.objects.visible_to(request.user)
    record = get_object_or_404(
        rows.select_related("school", "sponsor", "proposed_by", "offered_by", "decided_by"), pk=pk
    )
    context = {
        "assignment": record,
        "is_over": record.status == "sponsor_assigned" and record.until <= localdate(),
        "acts": [
            {"act": act, "url": reverse("protocols:sponsor_act", args=[pk, act.name])}
            for act in SPONSOR.open_to(request.user, record)
        ],
        **latest(record),
    }
    return render(request, "protocols/sponsors/sponsor.html", context)


class SponsorAct(ActPage):
    lifecycle = SPONSOR
    forms_of_acts = FORM_OF_ACT
    queryset = SponsorAssignment.objects.select_related("school", "sponsor")

    def record_url(self) -> str:
        return reverse("protocols:sponsor", args=[self.record.pk])
