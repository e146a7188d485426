"""What the doors ask of a monitoring period."""

from __future__ import annotations

from typing import Any

from django import forms

from centers.choices import Answer, FindingLevel
from centers.models import GuideStatement, Improvement, MonitoringFinding

from .fields import day, words


class OpenMonitoringForm(forms.Form):
    title = forms.CharField(label="Dönemin adı", max_length=120, help_text="Örnek: 2026 birinci dönem.")
    first_day = day("İlk gün")
    last_day = day("Son gün")


class OfPeriod(forms.Form):
    """Rows of the period at hand alone; the one that the address names is not asked for again."""

    takes_record = True

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if not isinstance(field, forms.ModelChoiceField):
                continue
            asked = {"guide": record.guide_id if record else None} if name == "statement" else {"monitoring": record}
            field.queryset = field.queryset.filter(**asked) if record is not None else field.queryset.none()
            if (kwargs.get("initial") or {}).get(name):
                field.widget = forms.HiddenInput()


class AssessForm(OfPeriod):
    statement = forms.ModelChoiceField(label="İfade", queryset=GuideStatement.objects.all())
    answer = forms.TypedChoiceField(label="Ne ölçüde doğru?", choices=Answer.choices, coerce=int)
    note = words("Açıklama", most=1000, required=False)


class FindingForm(forms.Form):
    text = words("Bulgu", rows=4)
    level = forms.ChoiceField(label="Düzeyi", choices=FindingLevel.choices)


class ImprovementForm(OfPeriod):
    finding = forms.ModelChoiceField(label="Bulgu", queryset=MonitoringFinding.objects.all())
    text = words("Ne yapılacak?", most=500)
    responsible = forms.CharField(label="Sorumlu", max_length=150)
    due_on = day("Son gün")


class FollowForm(OfPeriod):
    improvement = forms.ModelChoiceField(label="İyileştirme", queryset=Improvement.objects.all())
    outcome = words("Yapılan", rows=4)
    done_on = day("Tamamlandığı gün", required=False, help_text="Sürüyorsa boş bırakın.")


class ConclusionForm(forms.Form):
    conclusion = words("Dönemin sonucu", rows=5, most=4000)


FORM_OF_MONITORING: dict[str, type[forms.Form]] = {
    "assess": AssessForm,
    "write_finding": FindingForm,
    "plan_improvement": ImprovementForm,
    "follow_improvement": FollowForm,
    "close_monitoring": ConclusionForm,
}
