"""The page that shows masked personal data: asks why, writes it down, shows it once."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from workflow.people.revealing import KINDS, LEAST_REASON, reveal
from workflow.refusals import Refusal


class WhyForm(forms.Form):
    reason = forms.CharField(
        label="Neden görmeniz gerekiyor?",
        min_length=LEAST_REASON,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Yazdığınız neden, adınız ve bugünün tarihiyle kayıt defterine geçer.",
    )


@never_cache
def reveal_page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    found = KINDS.get(kind)
    if found is None:
        raise Http404
    record = get_object_or_404(found.rows(request.user), pk=pk)
    form, shown = WhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            shown = reveal(record, found, by=request.user, on=localdate(), reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
    context = {"record": record, "kind": found, "form": form, "shown": shown}
    return render(request, "accounts/reveal.html", context)
