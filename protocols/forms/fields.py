"""Fields that the forms on protocols share."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
BEYOND = "01.01.2000 ile 31.12.2099 arasında bir gün yazın."


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, asked for with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def day_within(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """The same, of a year that somebody can mean: a slip of the pen in it is told at once."""
    field = day(label, required=required, help_text=help_text)
    field.validators += [MinValueValidator(FIRST, BEYOND), MaxValueValidator(LAST, BEYOND)]
    return field
