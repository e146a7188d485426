"""What the doors ask of an in-service programme: every part of the definition (smm/3/1 g)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from centers.acts.programmes import PARTS
from centers.choices import NeedStatus
from centers.models import Center, Need

from .chain import forms_of_chain
from .fields import ReasonForm, WithRecord, words
from .needs import GroupsChoice, OwnFieldChoice


class NeedsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.get_kind_display()})"


class ProgrammeForm(WithRecord):
    """``center``: whose needs may be chosen; the act asks it again."""

    name = forms.CharField(label=PARTS["name"], max_length=200)
    field = OwnFieldChoice()
    needs = NeedsChoice(
        label="Karşıladığı ihtiyaçlar", queryset=Need.objects.open(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Program onaylanınca bu ihtiyaçlar karşılanmış olur.",
    )  # fmt: skip
    aim = words(PARTS["aim"], most=4000, required=False)
    hours = forms.IntegerField(label="Süresi (ders saati)", min_value=1, max_value=999, required=False)
    target_groups = GroupsChoice()
    target = words("Hedef kitleye ilişkin açıklama", required=False, help_text="Ön koşul varsa yazın.")
    practice = words(PARTS["practice"], rows=5, most=8000, required=False)
    content = words(PARTS["content"], rows=10, most=20000, required=False, help_text="Konular ve süreleri.")
    methods = words(PARTS["methods"], rows=4, most=8000, required=False)
    assessment = words(PARTS["assessment"], rows=4, most=8000, required=False)
    other = words(
        PARTS["other"], rows=3, most=8000, required=False, help_text="Gerekli diğer hususlar; yoksa boş bırakın."
    )

    def __init__(self, *args: Any, record: Any = None, center: Center | None = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        self.fields["target_groups"].required = False
        chosen: Any = self.fields["needs"]
        if record is not None:
            own = Q(center=record.center_id) & (Q(status=NeedStatus.OPEN) | Q(programmes=record))
            chosen.queryset = Need.objects.filter(own).distinct()
        elif center is not None:
            chosen.queryset = Need.objects.open().filter(center=center)

    def said_of(self, record: Any) -> dict[str, Any]:
        return {"field": record.field, "needs": list(record.needs.values_list("pk", flat=True))}


FORM_OF_PROGRAMME: dict[str, type[forms.Form]] = {
    "write_programme": ProgrammeForm,
    "drop_programme": ReasonForm,
    **forms_of_chain(PARTS, asks_unit=True),
}
