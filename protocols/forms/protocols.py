"""What each act on a protocol asks of its user."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from protocols.models import Protocol, Stakeholder
from schools.models import School

from .fields import day
from .picking import Picking, StakeholderPicker


class ProtocolForm(forms.ModelForm):  # type: ignore[type-arg]
    """A draft: what it is about, who is party to it, and when it is to hold."""

    starts_on = day("Yürürlük başlangıcı", required=False)
    ends_on = day("Yürürlük bitişi", required=False)

    class Meta:
        model = Protocol
        fields = ["title", "stakeholders", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stakeholders"].queryset = Stakeholder.objects.to_be_party_of(self.instance)  # type: ignore[attr-defined]


class DraftForm(Picking, ProtocolForm):
    """The same on a page, with the schools that the protocol is to name, by their codes, and parties to search for."""

    schools = forms.CharField(
        label="Okulların kurum kodları",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text="Birden çok okul için kodları alt alta ya da virgülle ayırarak yazın.",
    )
    field_order = ["title", "schools", "stakeholders", "starts_on", "ends_on"]

    class Meta(ProtocolForm.Meta):
        widgets = {"stakeholders": StakeholderPicker(many=True)}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if self.instance.pk:
            codes = self.instance.schools.exclude(code=None).order_by("name", "pk").values_list("code", flat=True)
            self.initial["schools"] = "\n".join(codes)

    def clean_schools(self) -> list[School]:
        codes = dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["schools"].strip()))
        seen = School.objects.visible_to(self.user)
        found = {school.code: school for school in seen.filter(code__in=codes)}
        if unknown := [code for code in codes if code not in found]:
            raise forms.ValidationError(f"Yetki alanınızda bu kodla kayıtlı kurum yok: {', '.join(unknown)}.")
        without_code = seen.filter(protocols=self.instance, code=None) if self.instance.pk else []
        return [*(found[code] for code in codes), *without_code]


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
