"""What the doors ask of a round."""

from __future__ import annotations

from django import forms

from transfers.models import TransferCriteria
from transfers.models.rounds import FIRST_YEAR, LAST_YEAR, MOST_MONTHS

from .commissions import RulesForm
from .fields import ReasonForm, WithRecord, day, reason


class Days(forms.Form):
    """The calendar: each day on or after the one above it."""

    applications_from = day("Başvuruların ilk günü")
    applications_until = day("Başvuruların son günü", help_text="Başvurular bu günün sonuna kadar düzeltilebilir.")
    evaluation_until = day("Değerlendirmenin son günü")
    results_on = day("Sonuçların ilan günü")
    objections_until = day("İtirazların son günü")
    registration_until = day("Kayıtların son günü")
    waiting_until = day("Yedek yerleştirmenin son günü")


class CorrectForm(WithRecord, Days):
    criteria = forms.ModelChoiceField(
        label="Ölçütler",
        queryset=TransferCriteria.objects.all(),
        help_text="Dönem ilan edilmeden önce yayımlanmış olmalıdır.",
    )
    retention_months = forms.IntegerField(
        label="Kişisel verilerin saklanma süresi (ay)",
        min_value=1,
        max_value=MOST_MONTHS,
        initial=24,
        help_text="Dönemin son gününden sonra. İdari usul.",
    )
    note = forms.CharField(label="Açıklama", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class PrepareForm(CorrectForm):
    year = forms.IntegerField(
        label="Öğretim yılı",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        localize=False,
        help_text="Başladığı yıl: 2026-2027 için 2026.",
    )
    field_order = ["year", "criteria"]


class MoveForm(WithRecord, Days):
    reason = reason("Değişikliğin nedeni")


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "correct_round": CorrectForm,
    "move_days": MoveForm,
    "cancel_round": ReasonForm,
    "set_commission_rules": RulesForm,
}
