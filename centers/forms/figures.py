"""Numbers as people write them in Turkish, "1.250,5", and as programs do, "1250.5"; in both, a comma stands before the decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

GROUP = 3  # digits between two points of a large number


class ByHand(str):
    """A number from the form of a page, not from a program."""

    __slots__ = ()


class FigureInput(forms.TextInput):
    """Shows a number with a comma and without the zeros that say nothing; what was typed comes back as it was typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return written(value) if isinstance(value, Decimal | int | float) else super().format_value(value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return ByHand(value) if isinstance(data, QueryDict) and isinstance(value, str) else value


class FigureField(forms.DecimalField):
    """A point is a point between thousands where a comma follows it or, written by hand, where three digits do: "1.250".

    A program's "1.250" is one and a quarter, as the API itself writes it.
    """

    widget = FigureInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 14, "decimal_places": 3, **kwargs})

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain(value) if isinstance(value, str) else value)


def figure(label: str, *, required: bool = True, help_text: str = "", **kwargs: Any) -> FigureField:
    return FigureField(label=label, required=required, help_text=help_text, **kwargs)


def plain(value: str) -> str:
    """The number with a point before its decimals; what is no number stays as it is, and is refused later."""
    text = "".join(value.split())
    if "," in text:
        whole, _, decimals = text.partition(",")
        return f"{_without_points(whole)}.{decimals}" if decimals else text
    return _without_points(text) if isinstance(value, ByHand) else text


def _without_points(whole: str) -> str:
    """The points out, where they stand between groups of three digits."""
    first, *groups = whole.split(".")
    digits = first.lstrip("+-")
    grouped = groups and 0 < len(digits) <= GROUP and not digits.startswith("0")
    if grouped and all(len(group) == GROUP and group.isdigit() for group in groups):
        return first + "".join(groups)
    return whole


def written(value: Decimal | float) -> str:
    """The number with a comma, "12,5" of 12.500."""
    text = f"{Decimal(str(value)):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
