"""What the doors ask of objections and of the commission's decisions on them."""

from __future__ import annotations

from typing import Any

from django import forms

from transfers.models import Objection, Sitting

from .commissions import NO_NAMES, SittingField
from .fields import ReasonForm, reason


class ObjectForm(forms.Form):
    text = forms.CharField(
        label="İtirazın gerekçesi", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}), help_text=NO_NAMES
    )


class RejectForm(forms.Form):
    """By which sitting of the province's commission, and why."""

    takes_record = True
    sitting = SittingField(
        label="Karar alınan oturum", queryset=Sitting.objects.select_related("commission"), empty_label="Seçin",
        help_text="Yeter sayısı sağlanan ve tutanağı henüz tamamlanmamış oturumlar.",
    )  # fmt: skip
    reason = reason("Kararın gerekçesi")

    def __init__(self, *args: Any, record: Objection | None = None, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        if record is not None and not self.is_bound:
            application, choice = record.application, self.fields["sitting"]
            choice.queryset = choice.queryset.deciding().filter(  # type: ignore[attr-defined]
                commission__round=application.round_id, commission__province=application.school.province_id
            )


class AcceptForm(RejectForm):
    """With the figures of the score that are put right; those left empty stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.components = list(self.record.application.round.criteria.components.all()) if self.record else []
        for one in self.components:
            now = self.record.application.values.get(one.key, "–") if self.record else ""
            self.fields[f"value_{one.key}"] = forms.DecimalField(
                label=f"Doğrusu: {one.label}", min_value=0, max_value=one.maximum, required=False,
                help_text=f"Başvuruda {str(now).replace('.', ',')}. Değişmiyorsa boş bırakın.",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["values"] = {one.key: given.pop(f"value_{one.key}", None) for one in self.components}
        return given


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "accept_objection": AcceptForm,
    "reject_objection": RejectForm,
    "withdraw_objection": ReasonForm,
}
