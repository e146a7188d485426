"""The chain of what a centre sends: coordinator, school, district, province, General Directorate; returned with notes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from centers.acts import ANSWER
from centers.acts.chain import SUBJECTS, answer_note
from centers.choices import AT_LEVEL, ChainMove, ChainStatus as S
from centers.models import ChainNote, ChainStep, TaskAnswer
from centers.tasks import after_answer_step
from centers.web.chain import chain_context
from tests.centers.racing import together
from tests.factories import TODAY, make_school, make_user
from tests.factories.centers import ORDER, bring, make_answer, make_center, make_task, people_of_chain
from tests.workflow.doors import API, DOORS, PAGE, through
from tests.workflow.people import EVERYBODY, MINISTRY, everybody
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/3")]
A = ANSWER.acts
DAY = timedelta(days=1)


@pytest.fixture
def answer():
    return make_answer()


@pytest.fixture
def people(answer):
    return people_of_chain(answer.center)


@pytest.mark.provision("smm/9/2")
def test_an_answer_travels_the_whole_way(answer, people):
    answer = A["write_answer"](answer, by=people["writer"], on=TODAY, text="Dolduruldu.")
    answer = A["hand_in"](answer, by=people["writer"], on=TODAY)
    walked = [answer.status]
    for level in ("coordinator", "school", "district", "province"):
        answer = A["pass_on"](answer, by=people[level], on=TODAY + DAY, note=f"{level} uygun")
        walked.append(answer.status)
    answer = A["receive"](answer, by=people["directorate"], on=TODAY + 2 * DAY)

    assert tuple(walked) == ORDER
    assert answer.status == S.RECEIVED
    steps = list(ChainStep.objects.of(answer).values_list("level", "move", "note", "stood_in"))
    assert steps == [
        ("", ChainMove.HANDED_IN, "", ""),
        ("coordinator", ChainMove.PASSED, "coordinator uygun", ""),
        ("school", ChainMove.PASSED, "school uygun", ""),
        ("district", ChainMove.PASSED, "district uygun", ""),
        ("province", ChainMove.PASSED, "province uygun", ""),
        ("directorate", ChainMove.RECEIVED, "", ""),
    ]
    assert not ChainStep.objects.of(answer).open().exists()
    assert JournalEntry.objects.of(answer).get(act="receive").cites == "smm/5/1/h"


@pytest.mark.provision("smm/8/2")
def test_what_the_general_coordinator_sends_begins_at_the_principal(answer, people):
    answer = A["write_answer"](answer, by=people["coordinator"], on=TODAY, text="Dolduruldu.")

    assert A["hand_in"](answer, by=people["coordinator"], on=TODAY).status == S.AT_SCHOOL


def test_a_school_without_a_district_goes_from_the_principal_to_the_province():
    answer = make_answer(center=make_center(school=make_school(district=None)))
    people = {
        "writer": make_user(Role.GENERAL_COORDINATOR, school=answer.center.school),
        "school": make_user(Role.PRINCIPAL, school=answer.center.school),
    }
    answer = A["write_answer"](answer, by=people["writer"], on=TODAY, text="Dolduruldu.")
    answer = A["hand_in"](answer, by=people["writer"], on=TODAY)

    assert A["pass_on"](answer, by=people["school"], on=TODAY).status == S.AT_PROVINCE


@pytest.mark.parametrize("at", ORDER)
def test_each_may_return_it_with_notes_that_stay_until_they_are_answered(answer, people, at):
    answer = bring(answer, at, people=people)
    by = people[{status: level for level, status in AT_LEVEL.items()}[at]]

    back = A["return_to_centre"](answer, by=by, on=TODAY, reason="Eksik.", notes={"text": "Tarihleri yazın."})
    assert back.status == S.RETURNED
    note = ChainNote.objects.of(back).get()
    with pytest.raises(Invalid, match=r"İade notlarını yanıtlamadan.*Yanıt"):
        A["hand_in"](back, by=people["writer"], on=TODAY)

    answer_note(back, note, by=people["writer"], on=TODAY, answer="Tarihler yazıldı.")
    again = A["hand_in"](back, by=people["writer"], on=TODAY)

    assert again.status == S.AT_COORDINATOR
    note.refresh_from_db()
    assert (note.answer, note.answered_by) == ("Tarihler yazıldı.", people["writer"])
    assert JournalEntry.objects.of(again).filter(act="answer_note").count() == 1


def test_a_return_says_why_and_names_a_part(answer, people):
    answer = bring(answer, S.AT_SCHOOL, people=people)
    act = A["return_to_centre"]

    with pytest.raises(Invalid, match="nedenini"):
        act(answer, by=people["school"], on=TODAY, reason=" ", notes={"text": "x"})
    with pytest.raises(Invalid, match="Hangi bölümün"):
        act(answer, by=people["school"], on=TODAY, reason="Eksik.", notes={"text": ""})
    with pytest.raises(Invalid, match="Böyle bir bölüm yok: nowhere"):
        act(answer, by=people["school"], on=TODAY, reason="Eksik.", notes={"nowhere": "x"})
    assert not ChainNote.objects.exists()


def test_a_note_is_answered_by_the_centre_while_it_has_the_record(answer, people):
    answer = bring(answer, S.RETURNED, people=people)
    note = ChainNote.objects.of(answer).get()

    with pytest.raises(NotPermitted):
        answer_note(answer, note, by=people["province"], on=TODAY, answer="Ben yazdım.")
    with pytest.raises(Invalid, match="Ne yaptığınızı"):
        answer_note(answer, note, by=people["writer"], on=TODAY, answer=" ")
    answer_note(answer, note, by=people["writer"], on=TODAY, answer="Yazıldı.")
    answer = A["hand_in"](answer, by=people["writer"], on=TODAY)
    with pytest.raises(OutOfState):
        answer_note(answer, note, by=people["writer"], on=TODAY, answer="Değiştirdim.")


@pytest.mark.parametrize(("missing", "stands_in"), [("school", "district"), ("district", "province")])
def test_the_next_office_above_stands_in_for_a_level_with_nobody(answer, people, missing, stands_in):
    answer = bring(answer, AT_LEVEL[missing], people=people)
    people[missing].duties.update(ends_on=TODAY - DAY, starts_on=TODAY - 2 * DAY)

    passed = A["pass_on"](answer, by=people[stands_in], on=TODAY)

    step = ChainStep.objects.of(passed).filter(level=missing).get()
    assert (step.stood_in, step.by) == (stands_in, people[stands_in])
    assert JournalEntry.objects.of(passed).last().details["stood_in_for"] == missing


def test_the_province_acts_where_neither_school_nor_district_has_anybody(answer, people):
    answer = bring(answer, S.AT_SCHOOL, people=people)
    for level in ("school", "district"):
        people[level].duties.update(ends_on=TODAY - DAY, starts_on=TODAY - 2 * DAY)

    assert A["pass_on"].open_to(people["province"], answer)
    assert answer in TaskAnswer.objects.waiting_for(people["province"], TODAY)
    assert A["pass_on"](answer, by=people["province"], on=TODAY).status == S.AT_DISTRICT


def test_the_directorate_acts_where_nobody_below_it_is_on_duty(answer, people):
    answer = bring(answer, S.AT_DISTRICT, people=people)
    assert not A["pass_on"].open_to(people["directorate"], answer)
    for level in ("district", "province"):
        people[level].duties.update(ends_on=TODAY - DAY, starts_on=TODAY - 2 * DAY)

    assert answer in TaskAnswer.objects.waiting_for(people["directorate"], TODAY)
    passed = A["pass_on"](answer, by=people["directorate"], on=TODAY)
    assert ChainStep.objects.of(passed).exclude(left_on=None).last().stood_in == "directorate"


def test_nobody_stands_in_where_the_administration_does_not_want_it(settings, answer, people):
    settings.CENTRE_CHAIN_STANDS_IN = False
    answer = bring(answer, S.AT_DISTRICT, people=people)
    people["district"].duties.update(ends_on=TODAY - DAY, starts_on=TODAY - 2 * DAY)

    assert not A["pass_on"].open_to(people["province"], answer)
    assert answer not in TaskAnswer.objects.waiting_for(people["province"], TODAY)
    assert "kimse" in chain_context(answer, people["writer"], TODAY)["chain"]["stands_in"]


def test_somebody_above_waits_as_long_as_somebody_is_on_duty_below(answer, people):
    answer = bring(answer, S.AT_SCHOOL, people=people)

    for level in ("coordinator", "district", "province", "directorate"):
        assert not A["pass_on"].open_to(people[level], answer), level
    with pytest.raises(NotPermitted, match="Sıradaki adım sizde değil"):
        A["pass_on"](answer, by=people["province"], on=TODAY)


@pytest.mark.parametrize("state", [S.DRAFT, S.RETURNED, *ORDER])
def test_what_waits_for_somebody_is_what_somebody_may_take_further(state):
    """The list in SQL and the permission in Python are twins, also where levels have nobody."""
    answer = make_answer()
    full = people_of_chain(answer.center)
    answer = bring(answer, state, people=full)
    others = everybody(answer.center.school)
    everyone = {**full, **others}
    forward = {"hand_in", "pass_on", "receive"}
    for gone in ([], ["coordinator"], ["school", "principal"], ["district"], ["school", "principal", "district"]):
        for name in gone:
            everyone[name].duties.update(ends_on=TODAY - DAY, starts_on=TODAY - 2 * DAY)
        for name, known in everyone.items():
            person = type(known).objects.get(pk=known.pk)
            opened = forward & {act.name for act in ANSWER.open_to(person, answer)}
            visible = answer in TaskAnswer.objects.visible_to(person)
            if state in {S.DRAFT, S.RETURNED} and name in {"school", "principal"}:
                continue  # the school may write for the centre, but is not waited for
            waits = answer in TaskAnswer.objects.visible_to(person).waiting_for(person, TODAY)
            assert waits == (bool(opened) and visible), (name, gone)


def test_the_steps_are_written_once(answer, people):
    answer = bring(answer, S.AT_SCHOOL, people=people)
    left = ChainStep.objects.of(answer).exclude(left_on=None).first()

    with pytest.raises(DatabaseError), transaction.atomic():
        ChainStep.objects.filter(pk=left.pk).update(note="Sonradan")
    with pytest.raises(DatabaseError), transaction.atomic():
        ChainStep.objects.filter(pk=left.pk).delete()
    with pytest.raises(IntegrityError, match="chainstep_one_open"), transaction.atomic():
        ChainStep.objects.create(
            center=answer.center, record_kind=answer._meta.label_lower, record_id=answer.pk, record_label="x",
            level="province", came_on=TODAY,
        )  # fmt: skip


def test_the_centre_takes_back_what_has_not_left_the_school(answer, people):
    answer = bring(answer, S.AT_SCHOOL, people=people)
    back = A["take_back"](answer, by=people["writer"], on=TODAY)
    assert back.status == S.DRAFT

    further = bring(back, S.AT_DISTRICT, people=people)
    with pytest.raises(OutOfState):
        A["take_back"](further, by=people["writer"], on=TODAY)


def test_who_is_next_hears_of_each_step_and_the_centre_of_a_return(answer, people):
    answer = bring(answer, S.AT_SCHOOL, people=people)
    after_answer_step(pk=answer.pk)
    after_answer_step(pk=answer.pk)
    assert list(Notice.objects.values_list("user", flat=True)) == [people["school"].pk]

    answer = A["return_to_centre"](
        answer, by=people["school"], on=TODAY, reason="Eksik.", notes={"text": "Tarihleri yazın."}
    )
    after_answer_step(pk=answer.pk)
    told = set(Notice.objects.filter(text__contains="iade").values_list("user", flat=True))
    assert told == {people["writer"].pk, people["coordinator"].pk, people["school"].pk}


def test_where_nobody_is_on_duty_who_stands_in_hears_of_it(answer, people):
    people["school"].duties.update(ends_on=TODAY - DAY, starts_on=TODAY - 2 * DAY)
    answer = A["write_answer"](answer, by=people["coordinator"], on=TODAY, text="Dolduruldu.")
    answer = A["hand_in"](answer, by=people["coordinator"], on=TODAY)
    after_answer_step(pk=answer.pk)

    assert list(Notice.objects.values_list("user", flat=True)) == [people["district"].pk]


MAY = {
    "write_answer": (S.DRAFT, {"principal"}),
    "hand_in": (S.DRAFT, {"principal"}),
    "take_back": (S.AT_SCHOOL, {"principal"}),
    "pass_on": (S.AT_PROVINCE, {"officer", "director"}),
    "return_to_centre": (S.AT_DIRECTORATE, MINISTRY),
    "receive": (S.AT_DIRECTORATE, MINISTRY),
}


@pytest.mark.parametrize("name", MAY)
def test_who_may_do_what(name):
    state, allowed = MAY[name]
    answer = make_answer(state)
    people = everybody(answer.center.school)

    assert {one for one in EVERYBODY if A[name].open_to(people[one], answer)} == set(allowed)


def test_every_act_is_asked_of_everybody():
    assert set(MAY) == set(A)
    assert set(SUBJECTS) >= {"centers.taskanswer"}


@pytest.mark.parametrize(
    ("name", "state", "values"),
    [
        ("receive", S.AT_DIRECTORATE, {"note": "Teşekkürler."}),
        ("return_to_centre", S.AT_DIRECTORATE, {"reason": "Eksik.", "note_text": "Tarihleri yazın."}),
        ("return_to_centre", S.AT_DIRECTORATE, {"reason": "Eksik."}),
    ],
)
def test_three_doors_do_the_same_and_refuse_the_same(name, state, values):
    answer, expert = make_answer(state), make_user(Role.EXPERT)

    outcomes = [through(door, answer, name, by=expert, **values) for door in DOORS]

    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert bool(outcomes[0].refusal) == (values == {"reason": "Eksik."})


@pytest.mark.parametrize("level", ["school", "district", "province"])
def test_page_and_api_pass_on_the_same(answer, people, level):
    answer = bring(answer, AT_LEVEL[level], people=people)

    outcomes = [through(door, answer, "pass_on", by=people[level], note="Uygundur.") for door in (PAGE, API)]

    assert outcomes[0] == outcomes[1]
    assert outcomes[0].status != answer.status


def test_a_coordinator_does_everything_of_the_centre_on_the_pages(answer, people):
    client = Client()
    client.force_login(people["writer"])
    page = reverse("centers:answer", args=[answer.pk])

    client.post(reverse("centers:answer_act", args=[answer.pk, "write_answer"]), {"text": "Anket dolduruldu."})
    client.post(reverse("centers:answer_act", args=[answer.pk, "hand_in"]), {})
    answer.refresh_from_db()
    assert answer.status == S.AT_COORDINATOR
    A["return_to_centre"](
        answer, by=people["coordinator"], on=TODAY, reason="Eksik.", notes={"text": "Tarihleri yazın."}
    )
    shown = client.get(page).content.decode()
    note = ChainNote.objects.get()
    assert "Tarihleri yazın." in shown
    assert reverse("centers:answer_note", args=[answer.pk, note.pk]) in shown
    client.post(reverse("centers:answer_note", args=[answer.pk, note.pk]), {"answer": "Yazıldı."})
    client.post(reverse("centers:answer_act", args=[answer.pk, "hand_in"]), {})

    answer.refresh_from_db()
    assert answer.status == S.AT_COORDINATOR
    assert "Yazıldı." in client.get(page).content.decode()


def test_the_api_answers_a_note_and_tells_the_steps(answer, people):
    answer = bring(answer, S.RETURNED, people=people)
    note = ChainNote.objects.get()
    client = Client()
    client.force_login(people["school"])
    path = f"/api/v1/center-task-answers/{answer.pk}/"

    empty = client.post(f"{path}notes/{note.pk}/", {"answer": ""}, content_type="application/json")
    answered = client.post(f"{path}notes/{note.pk}/", {"answer": "Yazıldı."}, content_type="application/json")

    assert empty.status_code == 400
    assert answered.json()["notes"][0]["answer"] == "Yazıldı."
    told = client.get(path).json()
    assert [step["level"] for step in told["steps"]] == ["", "coordinator", "school", "district", "province", ""]


def test_the_page_shows_the_way_the_days_and_who_stands_in(client, answer, people):
    answer = bring(answer, S.AT_DISTRICT, people=people)
    people["district"].duties.update(ends_on=TODAY - DAY, starts_on=TODAY - 2 * DAY)
    client.force_login(people["province"])

    page = client.get(reverse("centers:answer", args=[answer.pk])).content.decode()

    assert "yerine işlem yapabilecek olan: İl müdürlüğü" in page
    assert "Bekleme (iş günü)" in page
    assert 'aria-current="step"' in page


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pass_it_on_at_once_one_is_told():
    answer = make_answer(S.AT_PROVINCE)
    officers = [make_user(Role.PROVINCE_OFFICER, province=6) for _ in range(3)]

    answers = together(*(lambda by=by: A["pass_on"](answer, by=by, on=TODAY) for by in officers))

    assert answers.count("done") == 1
    assert ChainStep.objects.of(answer).filter(move=ChainMove.PASSED, level="province").count() == 1


def test_a_task_that_was_taken_back_is_answered_no_more(people, answer):
    from centers.acts import TASK

    answer = A["write_answer"](answer, by=people["writer"], on=TODAY, text="x")
    TASK.acts["withdraw_task"](answer.task, by=people["directorate"], on=TODAY, reason="Gerek kalmadı.")
    answer = TaskAnswer.objects.get(pk=answer.pk)

    with pytest.raises(Invalid, match="artık yanıt beklemiyor"):
        A["hand_in"](answer, by=people["writer"], on=TODAY)


def test_an_empty_answer_is_not_sent(answer, people):
    with pytest.raises(Invalid, match="Önce yanıtı yazın"):
        A["hand_in"](answer, by=people["writer"], on=TODAY)
    with pytest.raises(IntegrityError, match="taskanswer_handed_in_with_words"), transaction.atomic():
        TaskAnswer.objects.filter(pk=answer.pk).update(status=S.AT_SCHOOL)
    assert make_task().answers.count() == 1
