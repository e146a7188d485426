"""Who signed an agreed text for which party, of a protocol or of an amendment, as a page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from protocols.acts import record_signature
from protocols.acts.signatures import AGREED, signatures_of
from protocols.forms.signatures import SignatureForm
from protocols.models import Amendment, Protocol
from protocols.permissions import may_sign
from workflow.refusals import Refusal
from workflow.web.refusing import show_refusal

from .papers import PAGES, record_named
from .text import closed_to, sent


def signature(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    record = record_named(request, what, pk)
    form = SignatureForm(sent(request), record=record)
    back = reverse(PAGES[what], args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            record_signature(record, by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "İmza kaydedildi.")
            return redirect(back)
    is_amendment = isinstance(record, Amendment)
    context = {
        "protocol": record.protocol if is_amendment else record,
        "amendment": record if is_amendment else None,
        "form": form,
        "title": "Taraf imzasını kaydet",
        "lead": "Mutabık kalınan metni hangi taraf adına kimin imzaladığını yazın. Bütün imzalar tamamlanınca “İmzayı kaydet” işlemiyle metin kesinleşir.",
        "back": back,
        "empty": _empty(request, record, form),
    }
    return render(request, "protocols/part.html", context)


def _empty(request: HttpRequest, record: Protocol | Amendment, form: SignatureForm) -> str:
    if sentence := closed_to(request, _may_record(request.user, record)):
        return sentence
    return "" if form.fields["stakeholder"].choices else "Bütün taraflar imzaladı."  # type: ignore[attr-defined]


def _may_record(user: Any, record: Protocol | Amendment) -> bool:
    return record.status in AGREED and may_sign(user, record)


def parts(user: Any, record: Protocol | Amendment) -> dict[str, Any]:
    """What the page of a protocol or of an amendment says of its signatures."""
    what = "ek" if isinstance(record, Amendment) else "protokol"
    return {
        "signatures": signatures_of(record).select_related("stakeholder"),
        "signature_url": reverse("protocols:signature", args=[record.pk, what]) if _may_record(user, record) else "",
    }
