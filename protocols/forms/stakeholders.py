"""What a stakeholder's form asks."""

from __future__ import annotations

from django import forms

from protocols.models import Stakeholder


class StakeholderForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Stakeholder
        fields = ["name", "kind", "tax_number", "province", "contact"]
