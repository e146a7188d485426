"""What the acts on official papers ask; shared by the admin and the API."""

from __future__ import annotations

from django import forms


class NumberForm(forms.Form):
    number = forms.CharField(label="Sayı", max_length=60, help_text="Belge yönetim sisteminin verdiği sayı.")
    dated_on = forms.DateField(label="Tarih", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class CorrectForm(NumberForm):
    note = forms.CharField(label="Düzeltmenin nedeni", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class VoidForm(forms.Form):
    note = forms.CharField(label="Hükümsüzlük nedeni", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
