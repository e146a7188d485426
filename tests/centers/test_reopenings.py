"""A received plan is opened again: by the General Directorate, or on the centre's request along the chain; what was received stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from centers.acts import PLAN, REOPENING, ask_reopening
from centers.choices import ChainMove, ChainStatus as S
from centers.models import ChainStep, PlanReopening, YearlyPlan
from centers.tasks import after_plan_step, after_reopening_step
from tests.centers.racing import together
from tests.factories import TODAY, make_user
from tests.factories.center_plans import finish_activity, make_plan, make_reopening, realise, send
from tests.factories.centers import make_center, people_of_chain
from tests.workflow.doors import DOORS, through
from tests.workflow.people import EVERYBODY, MINISTRY, everybody
from workflow.models import JournalEntry, Notice, RowVersion
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/3", "smm/5/4")]
A, R = PLAN.acts, REOPENING.acts
WHY = "Firma eğitimi gelecek yıla erteledi."
DAY = timedelta(days=1)


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


@pytest.fixture
def plan(center, people):
    return make_plan(S.RECEIVED, center=center, people=people)


def test_the_directorate_opens_a_received_plan_and_the_centre_sends_it_again(plan, people):
    realise(plan, by=people["writer"])
    plan = A["reopen_plan"](plan, by=people["directorate"], on=TODAY + DAY, reason=WHY)

    assert (plan.status, plan.handed_in_on) == (S.RETURNED, TODAY)
    step = ChainStep.objects.of(plan).exclude(left_on=None).last()
    assert (step.move, step.note, step.level) == (ChainMove.REOPENED, WHY, "directorate")
    with pytest.raises(OutOfState):
        realise(plan, by=people["writer"])
    title = "130 öğretmene eğitim vermek"
    A["write_target"](plan, by=people["writer"], on=TODAY, aim=plan.aims.get(), target=plan.targets.get(), title=title)
    plan = send(PLAN, plan, S.RECEIVED, people=people, on=TODAY + DAY)
    assert plan.targets.get().title == title
    assert plan.indicators.get().realised == 100


@pytest.mark.django_db(transaction=True)
def test_the_text_that_was_received_stays_in_the_history(transactional_db):
    center = make_center()
    people = people_of_chain(center)
    plan = make_plan(S.RECEIVED, center=center, people=people)
    target, revision = plan.targets.get(), plan.revision
    plan = A["reopen_plan"](plan, by=people["directorate"], on=TODAY, reason=WHY)
    A["write_target"](plan, by=people["writer"], on=TODAY, aim=plan.aims.get(), target=target, title="Başka")

    entry = JournalEntry.objects.of(plan).get(act="reopen_plan")
    assert (entry.before, entry.after, entry.details["reason"]) == (S.RECEIVED, S.RETURNED, WHY)
    assert plan.revision == revision + 1
    kept = RowVersion.objects.filter(record_id=str(plan.pk), table_name="centers_plantarget")
    assert kept.filter(was__title="120 öğretmene eğitim vermek", data__title="Başka").count() == 1


@pytest.mark.parametrize("row", ["aim", "target", "indicator", "activity"])
@pytest.mark.provision("smm/11/2")
def test_what_the_year_brought_already_is_not_taken_out(plan, people, row):
    if row != "activity":
        realise(plan, by=people["writer"])
    finish_activity(plan, by=people["writer"])
    plan = A["reopen_plan"](plan, by=people["directorate"], on=TODAY, reason=WHY)
    part = {"aim": plan.aims, "target": plan.targets, "indicator": plan.indicators, "activity": plan.activities}[row]

    with pytest.raises(Invalid, match="çıkarılamaz"):
        A["remove_part"](plan, by=people["writer"], on=TODAY, **{row: part.get()})
    with pytest.raises(Invalid, match="vazgeçilemez"):
        A["drop_plan"](plan, by=people["writer"], on=TODAY, reason="Yenisi yapılacak.")


def test_a_row_without_anything_realised_may_go(plan, people):
    plan = A["reopen_plan"](plan, by=people["directorate"], on=TODAY, reason=WHY)
    A["remove_part"](plan, by=people["writer"], on=TODAY, aim=plan.aims.get())

    assert not plan.aims.exists()


def test_on_the_centres_request_along_the_chain(plan, people):
    request = make_reopening(S.RECEIVED, plan=plan, people=people, reason=WHY)
    plan.refresh_from_db()

    assert (request.status, plan.status) == (S.RECEIVED, S.RETURNED)
    assert [step.level for step in ChainStep.objects.of(request)] == [
        "", "coordinator", "school", "district", "province", "directorate",
    ]  # fmt: skip
    assert ChainStep.objects.of(plan).exclude(left_on=None).last().note == WHY
    assert R["receive"].label == "Uygun gör, planı yeniden aç"


def test_a_request_is_returned_answered_and_given_up(plan, people):
    request = make_reopening(S.RETURNED, plan=plan, people=people)
    with pytest.raises(Invalid, match="yanıtlamadan"):
        R["hand_in"](request, by=people["writer"], on=TODAY)
    request = R["write_reopening"](request, by=people["writer"], on=TODAY, reason="Daha ayrıntılı.")
    request = R["drop_reopening"](request, by=people["writer"], on=TODAY)

    plan.refresh_from_db()
    assert (request.status, request.reason, plan.status) == (S.DROPPED, "Daha ayrıntılı.", S.RECEIVED)
    assert ask_reopening(plan, by=people["writer"], on=TODAY, reason=WHY).pk != request.pk


def test_only_a_received_plan_and_once_at_a_time(plan, people):
    draft = make_plan(center=plan.center, people=people, year=plan.year + 1)
    with pytest.raises(Invalid, match="alınmış"):
        ask_reopening(draft, by=people["writer"], on=TODAY, reason=WHY)
    with pytest.raises(Invalid, match="Nedenini yazın"):
        ask_reopening(plan, by=people["writer"], on=TODAY, reason=" ")
    ask_reopening(plan, by=people["writer"], on=TODAY, reason=WHY)
    with pytest.raises(Invalid, match="sonuçlanmamış"):
        ask_reopening(plan, by=people["coordinator"], on=TODAY, reason=WHY)
    with pytest.raises(IntegrityError, match="planreopening_one_at_a_time"), transaction.atomic():
        PlanReopening.objects.create(center=plan.center, plan=plan, reason=WHY)
    with pytest.raises(IntegrityError, match="planreopening_has_a_reason"), transaction.atomic():
        PlanReopening.objects.create(center=plan.center, plan=plan, reason="", status=S.DROPPED)


def test_a_plan_that_was_opened_meanwhile_stays_open(plan, people):
    request = make_reopening(S.AT_DIRECTORATE, plan=plan, people=people)
    A["reopen_plan"](plan, by=people["directorate"], on=TODAY, reason="Genel Müdürlük istedi.")
    R["receive"](request, by=people["directorate"], on=TODAY)

    assert YearlyPlan.objects.get(pk=plan.pk).status == S.RETURNED
    assert JournalEntry.objects.of(plan).filter(act="reopen_plan").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_one_is_told(transactional_db):
    center = make_center()
    people = people_of_chain(center)
    plan = make_plan(S.RECEIVED, center=center, people=people)

    answers = together(
        *(
            lambda who=who: ask_reopening(plan, by=people[who], on=TODAY, reason=WHY)
            for who in ("writer", "coordinator")
        )
    )

    assert sorted(answers)[1] == "done"
    assert "sonuçlanmamış" in min(answers)


MAY = {
    "write_reopening": (S.DRAFT, {"principal"}),
    "drop_reopening": (S.DRAFT, {"principal"}),
    "hand_in": (S.DRAFT, {"principal"}),
    "take_back": (S.AT_SCHOOL, {"principal"}),
    "pass_on": (S.AT_PROVINCE, {"officer", "director"}),
    "return_to_centre": (S.AT_PROVINCE, {"officer", "director"}),
    "receive": (S.AT_DIRECTORATE, MINISTRY),
}


@pytest.mark.parametrize("name", MAY)
def test_who_may_do_what_with_a_request(plan, people, name):
    state, allowed = MAY[name]
    request = make_reopening(state, plan=plan, people=people)
    around = everybody(plan.center.school)

    assert {one for one in EVERYBODY if R[name].open_to(around[one], request)} == set(allowed)


def test_every_act_is_asked_of_everybody():
    assert set(MAY) == set(R)


def test_a_request_is_written_by_the_centre_alone(plan):
    around = everybody(plan.center.school)
    for who in sorted(EVERYBODY - {"principal"}):
        with pytest.raises(NotPermitted):
            ask_reopening(plan, by=around[who], on=TODAY, reason=WHY)


@pytest.mark.parametrize(
    ("name", "state", "who", "values"),
    [
        ("hand_in", S.DRAFT, "school", {}),
        ("write_reopening", S.DRAFT, "school", {"reason": "Başka neden"}),
        ("write_reopening", S.DRAFT, "school", {"reason": ""}),
        ("return_to_centre", S.AT_PROVINCE, "province", {"reason": "Eksik", "note_reason": "Ayrıntı yazın."}),
        ("receive", S.AT_DIRECTORATE, "directorate", {}),
    ],
)
def test_the_doors_do_the_same_and_refuse_the_same(plan, people, name, state, who, values):
    request = make_reopening(state, plan=plan, people=people)
    doors = DOORS if who == "directorate" else DOORS[1:]
    outcomes = [through(door, request, name, by=people[who], **values) for door in doors]

    assert all(outcome == outcomes[0] for outcome in outcomes)


@pytest.mark.parametrize("reason", [WHY, ""])
def test_the_directorates_doors_open_a_plan_alike(plan, people, reason):
    outcomes = [through(door, plan, "reopen_plan", by=people["directorate"], reason=reason) for door in DOORS]

    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert bool(outcomes[0].refusal) == (not reason)


def test_the_pages_from_the_plan_to_the_request(client, plan, people):
    client.force_login(people["writer"])
    assert "Planın yeniden açılmasını iste" in client.get(reverse("centers:plan", args=[plan.pk])).content.decode()
    address = reverse("centers:reopening_new", args=[plan.pk])
    assert "Bu alan zorunlu." in client.post(address, {"reason": ""}).content.decode()
    made = client.post(address, {"reason": WHY})
    request = PlanReopening.objects.get()
    assert made["Location"] == reverse("centers:reopening", args=[request.pk])
    assert WHY in client.get(made["Location"]).content.decode()
    assert "sonuçlanmamış" in client.post(address, {"reason": WHY}).content.decode()

    client.force_login(people["district"])
    assert "okul müdürlüğü yazar" in client.get(address).content.decode()
    assert WHY in client.get(reverse("centers:plan", args=[plan.pk])).content.decode()


def test_nothing_of_another_centre_is_seen(client, people):
    other = make_reopening(S.RETURNED)
    client.force_login(people["writer"])

    for name, key in (("reopening", other.pk), ("reopening_new", other.plan_id)):
        assert client.get(reverse(f"centers:{name}", args=[key])).status_code == 404
    assert client.post(reverse("centers:reopening_act", args=[other.pk, "hand_in"])).status_code == 404


def test_requests_over_the_api(program, plan, people):
    client = Client()
    client.force_login(people["school"])
    body = {"plan": plan.pk, "reason": WHY}
    made = client.post("/api/v1/center-plan-reopenings/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert (made.json()["year"], made.json()["status"]) == (plan.year, S.DRAFT)
    assert client.post("/api/v1/center-plan-reopenings/", body, content_type="application/json").status_code == 422
    wrong = client.post("/api/v1/center-plan-reopenings/", {**body, "plan": "x"}, content_type="application/json")
    assert wrong.status_code == 400

    listed = program.get("/center-plan-reopenings/", plan=plan.pk).json()["results"]
    assert [one["id"] for one in listed] == [made.json()["id"]]
    assert program.get(f"/center-plan-reopenings/{listed[0]['id']}/").json()["reason"] == WHY


def test_who_is_next_hears_of_it_and_the_centre_of_the_opened_plan(plan, people):
    request = make_reopening(S.AT_SCHOOL, plan=plan, people=people)
    after_reopening_step(pk=request.pk)
    assert list(Notice.objects.values_list("user", flat=True)) == [people["school"].pk]

    A["reopen_plan"](plan, by=make_user(Role.EXPERT), on=TODAY, reason=WHY)
    after_plan_step(pk=plan.pk)
    told = Notice.objects.filter(text__startswith="Değişiklik için yeniden açıldı")
    assert {one.user_id for one in told} == {people[who].pk for who in ("writer", "coordinator", "school")}
