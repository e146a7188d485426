"""Fields that the forms on transfers share."""

from __future__ import annotations

from django import forms


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, asked for with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def reason(label: str = "Neden") -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class ReasonForm(forms.Form):
    reason = reason()
