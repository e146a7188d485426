"""What each act on a protocol asks of its user."""

from __future__ import annotations

from django import forms

from .models import Protocol, Stakeholder


def _day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class ProtocolForm(forms.ModelForm):  # type: ignore[type-arg]
    """A draft: what it is about, who is party to it, and when it is to hold."""

    starts_on = _day("Yürürlük başlangıcı", required=False)
    ends_on = _day("Yürürlük bitişi", required=False)

    class Meta:
        model = Protocol
        fields = ["title", "stakeholders", "starts_on", "ends_on"]


class StakeholderForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Stakeholder
        fields = ["name", "kind", "tax_number", "province", "contact"]


class SignForm(forms.Form):
    signed_on = _day("İmza günü")
    starts_on = _day("Yürürlük başlangıcı")
    ends_on = _day("Yürürlük bitişi", help_text="Protokol bu gün de yürürlüktedir.")


class EndForm(forms.Form):
    ended_on = _day("Sona erdiği gün", help_text="Protokolün artık yürürlükte olmadığı ilk gün.")
    reason = forms.CharField(label="Sona erme nedeni", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


FORM_OF_ACT: dict[str, type[forms.Form]] = {"sign": SignForm, "end": EndForm}
