"""What each act on a protocol asks of its user."""

from __future__ import annotations

from django import forms

from protocols.models import Protocol

from .fields import day


class ProtocolForm(forms.ModelForm):  # type: ignore[type-arg]
    """A draft: what it is about, who is party to it, and when it is to hold."""

    starts_on = day("Yürürlük başlangıcı", required=False)
    ends_on = day("Yürürlük bitişi", required=False)

    class Meta:
        model = Protocol
        fields = ["title", "stakeholders", "starts_on", "ends_on"]


class SignForm(forms.Form):
    signed_on = day("İmza günü")
    starts_on = day("Yürürlük başlangıcı")
    ends_on = day("Yürürlük bitişi", help_text="Protokol bu gün de yürürlüktedir.")


class EndForm(forms.Form):
    ended_on = day("Sona erdiği gün", help_text="Protokolün artık yürürlükte olmadığı ilk gün.")
    reason = forms.CharField(label="Sona erme nedeni", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Neden", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class RenewedForm(forms.Form):
    ended_on = day("Yeni protokolün başladığı gün")


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "sign": SignForm,
    "end": EndForm,
    "terminate": EndForm,
    "mark_renewed": RenewedForm,
    "reopen": ReasonForm,
    "drop": ReasonForm,
}
