"""What the doors ask of the criteria of transfers."""

from __future__ import annotations

from django import forms

from .fields import day


class PublishForm(forms.Form):
    valid_from = day("Yürürlük başlangıcı")
    valid_until = day("Yürürlük bitişi", required=False, help_text="Boş bırakılırsa sonraki sürüme kadar.")


FORM_OF_ACT: dict[str, type[forms.Form]] = {"publish_criteria": PublishForm}
