"""What the pages of sponsor schools ask."""

from __future__ import annotations

from typing import Any

from django import forms

from schools.models import School

from .fields import day
from .protocols import ReasonForm


class ProposeForm(forms.Form):
    """The sponsor is given by its institution code, as the list of candidates shows it."""

    code = forms.SlugField(label="Mekân türü", max_length=60)
    sponsor = forms.CharField(label="Hami okulun kurum kodu", max_length=6)
    starts_on = day("İlk günü")
    ends_on = day("Son günü")
    reason = forms.CharField(label="Öneri gerekçesi", max_length=300, required=False)

    def clean_sponsor(self) -> School:
        school = School.objects.filter(code=self.cleaned_data["sponsor"].strip()).first()
        if school is None:
            raise forms.ValidationError("Bu kodla kayıtlı kurum yok.")
        return school


class ProposeOnPage(ProposeForm):
    """For one kind of space: one of the ranked candidates is chosen, or another school named by its code."""

    field_order = ["code", "candidate", "sponsor", "starts_on", "ends_on", "reason"]

    def __init__(
        self, *args: Any, kinds: list[tuple[str, str]], candidates: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.ChoiceField(label="Mekân türü", choices=kinds, widget=forms.HiddenInput)
        if candidates:
            choices = [*candidates, ("", "Listede olmayan başka bir okul")]
            self.fields["candidate"] = forms.ChoiceField(
                label="Aday okullar",
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
                help_text="En yakın okul, sonra boş saati çok olan önce (idari usul). Konumu bilinmeyenler sondadır.",
            )
            self.order_fields(self.field_order)
        self.fields["sponsor"].required = False
        self.fields["sponsor"].help_text = "Yalnız aday listesinde olmayan okul için." if candidates else ""

    def clean_sponsor(self) -> Any:
        chosen = self.cleaned_data.get("candidate") or self.cleaned_data["sponsor"].strip()
        if not chosen:
            raise forms.ValidationError("Bir aday seçin ya da okulun kurum kodunu yazın.")
        self.cleaned_data["sponsor"] = chosen
        return super().clean_sponsor()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        values.pop("candidate", None)
        return values


class OfferForm(forms.Form):
    weekly_hours = forms.IntegerField(label="Haftada kullandırılacak saat", min_value=1, max_value=168)
    free_hours = forms.IntegerField(
        label="Bu mekânda haftada boş olan saat",
        min_value=0,
        max_value=168,
        required=False,
        help_text="Bilinmiyorsa boş bırakın; başka okullara verilenler ayrıca düşülür.",
    )


class EndForm(forms.Form):
    ended_on = day("Artık geçerli olmadığı ilk gün")
    reason = forms.CharField(label="Neden", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class ShortReasonForm(ReasonForm):
    reason = forms.CharField(label="Neden", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "offer_hours": OfferForm,
    "return_hours": ShortReasonForm,
    "end_sponsor": EndForm,
    "drop_sponsor": ShortReasonForm,
}
