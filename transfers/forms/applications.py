"""What the doors ask of an application; fields for the score follow from the criteria of its round."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from schools.models import Field, School
from transfers.acts.applications import Entry
from transfers.choices import Gender, PlaceKind, QuotaStatus
from transfers.models import Application, Quota, TransferRound
from transfers.models.criteria import MOST_PREFERENCES
from transfers.rules.groups import groups_of, key_of
from transfers.rules.preferences import PLACES_OF, Choice

from .commissions import FORM_OF_DECISION
from .fields import ReasonForm, beginning
from .quotas import FieldChoice

CHOICE = re.compile(r"([0-9]{1,18}):(day|girls|boys)")
MALFORMED = "“{}” okunamadı; kontenjan numarası ve yer türü 12:day gibi yazılır (day, girls, boys)."


class YesOrNo(forms.BooleanField):
    """Asked outright: no answer is unknown, not no."""

    widget = forms.RadioSelect(choices=[("false", "Yok"), ("true", "Var")])

    def to_python(self, value: Any) -> Any:
        return {"true": True, "false": False}.get(str(value).lower())

    def validate(self, value: Any) -> None:
        if value is None:
            raise forms.ValidationError(self.error_messages["required"], code="required")


class PreferencesField(forms.MultipleChoiceField):
    """Texts such as ``12:day``, the first choice first; programs send them as a list, people one a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[Choice]:
        given = value.split() if isinstance(value, str) else list(value or [])
        if len(given) > MOST_PREFERENCES:
            raise forms.ValidationError(f"En çok {MOST_PREFERENCES} tercih yazılabilir.")
        found = []
        for text in given:
            match = CHOICE.fullmatch(str(text))
            if match is None:
                raise forms.ValidationError(MALFORMED.format(str(text)[:40]))
            found.append(Choice(int(match[1]), match[2]))
        return found

    def validate(self, value: list[Choice]) -> None:
        """What may stand together is asked by the act."""


