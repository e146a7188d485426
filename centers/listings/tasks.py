"""Tasks of the General Directorate, and the centres' answers to them, as lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Q

from accounts.models import Province, User
from centers.choices import SETTLED, ChainStatus, TaskStatus
from centers.models import CenterTask, TaskAnswer
from workflow.listing import Column, Listing


class TaskFilter(forms.Form):
    q = forms.CharField(label="Görevin adı", required=False)
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *TaskStatus.choices], required=False)


class AnswerFilter(forms.Form):
    q = forms.CharField(label="Görev veya merkez", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    durum = forms.ChoiceField(label="Nerede", choices=[("", "Tümü"), *ChainStatus.choices], required=False)
    geciken = forms.BooleanField(label="Günü geçenler", required=False)


def _tasks(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = CenterTask.objects.visible_to(user)
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("q"):
        rows = rows.filter(title__icontains=given["q"].strip())
    settled = Q(answers__status__in=SETTLED)
    return rows.annotate(asked=Count("answers"), settled=Count("answers", filter=settled)).order_by("-pk")


def _answers(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = TaskAnswer.objects.visible_to(user).select_related("task", "center__school__province")
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("il"):
        rows = rows.filter(center__school__province=given["il"])
    if given.get("geciken"):
        rows = rows.overdue(on)
    if given.get("q"):
        said = given["q"].strip()
        rows = rows.filter(Q(task__title__icontains=said) | Q(center__name__icontains=said))
    return rows


TASKS = Listing(
    "merkez-gorevleri",
    "Merkez görevleri",
    "centers:tasks",
    TaskFilter,
    _tasks,
    (
        Column("Görev", "title"),
        Column("Durum", "status", dict(TaskStatus.choices)),
        Column("Verildiği gün", "given_on"),
        Column("Son gün", "due_on"),
        Column("Merkez sayısı", "asked"),
        Column("Alınan yanıt", "settled"),
    ),
    {"gun": "due_on", "ad": "title"},
)
ANSWERS = Listing(
    "merkez-gorev-yanitlari",
    "Görev yanıtları",
    "centers:answers",
    AnswerFilter,
    _answers,
    (
        Column("Görev", "task__title"),
        Column("Merkez", "center__name"),
        Column("Kurum kodu", "center__school__code"),
        Column("İl", "center__school__province__name"),
        Column("Son gün", "task__due_on"),
        Column("Nerede", "status", dict(ChainStatus.choices)),
        Column("Bu durumda", "state_since"),
        Column("Gönderildiği gün", "handed_in_on"),
    ),
    {"gun": "task__due_on", "merkez": "center__name"},
)
