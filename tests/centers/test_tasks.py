"""Tasks of the General Directorate: prepared, given to several centres, answered, extended, closed; who is late is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from centers.acts import TASK, prepare
from centers.choices import CenterStatus, ChainStatus, TaskStatus as S
from centers.models import CenterTask, TaskAnswer
from centers.tasks import after_task_given, after_task_moved
from centers.telling import warn_of_tasks
from tests.factories import TODAY, make_school, make_user
from tests.factories.centers import DUE, bring, make_answer, make_center, make_task, people_of_chain
from tests.workflow.doors import DOORS, through
from tests.workflow.people import EVERYBODY, MINISTRY, everybody
from workflow.models import Notice
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/1/h")]
A = TASK.acts
DAY = timedelta(days=1)


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


def test_a_task_is_given_to_several_centres_and_each_has_its_answer(expert):
    one, other = make_center(), make_center()
    draft = make_task(S.DRAFT, one, other)
    principal = make_user(Role.PRINCIPAL, school=one.school)
    assert not CenterTask.objects.visible_to(principal).exists()
    assert not TaskAnswer.objects.visible_to(principal).exists()

    given = A["give_task"](draft, by=expert, on=TODAY)

    assert (given.status, given.given_on, given.given_by) == (S.GIVEN, TODAY, expert)
    assert {answer.center for answer in given.answers.all()} == {one, other}
    assert TaskAnswer.objects.visible_to(principal).get().center == one
    assert CenterTask.objects.visible_to(principal).get() == given


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"due_on": TODAY - DAY}, "Geçmiş"),
        ({"text": " "}, "ne istendiğini"),
        ({"centers": []}, "En az bir merkez"),
    ],
)
def test_a_task_says_what_is_asked_of_whom_and_until_when(expert, values, said):
    asked = {"title": "Anket", "text": "Doldurun.", "due_on": DUE, "centers": [make_center()], **values}

    with pytest.raises(Invalid, match=f"(?i){said}"):
        prepare(by=expert, on=TODAY, **asked)
    assert not CenterTask.objects.exists()


def test_a_closed_centre_is_given_nothing(expert):
    with pytest.raises(Invalid, match="Faaliyette olmayan"):
        make_task(S.DRAFT, make_center(CenterStatus.CLOSED))


def test_correcting_a_draft_changes_whom_it_asks(expert):
    one, other = make_center(), make_center()
    draft = make_task(S.DRAFT, one)

    A["correct_task"](draft, by=expert, on=TODAY, title="Yeni", text="Başka", due_on=DUE, centers=[other])

    assert TaskAnswer.objects.get().center == other


def test_a_task_closes_when_every_answer_has_been_received(expert):
    one, other = make_center(), make_center()
    task = make_task(S.GIVEN, one, other)
    bring(task.answers.get(center=one), ChainStatus.RECEIVED)
    with pytest.raises(Invalid, match="1 merkezin yanıtı"):
        A["close_task"](task, by=expert, on=TODAY)

    bring(task.answers.get(center=other), ChainStatus.RECEIVED)

    assert A["close_task"](task, by=expert, on=TODAY).status == S.CLOSED


def test_more_time_is_given_forward_only(expert):
    task = make_task()
    with pytest.raises(Invalid, match="sonra olmalıdır"):
        A["extend_task"](task, by=expert, on=TODAY, due_on=DUE, reason="x")

    assert A["extend_task"](task, by=expert, on=TODAY, due_on=DUE + DAY, reason="Bayram").due_on == DUE + DAY


def test_the_centre_hears_of_a_task_of_more_time_and_that_it_was_taken_back(expert):
    task = make_task()
    school = task.answers.get().center.school
    people = {
        make_user(Role.GENERAL_COORDINATOR, school=school).pk,
        make_user(Role.DEVELOPMENT_COORDINATOR, school=school).pk,
        make_user(Role.PRINCIPAL, school=school).pk,
    }
    make_user(Role.PRINCIPAL, school=make_school())
    after_task_given(pk=task.pk)
    task = A["extend_task"](task, by=expert, on=TODAY, due_on=DUE + DAY, reason="Bayram")
    after_task_moved(pk=task.pk)
    A["withdraw_task"](task, by=expert, on=TODAY, reason="Gerek kalmadı.")
    after_task_moved(pk=task.pk)

    assert set(Notice.objects.values_list("user", flat=True)) == people
    words = set(Notice.objects.values_list("text", flat=True))
    assert {text.split(":")[0] for text in words} == {"Yeni görev", "Yeni son gün 01.11.2026", "Görev geri alındı"}


def test_whoever_has_not_answered_is_reminded_a_week_before_and_once_it_is_late():
    answer = make_answer()
    people = people_of_chain(answer.center)
    warn_of_tasks(on=DUE - 8 * DAY)
    assert not Notice.objects.exists()

    for day in (DUE - 7 * DAY, DUE - 6 * DAY, DUE):
        warn_of_tasks(on=day)
    soon = set(Notice.objects.values_list("user", flat=True))
    assert soon == {people[name].pk for name in ("writer", "coordinator", "school")}
    assert Notice.objects.count() == 3

    bring(answer, ChainStatus.AT_PROVINCE, people=people)
    for day in (DUE + DAY, DUE + 2 * DAY):
        warn_of_tasks(on=day)
    late = Notice.objects.filter(text__startswith="Son günü geçti")
    assert list(late.values_list("user", flat=True)) == [people["province"].pk]


def test_answers_that_are_late_are_listed(client, expert):
    late = make_answer(title="Geciken görev")
    TaskAnswer.objects.filter(pk=late.pk).update(state_since=TODAY)
    CenterTask.objects.filter(pk=late.task_id).update(given_on=TODAY - 90 * DAY, due_on=TODAY - 60 * DAY)
    make_answer(title="Süresi olan görev", due_on=TODAY.replace(year=2030))
    client.force_login(expert)

    page = client.get(reverse("centers:answers"), {"geciken": "on"}).content.decode()

    assert "Geciken görev" in page
    assert "Süresi olan görev" not in page
    assert TaskAnswer.objects.overdue(TODAY).get() == late


MAY = {
    "give_task": (S.DRAFT, MINISTRY),
    "correct_task": (S.DRAFT, MINISTRY),
    "extend_task": (S.GIVEN, MINISTRY),
    "close_task": (S.GIVEN, MINISTRY),
    "withdraw_task": (S.GIVEN, MINISTRY),
}


@pytest.mark.parametrize("name", MAY)
def test_tasks_are_the_general_directorates(name):
    state, allowed = MAY[name]
    task = make_task(state)
    people = everybody(task.answers.get().center.school)

    assert {one for one in EVERYBODY if A[name].open_to(people[one], task)} == set(allowed)


def test_every_act_is_asked_of_everybody():
    assert set(MAY) == set(A)
    with pytest.raises(NotPermitted):
        prepare(
            by=make_user(Role.PRINCIPAL, school=make_school()), on=TODAY, title="x", text="y", due_on=DUE, centers=[]
        )


@pytest.mark.parametrize(
    ("name", "state", "values"),
    [
        ("give_task", S.DRAFT, {}),
        ("extend_task", S.GIVEN, {"due_on": "2031-01-01", "reason": "Bayram"}),
        ("extend_task", S.GIVEN, {"due_on": "2020-01-01", "reason": "Bayram"}),
        ("close_task", S.GIVEN, {}),
        ("withdraw_task", S.GIVEN, {"reason": "Gerek kalmadı."}),
        ("withdraw_task", S.GIVEN, {}),
    ],
)
def test_three_doors_do_the_same_and_refuse_the_same(expert, name, state, values):
    task = make_task(state, due_on=TODAY.replace(year=2030))

    outcomes = [through(door, task, name, by=expert, **values) for door in DOORS]

    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_page_and_api_prepare_the_same(expert):
    center, client = make_center(), Client()
    client.force_login(expert)
    body = {"title": "Anket", "text": "Doldurun.", "due_on": "2030-01-01", "centers": [center.pk]}

    assert client.post(reverse("centers:task_new"), body).status_code == 302
    made = client.post("/api/v1/center-tasks/", body, content_type="application/json")

    assert made.status_code == 201, made.content
    assert made.json()["acts"] == ["correct_task", "give_task", "withdraw_task"]
    assert CenterTask.objects.count() == 2
    late = client.post("/api/v1/center-tasks/", {**body, "due_on": "2020-01-01"}, content_type="application/json")
    assert late.status_code == 422
    assert late.json()["faults"][0]["path"] == "due_on"


def test_programs_read_tasks_and_answers_of_their_province(program):
    answer = make_answer()

    assert program.get("/center-tasks/").json()["results"][0]["title"] == "Donanım anketi"
    listed = program.get("/center-task-answers/", province=6, task=answer.task_id).json()["results"]
    assert [one["id"] for one in listed] == [answer.pk]
    assert program.get("/center-task-answers/", overdue="true").status_code == 200
    assert program.get(f"/center-task-answers/{answer.pk}/").json()["acts"] == []


def test_a_task_that_was_given_names_who_gave_it(expert):
    task = make_task(S.DRAFT)

    with pytest.raises(IntegrityError, match="centertask_given_by_someone"), transaction.atomic():
        CenterTask.objects.filter(pk=task.pk).update(status=S.GIVEN)
