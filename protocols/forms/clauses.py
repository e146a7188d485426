"""What the pages of a protocol's text ask: its clauses, the fields asked for and decided; and templates."""

from __future__ import annotations

from typing import Any

from django import forms

from protocols.models import Clause, CoveredField, Protocol
from protocols.models.clauses import NUMBER, NUMBER_HELP
from schools.models import SchoolField

from .fields import day


class ClauseForm(forms.ModelForm):  # type: ignore[type-arg]
    number = forms.RegexField(
        NUMBER,
        label="Madde no",
        max_length=12,
        help_text=NUMBER_HELP,
        error_messages={"invalid": "Madde numarası 4, 4.2 ya da 12/A gibi yazılır."},
    )

    class Meta:
        model = Clause
        fields = ["number", "title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}


class FieldsAskedForm(forms.Form):
    """The open fields of each school that the protocol names, those asked for ticked."""

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = list(protocol.schools.order_by("name"))
        asked: dict[int, list[int]] = {}
        for school, field in protocol.covered.values_list("school_id", "field_id"):
            asked.setdefault(school, []).append(field)
        taught = SchoolField.objects.filter(school__in=self.schools, closed_on=None).select_related("field")
        self.fields_of: dict[int, dict[int, Any]] = {school.pk: {} for school in self.schools}
        for row in taught.order_by("field__name"):
            self.fields_of[row.school_id][row.field_id] = row.field
        for school in self.schools:
            choices = [(key, field.name) for key, field in self.fields_of[school.pk].items()]
            self.fields[f"school_{school.pk}"] = forms.TypedMultipleChoiceField(
                label=str(school),
                choices=choices,
                coerce=int,
                required=False,
                initial=asked.get(school.pk, []),
                widget=forms.CheckboxSelectMultiple,
                help_text="" if choices else "Kurum kartında açık alan yok; önce alanlar girilir.",
            )

    def asked(self) -> dict[Any, list[Any]]:
        """The fields by their schools."""
        return {
            school: [self.fields_of[school.pk][key] for key in self.cleaned_data[f"school_{school.pk}"]]
            for school in self.schools
        }


DECISIONS = [("yes", "Kapsama alındı"), ("no", "Kapsama alınmadı")]


class FieldsDecidedForm(forms.Form):
    """For each field asked for: covered, or left out with a reason; what is not decided yet may stay so."""

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[CoveredField] = list(protocol.covered.select_related("school", "field"))
        for row in self.rows:
            initial = {True: "yes", False: "no", None: ""}[row.agreed]
            self.fields[f"agreed-{row.pk}"] = forms.ChoiceField(
                label=f"{row.field} – {row.school}",
                choices=[("", "Henüz kararlaştırılmadı"), *DECISIONS],
                required=False,
                initial=initial,
            )
            self.fields[f"reason-{row.pk}"] = forms.CharField(
                label="Alınmadıysa gerekçesi", required=False, max_length=300, initial=row.reason
            )

    def decided(self) -> dict[int, tuple[bool, str]]:
        data = self.cleaned_data
        return {
            row.pk: (data[f"agreed-{row.pk}"] == "yes", data[f"reason-{row.pk}"])
            for row in self.rows
            if data[f"agreed-{row.pk}"]
        }


class PublishForm(forms.Form):
    valid_from = day("Yürürlük başlangıcı")
    valid_until = day("Yürürlük bitişi", required=False, help_text="Boş bırakılırsa sonraki sürüme kadar.")


FORM_OF_ACT: dict[str, type[forms.Form]] = {"publish_template": PublishForm}
