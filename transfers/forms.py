"""What the doors of transfers ask."""

from __future__ import annotations

from django import forms


def _day(label: str, **more: object) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)  # type: ignore[arg-type]


class PublishForm(forms.Form):
    valid_from = _day("Yürürlük başlangıcı")
    valid_until = _day("Yürürlük bitişi", required=False, help_text="Boş bırakılırsa sonraki sürüme kadar.")


FORM_OF_ACT: dict[str, type[forms.Form]] = {"publish_criteria": PublishForm}
