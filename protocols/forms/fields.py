"""Fields that the forms on protocols share."""

from __future__ import annotations

from django import forms


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, asked for with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)
