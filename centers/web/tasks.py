"""Tasks of the General Directorate and the centres' answers as pages (smm/5/1/h)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from centers.acts import ANSWER, TASK, prepare
from centers.forms.tasks import FORM_OF_ANSWER, FORM_OF_TASK, TaskForm
from centers.listings import ANSWERS, TASKS
from centers.models import Center, CenterTask, TaskAnswer
from centers.permissions import may_prepare_task
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .chain import chain_context
from .parts import Rows, Section, past_of
from .sending import sent

OF_ANSWER = ("task", "center__school__province", "center__school__district", "author")
SHOWN = 10


def _rows_of_center(center: Center, user: User, on: date) -> Rows:
    rows = TaskAnswer.objects.visible_to(user).filter(center=center).select_related("task").order_by("-task__due_on")
    return {"answers": rows[:SHOWN]}


def _of_center(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    return {"today": on}


SECTION = Section(
    "gorevler", "Genel Müdürlüğün verdiği görevler", "centers/tasks/of_center.html", _rows_of_center, _of_center
)


def tasks(request: HttpRequest) -> HttpResponse:
    context = {**list_context(request, TASKS), "may_prepare": may_prepare_task(request.user, None)}
    return render(request, "centers/tasks/list.html", {**context, "today": localdate()})


def answers(request: HttpRequest) -> HttpResponse:
    return render(request, "centers/tasks/answers.html", {**list_context(request, ANSWERS), "today": localdate()})


def prepare_page(request: HttpRequest) -> HttpResponse:
    """A new task, for the General Directorate."""
    if not may_prepare_task(request.user, None):
        raise PermissionDenied
    form = TaskForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare(by=request.user, on=localdate(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Görev hazırlandı. “Görevi ver” deyince merkezlere bildirilir.")
            return redirect("centers:task", made.pk)
    return render(request, "centers/tasks/prepare.html", {"form": form, "back": reverse("centers:tasks")})


@with_past("merkez-gorevi")
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: what is asked, of whom, how far each answer is, and the acts."""
    rows = CenterTask.objects.visible_to(request.user).select_related("prepared_by", "given_by")
    record = get_object_or_404(rows, pk=pk)
    asked = TaskAnswer.objects.visible_to(request.user).filter(task=record).select_related("center__school__province")
    context = {
        "record": record,
        "answers": asked.order_by("center__name"),
        "today": localdate(),
        "acts": [
            {"act": act, "url": reverse("centers:task_act", args=[pk, act.name])}
            for act in TASK.open_to(request.user, record)
        ],
        **past_of(record, request.user),
    }
    return render(request, "centers/tasks/task.html", context)


class TaskAct(ActPage):
    lifecycle = TASK
    forms_of_acts = FORM_OF_TASK
    queryset = CenterTask.objects.all()

    def record_url(self) -> str:
        return reverse("centers:task", args=[self.record.pk])


@with_past("merkez-gorev-yaniti")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One centre's answer: what was asked, what it says, where it is, and the acts."""
    record = get_object_or_404(TaskAnswer.objects.visible_to(request.user).select_related(*OF_ANSWER), pk=pk)
    context = {
        "record": record,
        "is_late": record.task.due_on < localdate(),
        "acts": [
            {"act": act, "url": reverse("centers:answer_act", args=[pk, act.name])}
            for act in ANSWER.open_to(request.user, record)
        ],
        "note_url": "centers:answer_note",
        **chain_context(record, request.user, localdate()),
        **past_of(record, request.user),
    }
    return render(request, "centers/tasks/answer.html", context)


class AnswerAct(ActPage):
    lifecycle = ANSWER
    forms_of_acts = FORM_OF_ANSWER
    queryset = TaskAnswer.objects.select_related(*OF_ANSWER)

    def record_url(self) -> str:
        return reverse("centers:answer", args=[self.record.pk])
