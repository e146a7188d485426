"""What the doors ask of the criteria of transfers."""

from __future__ import annotations

from typing import Any

from django import forms

from transfers.models import TransferRound
from transfers.simulating import rounds_to_try

from .fields import day


class PublishForm(forms.Form):
    valid_from = day("Yürürlük başlangıcı")
    valid_until = day("Yürürlük bitişi", required=False, help_text="Boş bırakılırsa sonraki sürüme kadar.")
    untried = forms.BooleanField(
        label="Geçmiş bir dönemde denenmeden yayımlansın",
        required=False,
        help_text="İşaretlenirse kayıt defterine yazılır. Deneme idari usuldür.",
    )


class TryForm(forms.Form):
    round = forms.ModelChoiceField(
        label="Dönem",
        queryset=TransferRound.objects.all(),
        empty_label=None,
        help_text="Taslak bu dönemin başvurularında, yürürlükteki ölçütlerle yan yana denenir. Dönemde hiçbir şey değişmez.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["round"]
        choice.queryset = rounds_to_try().order_by("-year")


FORM_OF_ACT: dict[str, type[forms.Form]] = {"publish_criteria": PublishForm, "try_criteria": TryForm}
