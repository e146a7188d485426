"""What the doors ask of a need."""

from __future__ import annotations

from typing import Any

from django import forms

from centers.choices.needs import NeedKind, NeedSource, Priority, TargetGroup
from centers.models import Programme
from schools.models import Field

from .fields import ReasonForm, WithRecord, day, words


class GroupsChoice(forms.MultipleChoiceField):
    """The teachers for whom centres work (smm/5/1)."""

    def __init__(self) -> None:
        super().__init__(
            label="Hedef kitle",
            choices=TargetGroup.choices,
            widget=forms.CheckboxSelectMultiple,
            help_text="Merkezler bu öğretmenlerin mesleki gelişimi için çalışır (SMM Yönergesi m. 5/1).",
        )


class OwnFieldChoice(forms.ModelChoiceField):
    """A field of teaching by its code; which of them a centre may name is asked by the act."""

    def __init__(self) -> None:
        super().__init__(
            label="Alan",
            queryset=Field.objects.all(),
            to_field_name="code",
            required=False,
            empty_label="Belirli bir alanın değil",
            help_text="Merkezin faaliyet gösterdiği alanlardan biri (SMM Yönergesi m. 5/1).",
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Field) else super().prepare_value(value)


class NeedForm(WithRecord):
    kind = forms.ChoiceField(label="İhtiyacın türü", choices=NeedKind.choices)
    title = forms.CharField(
        label="İhtiyaç", max_length=200, help_text="Örnek: Beş eksenli CNC tezgâhlarında programlama."
    )
    text = words("Açıklama", rows=4, most=4000)
    field = OwnFieldChoice()
    target_groups = GroupsChoice()
    source = forms.ChoiceField(label="Nasıl tespit edildi?", choices=NeedSource.choices)
    found_on = day("Tespit günü")
    evidence = words("Dayanak", help_text="Anketin, görüşmenin veya raporun adı, kaç kişiye sorulduğu, sonucu.")
    priority = forms.ChoiceField(label="Öncelik (idari usul)", choices=Priority.choices, initial=Priority.MIDDLE)

    def said_of(self, record: Any) -> dict[str, Any]:
        return {"field": record.field}


class AnswerNeedForm(WithRecord):
    programme = forms.ModelChoiceField(
        label="Karşılayan hizmet içi eğitim programı", queryset=Programme.objects.none(), required=False,
        empty_label="Program değil",
    )  # fmt: skip
    work = forms.CharField(
        label="Karşılayan çalışma", max_length=300, required=False,
        help_text="Program değilse: materyal çalışması, öğretim programı taslağı, rapor ve tarihi.",
    )  # fmt: skip

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, user=user, **kwargs)
        if record is not None:
            chosen: Any = self.fields["programme"]
            chosen.queryset = Programme.objects.in_force().filter(center=record.center)


FORM_OF_NEED: dict[str, type[forms.Form]] = {
    "correct_need": NeedForm,
    "answer_need": AnswerNeedForm,
    "reopen_need": ReasonForm,
    "drop_need": ReasonForm,
}
