"""What the pages of centres share: what was sent, and a refusal at its fields."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, QueryDict

from workflow.refusals import Invalid, Refusal


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def show(form: forms.Form, refusal: Refusal) -> None:
    """The refusal at its fields, else at the head of the form."""
    faults = refusal.faults if isinstance(refusal, Invalid) else {}
    for name, sentence in faults.items():
        form.add_error(name if name in form.fields else None, sentence)
    if not faults:
        form.add_error(None, str(refusal))
