"""What is asked of a calendar of centres: the month, the kinds, the place, and how it is shown."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from accounts.models import Province
from centers.choices.calendar import EntryKind
from centers.models import Center

MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
VIEWS = [("ay", "Ay"), ("liste", "Liste")]


class MonthField(forms.CharField):
    """A month as ``2026-11``; whatever else was typed is a fault."""

    def clean(self, value: Any) -> tuple[int, int] | None:
        text = super().clean(value)
        if not text:
            return None
        found = MONTH.fullmatch(text)
        if found is None:
            raise forms.ValidationError("Ayı 2026-11 biçiminde yazın.")
        return int(found[1]), int(found[2])


class CalendarForm(forms.Form):
    ay = MonthField(
        label="Ay",
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"}),
    )
    tur = forms.ChoiceField(label="Tür", choices=[("", "Tümü"), *EntryKind.choices], required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    gorunum = forms.ChoiceField(choices=VIEWS, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, of_one: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if of_one:
            del self.fields["il"]

    def month(self, today: date) -> tuple[int, int]:
        found: tuple[int, int] | None = self.given("ay")
        return found or (today.year, today.month)

    def given(self, name: str) -> Any:
        """What was asked; of a field that holds a fault, nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)


class AddressForm(forms.Form):
    """Of which centres somebody's calendar program is to read."""

    center = forms.ModelChoiceField(
        label="Merkez", queryset=Center.objects.none(), required=False, empty_label="Gördüğünüz bütün merkezler"
    )
    province = forms.ModelChoiceField(
        label="İl", queryset=Province.objects.none(), required=False, empty_label="Bütün iller",
        help_text="Merkez seçildiyse boş bırakın.",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Center.objects.visible_to(user).standing()
        self.fields["center"].queryset = rows.order_by("name", "pk")  # type: ignore[attr-defined]
        own = Province.objects.filter(pk__in=rows.order_by().values("school__province"))
        self.fields["province"].queryset = own  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("center") and values.get("province"):
            self.add_error("province", "Merkez ile il birlikte seçilmez; birini boş bırakın.")
        return values
