"""What the doors ask of a quota."""

from __future__ import annotations

from typing import Any

from django import forms

from protocols.models import SpecialProvision
from schools.models import Branch, Field, School
from transfers.choices import RoundStatus
from transfers.dossiers import reserving_provisions
from transfers.models import Quota, TransferRound
from transfers.models.quotas import MOST_PLACES

from .fields import ReasonForm, WithRecord, reason

RESERVING = ("provision", "reserved_day", "reserved_girls", "reserved_boys", "holds_reserved")


def places(label: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST_PLACES, required=False, initial=0, help_text=help_text
    )


class ProvisionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.protocol.title}, m. {obj.clause}: {obj.whom} için {obj.seats} yer"


class FieldChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class Places(forms.Form):
    """How many, and for whom some are kept."""

    day_places = places("Gündüzlü yer")
    girls_places = places("Yatılı kız yeri", "Pansiyonun boş yerinden çok olamaz.")
    boys_places = places("Yatılı erkek yeri", "Pansiyonun boş yerinden çok olamaz.")
    provision = ProvisionChoice(
        label="Yer ayıran özel hüküm",
        queryset=SpecialProvision.objects.select_related("protocol"),
        required=False,
        empty_label="Yok",
        help_text="Protokolün nakle ilişkin özel hükmü (Yönerge m. 8/3). Boş: yer ayrılmaz.",
    )
    reserved_day = places("Ayrılan gündüzlü yer")
    reserved_girls = places("Ayrılan yatılı kız yeri")
    reserved_boys = places("Ayrılan yatılı erkek yeri")
    holds_reserved = forms.BooleanField(
        label="Ayrılan yer boş kalırsa kimseye verilmez",
        required=False,
        help_text="İşaretlenmezse boş kalan ayrılmış yer diğer öğrencilere açılır.",
    )


class ProposeForm(Places):
    """As programs send it: school by its code, field by its code, branch and round by their keys."""

    round = forms.ModelChoiceField(label="Dönem", queryset=TransferRound.objects.all())
    field = FieldChoice(label="Alan", queryset=Field.objects.all(), to_field_name="code")
    branch = forms.ModelChoiceField(
        label="Dal", queryset=Branch.objects.all(), required=False, empty_label="Alanın bütünü"
    )
    grade = forms.IntegerField(label="Sınıf", required=False, help_text="Yalnız 11 olabilir (Yönerge m. 8/2).")
    field_order = ["round", "field", "branch", "grade"]

    def clean_grade(self) -> int:
        grade = self.cleaned_data["grade"]
        return 11 if grade is None else int(grade)


class ProposeOnPage(ProposeForm):
    """For one school: what it teaches, and the rounds that take proposals."""

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["grade"]
        rounds: Any = self.fields["round"]
        rounds.queryset = TransferRound.objects.filter(status=RoundStatus.ANNOUNCED)
        rounds.initial = rounds.queryset.first()
        taught = school.fields.filter(closed_on=None, is_planned=False)
        fields: Any = self.fields["field"]
        fields.queryset = Field.objects.filter(pk__in=taught.values("field"))
        branches: Any = self.fields["branch"]
        branches.queryset = Branch.objects.filter(field__in=taught.values("field")).select_related("field")
        branches.label_from_instance = lambda branch: f"{branch.field.name} – {branch.name}"
        offer_provisions(self, school)
        if not self.fields["provision"].queryset.exists():  # type: ignore[attr-defined]
            for name in RESERVING:
                del self.fields[name]


class ChangeForm(WithRecord, Places):
    def __init__(self, *args: Any, record: Quota | None = None, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, user=user, **kwargs)
        if record is not None:
            offer_provisions(self, record.school)


class AskForm(ChangeForm):
    """Begins with the change that waits, where one does, else with the places that hold."""

    reason = reason("Değişikliğin nedeni")

    def __init__(self, *args: Any, record: Quota | None = None, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, user=user, **kwargs)
        if record is not None and record.asked is not None:
            self.initial.update(record.asked, reason=record.asked_reason)
        if record is not None and not self.fields["provision"].queryset.exists():  # type: ignore[attr-defined]
            for name in RESERVING:
                del self.fields[name]


def offer_provisions(form: forms.Form, school: School) -> None:
    """The special provisions of the school's protocols that keep places."""
    choice: Any = form.fields["provision"]
    choice.queryset = choice.queryset.filter(protocol__in=school.protocols.all(), **reserving_provisions())


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "change_quota": ChangeForm,
    "ask_change": AskForm,
    "refuse_change": ReasonForm,
    "return_quota": ReasonForm,
    "drop_quota": ReasonForm,
    "close_quota": ReasonForm,
}
