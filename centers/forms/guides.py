"""What the doors ask of a guide to monitoring."""

from __future__ import annotations

from django import forms

from .fields import day


class PublishForm(forms.Form):
    valid_from = day("Yürürlük başlangıcı")
    valid_until = day("Yürürlük bitişi", required=False, help_text="Boş bırakılırsa sonraki sürüme kadar.")


class GuideFileForm(forms.Form):
    file = forms.FileField(label="Dosya", help_text="PDF ya da ofis belgesi; özeti (SHA-256) saklanır.")


FORM_OF_GUIDE: dict[str, type[forms.Form]] = {"publish_guide": PublishForm}
