"""What the doors ask of a placement."""

from __future__ import annotations

from django import forms

from transfers.choices import RunPurpose

from .fields import ReasonForm


class StartForm(forms.Form):
    purpose = forms.ChoiceField(
        label="Ne için",
        choices=RunPurpose.choices,
        initial=RunPurpose.MAIN,
        widget=forms.RadioSelect,
        help_text="Asıl yerleştirme değerlendirmede; itirazdan sonraki ve yedek yerleştirme sonuçların ilanından sonra.",
    )


class ResultForm(forms.Form):
    """What a student asks for the own result with; both stand on the receipt."""

    number = forms.CharField(label="Başvuru no", max_length=12, help_text="Alındı belgesindeki dokuz rakam.")
    code = forms.CharField(label="Sonuç kodu", max_length=20, help_text="Alındı belgesindeki on harf ve rakam.")


FORM_OF_ACT: dict[str, type[forms.Form]] = {"stop_run": ReasonForm}
