"""Pages on which somebody going on leave, or an amir, names a substitute and ends the substitution."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from workflow.people.forms import EndSubstitutionForm, SubstituteForm
from workflow.people.permissions import may_arrange
from workflow.people.substitutes import arrange, end_substitution, may_end_substitution, visible_to
from workflow.people.visible import duties_visible_to
from workflow.refusals import Refusal

from .people import add_refusal, person_url


def name_substitute(request: HttpRequest, pk: int) -> HttpResponse:
    """Who exercises one duty, from when to when."""
    duty = get_object_or_404(duties_visible_to(request.user), pk=pk)
    today = localdate()
    if not may_arrange(request.user, duty) or (duty.ends_on is not None and duty.ends_on < today):
        raise Http404
    form = SubstituteForm(request.POST or None, duty=duty, on=today, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = arrange(duty, by=request.user, on=today, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"{made.person} yerine {made.substitute} yazıldı; ikisine de bildirildi.")
            return redirect(person_url(duty.user_id))
    context = {"form": form, "duty": duty, "cancel_url": person_url(duty.user_id)}
    return render(request, "accounts/substitute.html", context)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a substitution early: the holder is back, or the substitute cannot go on."""
    today = localdate()
    found = visible_to(request.user, duties_visible_to(request.user)).standing().filter(ends_on__gte=today)
    substitution = get_object_or_404(found, pk=pk)
    if not may_end_substitution(request.user, substitution):
        raise Http404
    form = EndSubstitutionForm(request.POST or None, substitution=substitution, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            end_substitution(substitution, by=request.user, on=today, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Vekâletin yeni son günü yazıldı; izinli kişiye ve vekile bildirildi.")
            return redirect(person_url(substitution.person_id))
    context = {"form": form, "substitution": substitution, "cancel_url": person_url(substitution.person_id)}
    return render(request, "accounts/substitute.html", context)