class ApplicationForm(forms.Form):
    """What is entered of a student; a correction asks the same again."""

    takes_record = True
    # A figure of the score each, by the keys of the round's criteria: value_grade_9 and so on.
    gender = forms.ChoiceField(label="Cinsiyet", choices=Gender.choices, widget=forms.RadioSelect)
    field = FieldChoice(label="Öğrencinin alanı", queryset=Field.objects.all(), to_field_name="code")
    completed_grade = forms.IntegerField(label="Tamamladığı son sınıf", min_value=1, max_value=12)
    has_penalty = YesOrNo(label="İşlenmiş disiplin cezası")
    group = forms.CharField(
        label="Yer ayrılan grup",
        max_length=100,
        required=False,
        help_text="Yalnız öğrenci, protokolün yer ayırdığı bir gruptansa: kontenjanda yazılan adıyla (Yönerge m. 8/3).",
    )
    preferences = PreferencesField(label="Tercihler", required=False)

    def __init__(
        self, *args: Any, record: Application | None = None, user: Any = None, round: TransferRound | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **beginning(_says(record) if record else {}, kwargs))
        taking = record.round if record else round
        self.components = list(taking.criteria.components.all()) if taking else []
        for one in self.components:
            self.fields[f"value_{one.key}"] = forms.DecimalField(
                label=one.label,
                min_value=0,
                max_value=one.maximum,
                required=False,
                help_text=f"En çok {one.maximum.normalize():f}.",
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        values = {one.key: given.pop(f"value_{one.key}") for one in self.components}
        return {"entry": Entry(values=values, preferences=self.chosen(given), **given)}

    def chosen(self, given: dict[str, Any]) -> list[Choice]:
        """The preferences, taken out of what was given."""
        found: list[Choice] = given.pop("preferences")
        return found


class SubmitForm(ApplicationForm):
    student_number = forms.CharField(label="T.C. kimlik no", max_length=11)
    field_order = ["student_number"]


class OnPage(ApplicationForm):
    """Preferences as lists to choose from: the open quotas of the student's field, or all where the criteria let it."""

    def __init__(self, *args: Any, record: Application | None = None, **kwargs: Any) -> None:
        field: Field | None = kwargs.pop("of", record.field if record else None)
        super().__init__(*args, record=record, **kwargs)
        taking = record.round if record else kwargs["round"]
        del self.fields["preferences"]
        for one in self.components:
            self.fields[f"value_{one.key}"].required = True
        if field is not None:
            of: Any = self.fields["field"]
            of.queryset, of.initial, of.empty_label = Field.objects.filter(pk=field.pk), field, None
        quotas = _quotas(taking, field)
        self._offer_groups(quotas)
        offered = [("", "–"), *_offered(quotas)]
        before = [f"{one.quota_id}:{one.kind}" for one in record.preferences.all()] if record else []
        self.numbers = range(1, taking.criteria.most_preferences + 1)
        for number in self.numbers:
            initial = before[number - 1] if number <= len(before) else ""
            self.fields[f"preference_{number}"] = forms.ChoiceField(
                label=f"{number}. tercih", choices=offered, required=number == 1, initial=initial
            )

    def _offer_groups(self, quotas: list[Quota]) -> None:
        """The groups for whom these quotas keep places, each with its schools; no question where none does."""
        schools: dict[str, list[str]] = {}
        groups = groups_of(one.reserved_for for one in quotas)
        for one in quotas:
            if one.reserved_for and one.school.name not in (names := schools.setdefault(key_of(one.reserved_for), [])):
                names.append(one.school.name)
        if not groups:
            del self.fields["group"]
            return
        choices = [(words, f"{words} ({', '.join(schools[key])})") for key, words in groups.items()]
        self.fields["group"] = forms.ChoiceField(
            label="Yer ayrılan grup",
            choices=[("", "Hiçbiri"), *choices],
            required=False,
            help_text="Yalnız öğrenci, tercih ettiği okulun yer ayırdığı bir gruptansa (Yönerge m. 8/3).",
        )
        if (key := key_of(self.initial.get("group", ""))) in groups:
            self.initial["group"] = groups[key]

    def chosen(self, given: dict[str, Any]) -> list[Choice]:
        texts = [given.pop(f"preference_{number}") for number in self.numbers]
        return PreferencesField().to_python([text for text in texts if text])


class SubmitOnPage(OnPage, SubmitForm):
    """The same with the student's number."""


def _says(record: Application) -> dict[str, Any]:
    values = {f"value_{key}": value for key, value in record.values.items()}
    return {
        "gender": record.gender, "field": record.field.code, "completed_grade": record.completed_grade,
        "has_penalty": str(record.has_penalty).lower(), "group": record.group, **values,
    }  # fmt: skip


def _quotas(taking: TransferRound, field: Field | None) -> list[Quota]:
    """What can be asked for: the open quotas of the field, or all where the criteria let it."""
    rows = Quota.objects.filter(round=taking, status=QuotaStatus.APPROVED).select_related(
        "school__province", "field", "branch"
    )
    if field is not None and taking.criteria.same_field:
        rows = rows.filter(field=field)
    return list(rows.order_by("school__province__name", "school__name", "pk"))


def _offered(quotas: list[Quota]) -> list[tuple[str, str]]:
    labels = dict(PlaceKind.choices)
    return [
        (f"{one.pk}:{kind}", f"{one.school.province.name}, {one} – {labels[kind]} ({getattr(one, name)} yer)")
        for one in quotas
        for kind, name in PLACES_OF.items()
        if getattr(one, name)
    ]


def fields_of(school: School) -> Any:
    """The fields that a student of the school can have."""
    return Field.objects.filter(pk__in=school.fields.values("field"))


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "correct_application": ApplicationForm,
    "withdraw_application": ReasonForm,
    "decline_registration": ReasonForm,
    **FORM_OF_DECISION,
}
FORM_ON_PAGE: dict[str, type[forms.Form]] = {**FORM_OF_ACT, "correct_application": OnPage}
