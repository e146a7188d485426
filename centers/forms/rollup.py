"""What is asked of the roll-up over all centres."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate

from accounts.models import Province
from centers.models import GuideIndicator
from centers.models.plans import FIRST_YEAR
from centers.rollup import Asked
from schools.models import Field


class RollUpForm(forms.Form):
    yil = forms.IntegerField(label="Son yıl", required=False, min_value=FIRST_YEAR, max_value=2100)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    alan = forms.ModelChoiceField(label="Alan", queryset=Field.objects.all(), required=False, empty_label="Tümü")
    gosterge = forms.ChoiceField(label="Kılavuz göstergesi", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = GuideIndicator.objects.filter(guide__status="published")
        codes = published.order_by("code", "-guide__valid_from", "-guide__pk").distinct("code")
        choices = [(one.code, str(one)) for one in codes]
        self.fields["gosterge"].choices = [("", "Tümü"), *choices]  # type: ignore[attr-defined]

    def asked(self, on: date | None = None) -> Asked:
        """Three years up to the one that is named, else up to the one that runs."""
        values = self.cleaned_data if self.is_valid() else {}
        year = values.get("yil") or (on or localdate()).year
        return Asked(year, values.get("il"), values.get("alan"), values.get("gosterge") or "")
