"""Fields that the forms on protocols share."""

from __future__ import annotations

from datetime import date
from typing import Any

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


def hour(label: str, *, required: bool = True) -> forms.TimeField:
    """An hour of the day, asked for with the browser's own clock."""
    return forms.TimeField(
        label=label, required=required, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class LinesField(forms.MultipleChoiceField):
    """Texts, one a line in a form; programs send them as a list."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[str]:
        lines = value.splitlines() if isinstance(value, str) else [str(line) for line in value or []]
        return [line.strip() for line in lines if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: list[str]) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
