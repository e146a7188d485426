"""What the page of signatures asks."""

from __future__ import annotations

from typing import Any

from django import forms

from protocols.acts.signatures import DIRECTORATE, parties_of, signatures_of
from protocols.models import Amendment, Protocol

from .fields import day


class SignatureForm(forms.Form):
    """Who signed for which party; the parties that have not signed yet are offered."""

    stakeholder = forms.ChoiceField(label="Taraf")
    name = forms.CharField(label="İmzalayan", max_length=120)
    title = forms.CharField(label="Unvanı", max_length=120, required=False)
    signed_on = day("İmza günü")

    def __init__(self, *args: Any, record: Protocol | Amendment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signed = set(signatures_of(record).values_list("stakeholder", flat=True))
        self.parties = {str(party.pk): party for party in parties_of(record) if party.pk not in signed}
        ours = [] if None in signed else [("gm", DIRECTORATE)]
        choices = [*ours, *((key, str(party)) for key, party in self.parties.items())]
        self.fields["stakeholder"].choices = choices  # type: ignore[attr-defined]

    def clean_stakeholder(self) -> Any:
        return self.parties.get(self.cleaned_data["stakeholder"])
