"""What the form of a special provision asks."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from protocols.models import Protocol, SpecialProvision
from schools.models import Field

GRADES = re.compile(r"(9|10|11|12)(,(9|10|11|12))*")


class ProvisionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = SpecialProvision
        fields = ["clause", "subject", "effect", "whom", "seats", "school", "field", "grades", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "whom": "Ayrılan kontenjan ve öncelikte: örneğin “Paydaş kuruluşun çalışanlarının çocukları”.",
            "seats": "Yalnız ayrılan kontenjanda; bir sınıf için yıllık sayı.",
            "school": "Boş bırakılırsa protokoldeki bütün okullar.",
            "field": "Boş bırakılırsa bütün alanlar.",
        }

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = protocol.schools.order_by("name")  # type: ignore[attr-defined]
        self.fields["field"].queryset = Field.objects.order_by("name")  # type: ignore[attr-defined]

    def clean_grades(self) -> str:
        grades = "".join(self.cleaned_data["grades"].split())
        if grades and not GRADES.fullmatch(grades):
            raise forms.ValidationError("Sınıflar 9, 10, 11, 12 olabilir; virgülle ayırın.")
        return grades

    def validate_constraints(self) -> None:
        """The act refuses with words what the constraints would refuse."""
