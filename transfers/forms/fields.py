"""Fields that the forms on transfers share."""

from __future__ import annotations

from typing import Any

from django import forms


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, asked for with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def reason(label: str = "Neden") -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class ReasonForm(forms.Form):
    reason = reason()


def beginning(says: dict[str, Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    """What a form is made with: what the record says, and over it what the door would begin with (pages give ``{}``)."""
    return {**kwargs, "initial": {**says, **(kwargs.get("initial") or {})}}


class WithRecord(forms.Form):
    """Begins with what the record says today."""

    takes_record = True

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        says = {name: getattr(record, name) for name in self.base_fields if hasattr(record, name)} if record else {}
        super().__init__(*args, **beginning(says, kwargs))
