"""How a page says no: the refusal of an act stands at the fields that it is about."""

from __future__ import annotations

from django.forms import BaseForm

from workflow.refusals import Invalid, Refusal


def show_refusal(form: BaseForm, refusal: Refusal) -> None:
    """The sentences at their fields, those of fields that the form has not at its head; without any, the refusal itself."""
    faults = refusal.faults if isinstance(refusal, Invalid) else {}
    for name, sentence in faults.items():
        form.add_error(name if name in form.fields else None, sentence)
    if not faults:
        form.add_error(None, str(refusal))
