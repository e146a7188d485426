"""What a draft of the days of reminding asks."""

from __future__ import annotations

from typing import Any

from django import forms

from protocols.models import ReminderVersion
from protocols.models.reminders import MOST_DAYS, MOST_REMINDERS

EXAMPLE = "Gün sayılarını virgülle ayırın. Örnek: 90, 60, 30"


class DaysField(forms.CharField):
    """Whole numbers, written with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(day) for day in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        words = super().clean(value).split(",")
        try:
            days = [int(word) for word in words]
        except ValueError as error:
            raise forms.ValidationError(EXAMPLE) from error
        if any(not 1 <= day <= MOST_DAYS for day in days):
            raise forms.ValidationError(f"Günler 1 ile {MOST_DAYS} arasında olabilir.")
        if len(days) > MOST_REMINDERS:
            raise forms.ValidationError(f"En çok {MOST_REMINDERS} gün yazılabilir.")
        return sorted(set(days), reverse=True)


class ReminderForm(forms.ModelForm):  # type: ignore[type-arg]
    before_end = DaysField(label="Protokolün bitişinden kaç gün önce", help_text=EXAMPLE, max_length=80)
    before_duty = DaysField(label="Yükümlülüğün gününden kaç gün önce", help_text=EXAMPLE, max_length=80)

    class Meta:
        model = ReminderVersion
        fields = ["name", "before_end", "before_duty", "source", "note"]
