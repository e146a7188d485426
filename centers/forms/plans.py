"""What the doors ask of a yearly plan; each form of a part begins with the part that the address names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from centers.acts.plans import PARTS
from centers.acts.reopenings import PARTS as OF_REOPENING
from centers.choices import ActivityPeriod, Direction, IndicatorKind
from centers.models import GuideIndicator, PlanActivity, PlanAim, PlanIndicator, PlanTarget
from centers.models.plans import FIRST_YEAR
from schools.models import Field

from .chain import forms_of_chain
from .fields import ReasonForm, WithRecord, day, words
from .figures import figure


class YearForm(forms.Form):
    year = forms.IntegerField(label="Yıl", min_value=FIRST_YEAR, max_value=2100)


class OpenPlanForm(YearForm):
    clone_last = forms.BooleanField(
        label="Geçen yılın planından başlat",
        required=False,
        help_text="Amaçlar, hedefler, göstergeler ve faaliyetler alınır; geçen yıl gerçekleşen, başlangıç değeri olur.",
    )


class RowChoice(forms.ModelChoiceField):
    """One row of the plan at hand."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class PartForm(forms.Form):
    """Rows of the plan at hand alone; ``part``: the row that is changed, whose values the form begins with."""

    takes_record = True
    part = ""

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        initial = dict(kwargs.get("initial") or {})
        row = self._row(record, initial)
        if row is not None:
            says = {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}
            keys = {name: value.pk for name, value in says.items() if hasattr(value, "pk")}
            initial = {**says, **keys, **initial}
        super().__init__(*args, **{**kwargs, "initial": initial})
        for name, field in self.fields.items():
            if isinstance(field, RowChoice):
                field.queryset = field.queryset.filter(plan=record) if record is not None else field.queryset.none()
                if name == self.part or initial.get(name):
                    field.widget = forms.HiddenInput()
            if name == "of_guide" and record is not None:
                field.queryset = GuideIndicator.objects.filter(guide=record.guide_id)

    def _row(self, record: Any, initial: dict[str, Any]) -> Any:
        key = str(initial.get(self.part, "")) if self.part else ""
        if record is None or not key.isdigit():
            return None
        return self.base_fields[self.part].queryset.filter(plan=record, pk=key).first()


def _row(label: str, model: Any, *, required: bool = True) -> RowChoice:
    return RowChoice(label=label, queryset=model.objects.all(), required=required)


class AimForm(PartForm):
    part = "aim"
    aim = _row("Düzeltilecek amaç", PlanAim, required=False)
    title = words("Amaç", most=500, help_text="Merkezin bu yıl neye varmak istediği, bir cümleyle.")


class TargetForm(PartForm):
    part = "target"
    target = _row("Düzeltilecek hedef", PlanTarget, required=False)
    aim = _row("Amaç", PlanAim)
    title = words("Hedef", most=500, help_text="Ölçülebilir bir sonuç: ne, ne kadar.")


class IndicatorForm(PartForm):
    part = "indicator"
    indicator = _row("Düzeltilecek gösterge", PlanIndicator, required=False)
    target = _row("Hedef", PlanTarget)
    of_guide = forms.ModelChoiceField(
        label="Kılavuz göstergesi", queryset=GuideIndicator.objects.all(), required=False,
        empty_label="Kılavuzdan değil, merkezin kendi göstergesi",
        help_text="Kılavuzdan seçilirse ad, tür, birim ve yön kılavuzdan gelir (SMM Yönergesi m. 11/3).",
    )  # fmt: skip
    name = forms.CharField(
        label="Gösterge", max_length=300, required=False, help_text="Kılavuzdan seçildiyse boş bırakın."
    )
    kind = forms.ChoiceField(label="Türü", choices=IndicatorKind.choices, initial=IndicatorKind.NUMBER)
    unit = forms.CharField(label="Birim", max_length=40, required=False, help_text="Örnek: öğretmen, program, saat.")
    direction = forms.ChoiceField(label="Yönü", choices=Direction.choices, initial=Direction.UP)
    field = forms.ModelChoiceField(
        label="Alan", queryset=Field.objects.all(), required=False, empty_label="Bütün alanlar"
    )
    baseline = figure("Başlangıç değeri", required=False, help_text="Bilinmiyorsa boş bırakın.")
    target_value = figure("Hedef değer", help_text="Evet/hayır göstergesinde evet için 1, hayır için 0.")


class ActivityForm(PartForm):
    part = "activity"
    activity = _row("Düzeltilecek faaliyet", PlanActivity, required=False)
    target = _row("Hedef", PlanTarget)
    title = forms.CharField(label="Faaliyet", max_length=300)
    method = words("İzlenecek yöntem", help_text="Hedefe nasıl ulaşılacağı (SMM Yönergesi m. 5/4).")
    responsible = forms.CharField(label="Sorumlu", max_length=150, help_text="Adı soyadı ya da görevi.")
    first_day = day("İlk gün")
    last_day = day("Son gün")
    period = forms.ChoiceField(label="Sıklık", choices=ActivityPeriod.choices, initial=ActivityPeriod.ONCE)


class RemoveForm(PartForm):
    aim = _row("Amaç", PlanAim, required=False)
    target = _row("Hedef", PlanTarget, required=False)
    indicator = _row("Gösterge", PlanIndicator, required=False)
    activity = _row("Faaliyet", PlanActivity, required=False)


class ValueForm(PartForm):
    indicator = _row("Gösterge", PlanIndicator)
    value = figure("Gerçekleşen değer", help_text="Yılın başından bu güne kadar. Evet/hayırda 1 ya da 0.")
    measured_on = day("Gün")
    evidence = forms.CharField(
        label="Kanıt", max_length=500, help_text="Değerin dayandığı tutanak, liste, belge, bağlantı."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"measured_on": localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class OutcomeForm(PartForm):
    part = "activity"
    activity = _row("Faaliyet", PlanActivity)
    outcome = words("Yapılan", rows=4)
    done_on = day("Tamamlandığı gün", required=False, help_text="Sürüyorsa boş bırakın.")


class ReopenForm(forms.Form):
    reason = words("Yeniden açmanın nedeni", help_text="Planın neden değiştirileceği; zincirin adımlarında görünür.")


class ReopeningForm(WithRecord):
    reason = words("Neden", help_text="Planda neyin, neden değişeceğini yazın; istek zincirden Genel Müdürlüğe gider.")


FORM_OF_REOPENING: dict[str, type[forms.Form]] = {"write_reopening": ReopeningForm, **forms_of_chain(OF_REOPENING)}
FORM_OF_PLAN: dict[str, type[forms.Form]] = {
    "write_aim": AimForm,
    "write_target": TargetForm,
    "write_indicator": IndicatorForm,
    "write_activity": ActivityForm,
    "remove_part": RemoveForm,
    "record_value": ValueForm,
    "record_activity": OutcomeForm,
    "drop_plan": ReasonForm,
    "reopen_plan": ReopenForm,
    **forms_of_chain(PARTS),
}
