"""What the pages of an amendment ask: its subject, its changes, the conflicts to solve, and its acts."""

from __future__ import annotations

from typing import Any

from django import forms

from protocols.choices import ChangeKind
from protocols.models import AmendmentChange, Protocol, Stakeholder
from protocols.models.clauses import NUMBER, NUMBER_HELP
from protocols.rules.consolidation import Conflict
from schools.models import Field, School

from .fields import day
from .picking import Picking, StakeholderPicker
from .protocols import ReasonForm


class AmendmentForm(forms.Form):
    title = forms.CharField(label="Konusu", max_length=200)
    reason = forms.CharField(
        label="Gerekçe", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


CLAUSE_NUMBER = forms.RegexField(
    NUMBER,
    label="Madde no",
    max_length=12,
    help_text=NUMBER_HELP,
    error_messages={"invalid": "Madde numarası 4, 4.2 ya da 12/A gibi yazılır."},
)


class ChangeForm(Picking, forms.ModelForm):  # type: ignore[type-arg]
    """One change of one kind: only what that kind is about is asked."""

    ASKS = {
        ChangeKind.CLAUSE_CHANGED: ["clause", "title", "text"],
        ChangeKind.CLAUSE_ADDED: ["clause", "title", "text"],
        ChangeKind.CLAUSE_REMOVED: ["clause"],
        ChangeKind.TERM: ["ends_on"],
        ChangeKind.PARTY_ADDED: ["stakeholder"],
        ChangeKind.PARTY_REMOVED: ["stakeholder"],
        ChangeKind.SCHOOL_ADDED: ["school"],
        ChangeKind.SCHOOL_REMOVED: ["school"],
        ChangeKind.FIELD_ADDED: ["school", "field"],
        ChangeKind.FIELD_REMOVED: ["school", "field"],
    }
    clause = CLAUSE_NUMBER
    ends_on = day("Yeni bitiş günü", help_text="Protokol bu gün de yürürlüktedir.")
    school = forms.CharField(label="Okulun kurum kodu", max_length=6)

    class Meta:
        model = AmendmentChange
        fields = ["clause", "title", "text", "ends_on", "stakeholder", "school", "field"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args: Any, kind: str, protocol: Protocol, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.instance.kind = kind
        asks = self.ASKS[ChangeKind(kind)]
        for name in [name for name in self.fields if name not in asks]:
            del self.fields[name]
        if "stakeholder" in self.fields:
            parties = protocol.stakeholders.all()
            adding = kind == ChangeKind.PARTY_ADDED
            if adding:
                picker = StakeholderPicker(many=False)
                picker.without = list(parties.values_list("pk", flat=True))
                self.fields["stakeholder"].widget = picker
            self.fields["stakeholder"].queryset = (  # type: ignore[attr-defined]
                Stakeholder.objects.live().exclude(pk__in=parties.values("pk")) if adding else parties
            )
        if "field" in self.fields:
            self.fields["field"].queryset = Field.objects.order_by("name")  # type: ignore[attr-defined]
        if "school" in self.fields and self.instance.school_id:
            self.initial["school"] = self.instance.school.code
        if "text" in self.fields:
            self.fields["text"].required = True
        for name in {"stakeholder", "field"} & self.fields.keys():
            self.fields[name].required = True

    def clean_school(self) -> School:
        school = School.objects.visible_to(self.user).filter(code=self.cleaned_data["school"].strip()).first()
        if school is None:
            raise forms.ValidationError("Yetki alanınızda bu kurum koduyla bir kurum yok.")
        return school

    def _get_validation_exclusions(self) -> set[str]:
        # The act asks for what a change needs; constraints would be told without the amendment.
        return set(super()._get_validation_exclusions()) | {"amendment"}

    def validate_constraints(self) -> None:
        """The act refuses with words what the constraints would refuse."""


CHOICES = [
    ("mine", "Bu taslaktaki metin geçerli olsun"),
    ("theirs", "Yürürlükteki metin kalsın (bu değişiklikten vazgeç)"),
    ("other", "İkisini birleştiren aşağıdaki metin geçerli olsun"),
]


class SolveForm(forms.Form):
    """A decision for each conflict; a merged text is asked only where a clause is in conflict."""

    def __init__(self, *args: Any, conflicts: list[tuple[str, Conflict]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [key for key, _ in conflicts]
        for position, (_, conflict) in enumerate(conflicts):
            place = (
                f"Madde {conflict.change.subject}" if conflict.change.text else ChangeKind(conflict.change.kind).label
            )
            is_text = bool(conflict.change.text)
            self.fields[f"choice_{position}"] = forms.ChoiceField(
                label=f"{place}: karar", choices=CHOICES if is_text else CHOICES[:2], widget=forms.RadioSelect
            )
            if is_text:
                self.fields[f"text_{position}"] = forms.CharField(
                    label=f"{place}: birleştirilen metin",
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 6}),
                    initial=conflict.change.text,
                )

    def solved(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {
            key: (data[f"choice_{position}"], data.get(f"text_{position}", ""))
            for position, key in enumerate(self.keys)
        }


class SignAmendmentForm(forms.Form):
    signed_on = day("İmza günü")
    holds_from = day("Geçerlilik başlangıcı", help_text="Değişiklikler bu günden başlayarak geçerlidir.")


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "sign_amendment": SignAmendmentForm,
    "reopen_amendment": ReasonForm,
    "drop_amendment": ReasonForm,
}
