"""What is asked when a yearly report is ordered."""

from __future__ import annotations

from django import forms

from desk.models.reports import FIRST_YEAR, LAST_YEAR


class OrderForm(forms.Form):
    year = forms.IntegerField(
        label="Yıl",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="Takvim yılı. Bitmemiş bir yıl bugüne kadar sayılır.",
    )
