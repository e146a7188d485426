"""The acts on tasks that the General Directorate gives to centres, and on the centres' answers (smm/5/1/h)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from accounts.models import User
from centers.choices.centers import STANDING
from centers.choices.chain import IN_THE_CENTRE, SETTLED
from centers.choices.tasks import TaskStatus
from centers.models import Center, CenterTask, TaskAnswer
from centers.permissions.chain import may_write
from centers.permissions.tasks import may_give, may_prepare_task
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .chain import ChainSubject, chain_acts

TASK, ANSWER = Lifecycle(), Lifecycle()
T = TaskStatus
BASIS = "smm/5/1/h"
PARTS = {"text": "Yanıt"}


@TASK.opening("Görev hazırla", target=T.DRAFT, may=may_prepare_task, cites=BASIS)
def prepare_task(
    about: Any, /, *, by: User, on: date, title: str, text: str, due_on: date, centers: Sequence[Center]
) -> CenterTask:
    """Prepares a task for one or several centres; they see it once it is given."""
    made = CenterTask(title=title.strip(), text=text.strip(), due_on=due_on, prepared_by=by, state_since=on)
    _refuse(made, on)
    made.save()
    _ask(made, centers)
    return made


def prepare(*, by: User, on: date, **values: Any) -> CenterTask:
    """The opening as doors call it."""
    made: CenterTask = prepare_task(None, by=by, on=on, **values)
    return made


def _refuse(task: CenterTask, on: date) -> None:
    if not task.title or not task.text:
        raise Invalid("Görevin adını ve ne istendiğini yazın.", {"text": "Ne istendiğini yazın."})
    if task.due_on < on:
        raise Invalid("Son gün geçmiş bir gün olamaz.", {"due_on": "Geçmiş bir gün olamaz."})


def _ask(task: CenterTask, centers: Sequence[Center]) -> None:
    """Lets exactly these centres be asked."""
    chosen = {center.pk: center for center in centers}
    if not chosen:
        raise Invalid("En az bir merkez seçin.", {"centers": "En az bir merkez seçin."})
    if closed := [center for center in chosen.values() if center.status not in STANDING]:
        said = f"Faaliyette olmayan bir merkeze görev verilmez: {', '.join(map(str, closed))}."
        raise Invalid(said, {"centers": said})
    task.answers.exclude(center__in=chosen).delete()
    there = set(task.answers.values_list("center", flat=True))
    TaskAnswer.objects.bulk_create(
        TaskAnswer(task=task, center=center) for key, center in chosen.items() if key not in there
    )


@TASK.act("Görevi düzelt", source=T.DRAFT, may=may_prepare_task)
def correct_task(
    task: CenterTask, /, *, by: User, on: date, title: str, text: str, due_on: date, centers: Sequence[Center]
) -> None:
    """Changes what is asked, of whom, and until when, before it is given."""
    task.title, task.text, task.due_on = title.strip(), text.strip(), due_on
    _refuse(task, on)
    _ask(task, centers)


@TASK.act(
    "Görevi ver", source=T.DRAFT, target=T.GIVEN, may=may_give, cites=BASIS, then=("centers.tasks.after_task_given",)
)
def give_task(task: CenterTask, /, *, by: User, on: date) -> dict[str, Any]:
    """Gives the task: the centres and their schools hear of it."""
    _refuse(task, on)
    closed = task.answers.exclude(center__status__in=STANDING).select_related("center")
    if closed:
        raise Invalid(f"Faaliyette olmayan bir merkeze görev verilmez: {', '.join(str(a.center) for a in closed)}.")
    task.given_on, task.given_by = on, by
    task.answers.update(state_since=on)
    return {"centers": [str(answer.center) for answer in task.answers.select_related("center")]}


@TASK.act("Süreyi uzat", source=T.GIVEN, may=may_give, then=("centers.tasks.after_task_moved",))
def extend_task(task: CenterTask, /, *, by: User, on: date, due_on: date, reason: str) -> dict[str, Any]:
    """Gives all centres more time, with the reason."""
    if due_on <= task.due_on:
        raise Invalid("Yeni gün, eskisinden sonra olmalıdır.", {"due_on": "Eskisinden sonra olmalıdır."})
    before, task.due_on = task.due_on, due_on
    return {"before": before}


@TASK.act("Görevi tamamla", source=T.GIVEN, target=T.CLOSED, may=may_give)
def close_task(task: CenterTask, /, *, by: User, on: date) -> None:
    """Closes the task when every centre's answer has been received."""
    if waiting := task.answers.exclude(status__in=SETTLED).count():
        raise Invalid(f"{waiting} merkezin yanıtı henüz alınmadı.")


@TASK.act(
    "Görevi geri al", source=(T.DRAFT, T.GIVEN), target=T.WITHDRAWN, may=may_give, danger=True,
    then=("centers.tasks.after_task_moved",),
)  # fmt: skip
def withdraw_task(task: CenterTask, /, *, by: User, on: date, reason: str) -> None:
    """Takes the task back; answers that are under way are asked for no longer."""
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    task.end_reason = reason.strip()


@ANSWER.act("Yanıtı yaz", source=IN_THE_CENTRE, may=may_write, cites=BASIS)
def write_answer(answer: TaskAnswer, /, *, by: User, on: date, text: str) -> None:
    """Writes the centre's answer; it is sent when it is ready."""
    _refuse_task(answer, by, on)
    answer.text, answer.author = text.strip(), by


def _refuse_task(answer: TaskAnswer, by: User, on: date) -> None:
    if answer.task.status != T.GIVEN:
        raise Invalid(f"Bu görev artık yanıt beklemiyor: {answer.task.get_status_display()}.")


def _refuse_empty(answer: TaskAnswer, by: User, on: date) -> None:
    _refuse_task(answer, by, on)
    if not answer.text.strip():
        raise Invalid("Önce yanıtı yazın.", {"text": "Önce yanıtı yazın."})


chain_acts(
    ANSWER,
    TaskAnswer,
    ChainSubject(parts=PARTS, tells="centers.tasks.after_answer_step", cites=BASIS, check=_refuse_empty),
)
