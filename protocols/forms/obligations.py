"""What the pages of obligations and duties ask."""

from __future__ import annotations

from typing import Any

from django import forms

from protocols.models import Obligation, Protocol

from .fields import day
from .protocols import ReasonForm


class ObligationForm(forms.ModelForm):  # type: ignore[type-arg]
    first_due_on = day("İlk günü")

    class Meta:
        model = Obligation
        fields = ["clause", "kind", "title", "owner", "stakeholder", "school", "first_due_on", "every", "evidence"]
        help_texts = {
            "stakeholder": "Yalnız paydaşın yükümlülüğünde.",
            "school": "Boş bırakılırsa protokoldeki her okul için ayrı ayrı.",
            "evidence": "Yerine getirildiği neyle gösterilecek? Boş bırakılırsa kanıt istenmez.",
        }

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = protocol.schools.order_by("name")  # type: ignore[attr-defined]
        self.fields["stakeholder"].queryset = protocol.stakeholders.order_by("name")  # type: ignore[attr-defined]

    def validate_constraints(self) -> None:
        """The act refuses with words what the constraints would refuse."""


class FulfilForm(forms.Form):
    fulfilled_on = day("Yerine getirildiği gün")
    note = forms.CharField(label="Açıklama", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class MoveForm(forms.Form):
    due_on = day("Yeni gün")
    reason = forms.CharField(label="Neden", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "fulfil": FulfilForm,
    "return_duty": ReasonForm,
    "move": MoveForm,
    "waive": ReasonForm,
}
