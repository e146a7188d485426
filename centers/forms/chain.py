"""What the acts of the chain ask; the form of a return has a field for each part of the subject."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from .fields import NoteForm, day, words

BEFORE = "note_"


class _Return(forms.Form):
    reason = words("İadenin nedeni")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        parts = [name for name in self.fields if name.startswith(BEFORE)]
        values["notes"] = {name.removeprefix(BEFORE): values.pop(name, "") for name in parts}
        return values


def return_form(parts: Mapping[str, str]) -> type[forms.Form]:
    """The form of a return: the reason, and for each part what is to be put right in it."""
    fields = {
        f"{BEFORE}{part}": words(
            name, required=False, help_text="Düzeltilecekse neyin düzeltileceğini yazın; uygunsa boş bırakın."
        )
        for part, name in parts.items()
    }
    return type("ReturnForm", (_Return,), fields)


class DecisionForm(NoteForm):
    decided_on = day("Onayın tarihi")
    decision_number = forms.CharField(label="Onayın sayısı", max_length=60)
    field_order = ["decided_on", "decision_number", "note"]


class AnswerNoteForm(forms.Form):
    answer = words("Ne yaptınız?", help_text="Düzelttiğinizi ya da neden değiştirmediğinizi yazın.")


def forms_of_chain(parts: Mapping[str, str], *, asks_unit: bool = False) -> dict[str, type[forms.Form]]:
    """The forms of the chain's acts of one subject, by the names of the acts."""
    found: dict[str, type[forms.Form]] = {"pass_on": NoteForm, "return_to_centre": return_form(parts)}
    if asks_unit:
        return {**found, "send_to_unit": NoteForm, "record_decision": DecisionForm}
    return {**found, "receive": NoteForm}
