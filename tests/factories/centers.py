"""Centres in every state, their people, tasks and answers, brought there by the acts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts.choices import Role
from accounts.models import User
from centers.acts import ANSWER, CENTER, TASK, prepare, propose
from centers.choices import CenterStatus, ChainStatus, TaskStatus
from centers.models import Center, CenterTask, TaskAnswer
from schools.models import School

from . import TODAY, make_field, make_school, make_user

DUE = TODAY + timedelta(days=30)
REASON = "İlin metal sektöründeki öğretmenlerin mesleki gelişim ihtiyacı."


def make_center(
    state: str = CenterStatus.OPEN, *, school: School | None = None, on: date = TODAY, **values: Any
) -> Center:
    """A centre in this state, in a school of Ankara unless said otherwise."""
    school = school or make_school()
    expert, head = make_user(Role.EXPERT), make_user(Role.DEPARTMENT_HEAD)
    asked = {"name": f"{school.name} SMM", "fields": [make_field()], "reason": REASON, **values}
    made = propose(school, by=expert, on=on, **asked)
    acts = CENTER.acts
    if state == CenterStatus.DROPPED:
        return acts["drop_proposal"](made, by=expert, on=on, reason="Vazgeçildi.")
    if state == CenterStatus.PROPOSED:
        return made
    made = acts["found_center"](made, by=head, on=on)
    if state == CenterStatus.OPEN:
        return made
    made = acts["propose_closing"](made, by=expert, on=on, reason="Okul kapanıyor.")
    return made if state == CenterStatus.CLOSING else acts["close_center"](made, by=head, on=on)


def make_task(state: str = TaskStatus.GIVEN, *centers: Center, on: date = TODAY, **values: Any) -> CenterTask:
    """A task for these centres, or for a new one."""
    expert = make_user(Role.EXPERT)
    asked = {"title": "Donanım anketi", "text": "Anketi doldurun.", "due_on": DUE, **values}
    made = prepare(by=expert, on=on, centers=centers or [make_center()], **asked)
    if state == TaskStatus.DRAFT:
        return made
    if state == TaskStatus.WITHDRAWN:
        return TASK.acts["withdraw_task"](made, by=expert, on=on, reason="Gerek kalmadı.")
    made = TASK.acts["give_task"](made, by=expert, on=on)
    if state == TaskStatus.CLOSED:
        for answer in made.answers.all():
            bring(answer, ChainStatus.RECEIVED, on=on)
        return TASK.acts["close_task"](made, by=expert, on=on)
    return made


def people_of_chain(center: Center) -> dict[str, User]:
    """One person at each level of the chain."""
    school = center.school
    return {
        "writer": make_user(Role.DEVELOPMENT_COORDINATOR, school=school),
        "coordinator": make_user(Role.GENERAL_COORDINATOR, school=school),
        "school": make_user(Role.PRINCIPAL, school=school),
        "district": make_user(Role.DISTRICT_OFFICER, school=school),
        "province": make_user(Role.PROVINCE_OFFICER, province=school.province),
        "directorate": make_user(Role.EXPERT),
    }


ORDER = (
    ChainStatus.AT_COORDINATOR,
    ChainStatus.AT_SCHOOL,
    ChainStatus.AT_DISTRICT,
    ChainStatus.AT_PROVINCE,
    ChainStatus.AT_DIRECTORATE,
)


def bring(answer: TaskAnswer, state: str, *, people: dict[str, User] | None = None, on: date = TODAY) -> TaskAnswer:
    """The answer in this state, step by step, each by who has it."""
    people = people or people_of_chain(answer.center)
    acts = ANSWER.acts
    answer = acts["write_answer"](answer, by=people["writer"], on=on, text="Anket dolduruldu.")
    if state == ChainStatus.DRAFT:
        return answer
    answer = acts["hand_in"](answer, by=people["writer"], on=on)
    for level, reached in zip(("coordinator", "school", "district", "province"), ORDER[:-1], strict=True):
        if state == reached:
            return answer
        if state == ChainStatus.RETURNED and level == "province":
            return acts["return_to_centre"](
                answer, by=people["province"], on=on, reason="Eksik.", notes={"text": "Tarihleri yazın."}
            )
        answer = acts["pass_on"](answer, by=people[level], on=on)
    if state == ChainStatus.AT_DIRECTORATE:
        return answer
    return acts["receive"](answer, by=people["directorate"], on=on)


def make_answer(state: str = ChainStatus.DRAFT, *, center: Center | None = None, **values: Any) -> TaskAnswer:
    """A centre's answer to a task that was given."""
    task = make_task(TaskStatus.GIVEN, *([center] if center else []), **values)
    answer = task.answers.get()
    return answer if state == ChainStatus.DRAFT else bring(answer, state)
