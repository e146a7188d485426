"""What the doors ask of a task and of its answer."""

from __future__ import annotations

from typing import Any

from django import forms

from centers.acts.tasks import PARTS
from centers.models import Center

from .chain import forms_of_chain
from .fields import ReasonForm, WithRecord, day, words


class CentersChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.school.province.name})"


class TaskForm(WithRecord):
    title = forms.CharField(label="Görevin adı", max_length=200)
    text = words("İstenen", rows=6, most=4000, help_text="Merkezlerin ne hazırlayacağını açıkça yazın.")
    due_on = day("Son gün")
    centers = CentersChoice(
        label="Merkezler",
        queryset=Center.objects.standing().select_related("school__province"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Ctrl tuşuyla birden çok merkez seçilir.",
    )

    def said_of(self, record: Any) -> dict[str, Any]:
        return {"centers": list(record.answers.values_list("center", flat=True))}


class ExtendForm(WithRecord):
    due_on = day("Yeni son gün")
    reason = words("Uzatmanın nedeni", most=300)


class AnswerForm(WithRecord):
    text = words("Yanıt", rows=8, most=8000)


FORM_OF_TASK: dict[str, type[forms.Form]] = {
    "correct_task": TaskForm,
    "extend_task": ExtendForm,
    "withdraw_task": ReasonForm,
}
FORM_OF_ANSWER: dict[str, type[forms.Form]] = {"write_answer": AnswerForm, **forms_of_chain(PARTS)}
