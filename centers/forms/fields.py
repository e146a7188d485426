"""Fields that the forms on centres share."""

from __future__ import annotations

from typing import Any

from django import forms

from schools.models import Field
from schools.phones import phone_in_e164


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, asked for with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def words(
    label: str, *, rows: int = 3, most: int = 2000, required: bool = True, help_text: str = ""
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=help_text)


class ReasonForm(forms.Form):
    reason = words("Neden", most=300)


class NoteForm(forms.Form):
    note = words("Not", required=False, most=2000, help_text="İsteğe bağlı; zincirin adımlarında görünür.")


class FieldsChoice(forms.ModelMultipleChoiceField):
    """Fields of teaching, named by their codes."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.SelectMultiple(attrs={"size": 8})
        super().__init__(queryset=Field.objects.all(), to_field_name="code", widget=widget, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class PhoneField(forms.CharField):
    """A Turkish number, kept in E.164."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        number = phone_in_e164(super().clean(value) or "")
        if number is None:
            raise forms.ValidationError("Telefonu alan koduyla yazın: (312) 413 19 17.")
        return number


class WithRecord(forms.Form):
    """Begins with what the record says today."""

    takes_record = True

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        says = {name: getattr(record, name) for name in self.base_fields if hasattr(record, name)} if record else {}
        says |= self.said_of(record) if record else {}
        super().__init__(*args, **{**kwargs, "initial": {**says, **(kwargs.get("initial") or {})}})

    def said_of(self, record: Any) -> dict[str, Any]:
        """What the record says by another name than the form's."""
        return {}
