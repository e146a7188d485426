"""What a participant gives to be marked as present."""

from __future__ import annotations

from django import forms

NUMBER = "Son dört rakamı (örnek: 4821) ya da katılımcı numaranızı (örnek: K152) yazın."


class CheckInForm(forms.Form):
    last_name = forms.CharField(
        label="Soyadınız", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    number = forms.CharField(
        label="T.C. kimlik numaranızın son dört rakamı", max_length=20, help_text=NUMBER,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    first_name = forms.CharField(
        label="Adınız", max_length=80, required=False, help_text="Yalnız aynı soyadda ve numarada iki kişi varsa gerekir.",
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )  # fmt: skip
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)
