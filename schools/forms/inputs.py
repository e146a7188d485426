"""Inputs of the register's forms: Turkish sentences for what cannot be, decimals with comma, days that exist."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from schools.models import Field

NOT_NEGATIVE = {"min_value": "Eksi sayı olamaz.", "invalid": "Tam sayı yazın."}
NO_SUCH_DAY = {"invalid": "Takvimde böyle bir gün yok. Gün, ay, yıl olarak yazın: 15.02.2024."}


def whole(label: str, *, required: bool = True, help_text: str = "", **more: Any) -> forms.IntegerField:
    """A count: not negative, without fractions."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=more.pop("min_value", 0),
        help_text=help_text,
        widget=widget,
        error_messages=NOT_NEGATIVE | more.pop("error_messages", {}),
        **more,
    )


def decimal(label: str, *, help_text: str = "", digits: int = 8) -> forms.DecimalField:
    """A measure with at most two decimals, written with a comma."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=digits,
        decimal_places=2,
        localize=True,
        help_text=help_text,
        error_messages={"min_value": "Eksi sayı olamaz.", "invalid": "Sayı yazın; ondalığı virgülle ayırın: 48,5."},
    )


def day(label: str, *, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        help_text=help_text,
        error_messages=NO_SUCH_DAY,
    )


def school_year(label: str = "Öğretim yılı") -> forms.IntegerField:
    return whole(
        label,
        min_value=1990,
        max_value=2100,
        help_text="Başladığı yıl: 2026-2027 için 2026.",
        error_messages={"min_value": "1990 veya sonrası olmalıdır.", "max_value": "2100 veya öncesi olmalıdır."},
    )


class FieldChoice(forms.ModelChoiceField):
    """A vocational field, shown with its code; every form of a set shares the one list of choices."""

    def __init__(self, *, label: str = "Alan", required: bool = True, help_text: str = "") -> None:
        super().__init__(Field.objects.all(), label=label, required=required, help_text=help_text, empty_label="Seçin")

    def label_from_instance(self, field: Field) -> str:
        return label_of(field)


class FieldsChoice(forms.ModelMultipleChoiceField):
    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            Field.objects.all(),
            label=label,
            required=False,
            help_text=help_text,
            widget=forms.CheckboxSelectMultiple,
        )


def label_of(field: Field) -> str:
    return f"{field.name} ({field.code}{', mesleki eğitim merkezi' if field.for_mesem else ''})"


def choices_of(fields: Iterable[Field], *, empty: bool = True) -> list[tuple[Any, str]]:
    """The choices for :class:`FieldChoice`, made once for a whole set of forms."""
    return [*([("", "Seçin")] if empty else []), *((field.pk, label_of(field)) for field in fields)]
