"""In-service activities: only under an approved programme, approved before they are held, sessions, results (smm/5/1/c, smm/5/2)."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from centers.acts import ACTIVITY
from centers.acts.activities import draft_activity
from centers.choices import ActivityState as E, ChainStatus as S, Result
from centers.models import Activity
from centers.tasks import after_activity_step
from tests.factories import TODAY, make_user
from tests.factories.centers import make_center, people_of_chain
from tests.factories.programmes import (
    ACTIVITY_SAYS,
    FIRST,
    LAST,
    PROGRAMME,
    SAYI,
    carry,
    make_activity,
    make_programme,
)
from tests.workflow.doors import DOORS, through
from tests.workflow.people import EVERYBODY, MINISTRY, everybody
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/1/c", "smm/5/2")]
A = ACTIVITY.acts
DAY = timedelta(days=1)


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


@pytest.fixture
def programme(center, people):
    return make_programme(S.APPROVED, center=center, people=people)


@pytest.mark.parametrize("state", [S.DRAFT, S.AT_UNIT])
def test_an_activity_is_only_under_an_approved_programme(center, people, state):
    programme = make_programme(state, center=center, people=people)

    with pytest.raises(Invalid, match=r"m\. 5/1-c"):
        draft_activity(programme, by=people["writer"], on=TODAY, **ACTIVITY_SAYS)
    with pytest.raises(IntegrityError, match="activity_programme_is_approved"), transaction.atomic():
        Activity.objects.create(
            center=center, programme=programme,
            **{key: value for key, value in ACTIVITY_SAYS.items() if key != "least_score"},
        )  # fmt: skip


def test_new_activities_go_by_the_version_in_force_and_earlier_ones_keep_theirs(programme, people):
    activity = make_activity(S.AT_SCHOOL, programme=programme, people=people)
    PROGRAMME.acts["new_version"](programme, by=people["writer"], on=TODAY)
    carry(PROGRAMME, programme.later.get(), S.APPROVED, people)
    programme.refresh_from_db()

    with pytest.raises(Invalid, match="yürürlükte"):
        draft_activity(programme, by=people["writer"], on=TODAY, **ACTIVITY_SAYS)
    activity.refresh_from_db()
    assert activity.programme == programme
    assert A["pass_on"](activity, by=people["school"], on=TODAY).status == S.AT_DISTRICT


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_on": TODAY - DAY}, "starts_on"),
        ({"ends_on": FIRST - DAY}, "ends_on"),
        ({"ends_on": FIRST.replace(year=FIRST.year + 1)}, "ends_on"),
        ({"hours": 11}, "hours"),
        ({"place": " "}, "place"),
    ],
)
def test_what_cannot_be_proposed_is_refused_at_its_field(programme, people, values, field):
    with pytest.raises(Invalid) as refused:
        draft_activity(programme, by=people["writer"], on=TODAY, **{**ACTIVITY_SAYS, **values})

    assert set(refused.value.faults) == {field}


@pytest.mark.parametrize(("level", "whose"), [("central", "Genel Müdürlük"), ("local", "il millî eğitim müdürlüğü")])
def test_coordination_follows_the_level(programme, people, level, whose):
    assert make_activity(programme=programme, people=people, level=level).coordination == whose


def test_it_is_not_held_before_the_ministrys_unit_approved_it(programme, people):
    proposed = make_activity(S.AT_UNIT, programme=programme, people=people)
    with pytest.raises(OutOfState):
        A["start_activity"](proposed, by=people["writer"], on=FIRST)
    with pytest.raises(IntegrityError, match="activity_held_once_approved"), transaction.atomic():
        Activity.objects.filter(pk=proposed.pk).update(status=E.HELD)

    approved = A["record_decision"](
        proposed, by=people["directorate"], on=TODAY, decided_on=TODAY, decision_number=SAYI
    )

    assert list(Activity.objects.in_plan(FIRST.year)) == [approved]
    assert not Activity.objects.in_plan(FIRST.year + 1).exists()


def test_it_begins_on_its_day_with_its_sessions_and_participants(programme, people):
    empty = make_activity(S.APPROVED, programme=programme, people=people, numbers=())
    with pytest.raises(Invalid, match="günü başlar"):
        A["start_activity"](empty, by=people["writer"], on=FIRST - DAY)
    with pytest.raises(Invalid, match="katılımcıları ekleyin"):
        A["start_activity"](empty, by=people["writer"], on=FIRST)
    A["drop_session"](empty, by=people["writer"], on=TODAY, session=empty.sessions.first())
    with pytest.raises(Invalid, match="Oturumlar 6 ders saati; faaliyetin süresi 12"):
        A["start_activity"](empty, by=people["writer"], on=FIRST)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"day": FIRST - DAY}, "day"),
        ({"hours": 13}, "hours"),
        ({"trainer": ""}, "trainer"),
        ({"day": FIRST}, "starts_at"),
    ],
)
def test_a_session_is_within_the_days_and_once_at_a_time(programme, people, values, field):
    activity = make_activity(S.APPROVED, programme=programme, people=people)
    says = {
        "day": LAST,
        "starts_at": time(9) if field == "starts_at" else time(16),
        "hours": 2,
        "topic": "x",
        "trainer": "y",
    }

    with pytest.raises(Invalid) as refused:
        A["add_session"](activity, by=people["writer"], on=TODAY, **{**says, **values})
    assert set(refused.value.faults) == {field}


def test_it_is_not_concluded_while_a_session_lacks_attendance(programme, people):
    activity = make_activity(E.HELD, programme=programme, people=people)
    first, second = activity.sessions.all()
    with pytest.raises(Invalid, match="bitmeden"):
        A["conclude_activity"](activity, by=people["writer"], on=FIRST)
    with pytest.raises(Invalid, match="günü gelmeden"):
        A["take_attendance"](activity, by=people["writer"], on=FIRST, session=second, present=[])
    A["take_attendance"](
        activity, by=people["writer"], on=FIRST, session=first, present=list(activity.participants.all())
    )

    with pytest.raises(Invalid, match=f"Yoklaması girilmeyen oturumlar var: {LAST:%d.%m.%Y}"):
        A["conclude_activity"](activity, by=people["writer"], on=LAST)
    assert Activity.objects.get(pk=activity.pk).status == E.HELD


def test_results_follow_from_attendance_and_points(programme, people):
    activity = make_activity(E.HELD, programme=programme, people=people, least_score=50)
    by, (first, second) = people["writer"], activity.sessions.all()
    here, weak, away = activity.participants.order_by("pk")
    A["take_attendance"](activity, by=by, on=LAST, session=first, present=[here, weak, away])
    A["take_attendance"](activity, by=by, on=LAST, session=second, present=[here, weak])
    with pytest.raises(Invalid, match="2 katılımcının puanı girilmedi"):
        A["conclude_activity"](activity, by=by, on=LAST)
    A["score_participants"](activity, by=by, on=LAST, scores={here.pk: Decimal(90), weak.pk: Decimal(30)})

    concluded = A["conclude_activity"](activity, by=by, on=LAST)

    results = dict(concluded.participants.values_list("pk", "result"))
    assert results == {here.pk: Result.SUCCESSFUL, weak.pk: Result.UNSUCCESSFUL, away.pk: Result.ABSENT}
    assert concluded.concluded_on == LAST


def test_attendance_that_is_entered_again_replaces_what_was(programme, people):
    activity = make_activity(E.HELD, programme=programme, people=people)
    session, everybody_there = activity.sessions.first(), list(activity.participants.all())
    for present in (everybody_there, everybody_there[:1]):
        A["take_attendance"](activity, by=people["writer"], on=FIRST, session=session, present=present)

    assert session.attendances.count() == 3
    assert session.attendances.get(present=True).participant == everybody_there[0]
    stranger = make_activity(S.APPROVED).participants.first()
    with pytest.raises(Invalid, match="katılımcısı değil"):
        A["take_attendance"](activity, by=people["writer"], on=FIRST, session=session, present=[stranger])


def test_the_questionnaire_is_kept_in_numbers(programme, people):
    activity = make_activity(E.HELD, programme=programme, people=people)
    with pytest.raises(Invalid, match="çok olamaz"):
        A["record_survey"](activity, by=people["writer"], on=LAST, survey_answers=4, survey_score=Decimal("4.5"))

    told = A["record_survey"](activity, by=people["writer"], on=LAST, survey_answers=3, survey_score=Decimal("4.5"))
    assert (told.survey_answers, told.survey_score) == (3, Decimal("4.5"))


PRINCIPAL = {"principal"}
PROVINCE = {"officer", "director"}
MAY = {
    "write_activity": (S.DRAFT, PRINCIPAL), "hand_in": (S.DRAFT, PRINCIPAL), "drop_activity": (S.DRAFT, PRINCIPAL),
    "take_back": (S.AT_SCHOOL, PRINCIPAL), "pass_on": (S.AT_PROVINCE, PROVINCE), "return_to_centre": (S.AT_SCHOOL, PRINCIPAL),
    "send_to_unit": (S.AT_DIRECTORATE, MINISTRY), "record_decision": (S.AT_UNIT, MINISTRY),
    "start_activity": (S.APPROVED, PRINCIPAL), "cancel_activity": (S.APPROVED, {*PROVINCE, *MINISTRY}),
    "add_session": (S.APPROVED, PRINCIPAL), "drop_session": (S.APPROVED, PRINCIPAL),
    "add_participants": (S.APPROVED, PRINCIPAL), "remove_participant": (S.APPROVED, PRINCIPAL),
    "take_attendance": (E.HELD, PRINCIPAL), "score_participants": (E.HELD, PRINCIPAL), "record_survey": (E.HELD, PRINCIPAL),
    "conclude_activity": (E.HELD, PRINCIPAL), "issue_certificates": (E.CONCLUDED, PRINCIPAL),
}  # fmt: skip


def test_each_act_is_whose_it_is(programme, people, center):
    others = everybody(center.school)
    made = {
        state: make_activity(state, programme=programme, people=people)
        for state in {state for state, _ in MAY.values()}
    }

    found = {
        name: {one for one in EVERYBODY if A[name].open_to(others[one], made[state])}
        for name, (state, _) in MAY.items()
    }

    assert found == {name: set(allowed) for name, (_, allowed) in MAY.items()}
    assert set(MAY) == set(A)


def test_a_central_activity_is_cancelled_by_the_general_directorate_alone(programme, people):
    central = make_activity(S.APPROVED, programme=programme, people=people, level="central")

    with pytest.raises(NotPermitted):
        A["cancel_activity"](central, by=people["province"], on=TODAY, reason="x")
    assert A["cancel_activity"](central, by=people["directorate"], on=TODAY, reason="Bütçe yok.").status == E.CANCELLED
    after_activity_step(pk=central.pk)
    assert {people[one].pk for one in ("writer", "school", "province")} <= set(
        Notice.objects.values_list("user", flat=True)
    )


@pytest.mark.parametrize(
    ("name", "state", "values"),
    [
        ("cancel_activity", S.APPROVED, {"reason": "Bütçe yok."}),
        ("cancel_activity", E.HELD, {}),
        ("record_decision", S.AT_UNIT, {"decided_on": TODAY.isoformat(), "decision_number": SAYI}),
        ("send_to_unit", S.AT_DIRECTORATE, {"note": "İncelendi."}),
        ("start_activity", S.APPROVED, {}),
    ],
)
def test_three_doors_do_the_same_and_refuse_the_same(programme, people, name, state, values):
    activity = make_activity(state, programme=programme, people=people)

    outcomes = [through(door, activity, name, by=people["directorate"], **values) for door in DOORS]

    assert outcomes[0] == outcomes[1] == outcomes[2]


@pytest.mark.parametrize(
    ("name", "state", "values"),
    [
        (
            "add_session",
            S.APPROVED,
            {"day": LAST.isoformat(), "starts_at": "14:00", "hours": 2, "topic": "x", "trainer": "y"},
        ),
        (
            "add_session",
            S.APPROVED,
            {"day": LAST.isoformat(), "starts_at": "09:00", "hours": 2, "topic": "x", "trainer": "y"},
        ),
        ("conclude_activity", E.HELD, {}),
        ("record_survey", E.HELD, {"survey_answers": 2, "survey_score": "4.5"}),
    ],
)
def test_page_and_api_do_the_same_and_refuse_the_same(programme, people, name, state, values):
    activity = make_activity(state, programme=programme, people=people)

    page, api = (through(door, activity, name, by=people["school"], **values) for door in DOORS[1:])

    assert page == api


def test_the_centre_enters_attendance_and_points_in_the_browser(client, programme, people):
    activity = make_activity(E.HELD, programme=programme, people=people, least_score=50)
    session, (one, *_rest) = activity.sessions.first(), activity.participants.all()
    client.force_login(people["coordinator"])
    page = client.get(reverse("centers:activity", args=[activity.pk])).content.decode()
    assert "Yoklama gir" in page
    assert f"({FIRST.year} planı)" in page
    assert page.index(f"{FIRST:%d.%m.%Y} 09.00") < page.index(f"{LAST:%d.%m.%Y} 09.00")
    url = reverse("centers:activity_act", args=[activity.pk, "take_attendance"])
    assert client.get(url, {"oturum": session.pk}).content.decode().count("checked") == 3

    assert client.post(url, {"session": session.pk, "present": [one.pk]}).status_code == 302
    assert client.get(url, {"oturum": session.pk}).content.decode().count("checked") == 1
    scores = reverse("centers:activity_act", args=[activity.pk, "score_participants"])
    assert client.post(scores, {str(one.pk): "72,5"}).status_code == 302

    one.refresh_from_db()
    assert one.score == Decimal("72.5")
    assert not JournalEntry.objects.of(activity).filter(details__icontains=one.last_name).exists()


def test_the_plan_of_a_year_is_printed_and_the_list_filtered(client, programme, people):
    make_activity(S.APPROVED, programme=programme, people=people, name="Planda olan kurs")
    make_activity(programme=programme, people=people, name="Taslak kurs")
    client.force_login(people["directorate"])

    listed = client.get(reverse("centers:activities"), {"yil": FIRST.year, "planda": "on"}).content.decode()
    assert "Planda olan kurs" in listed
    assert "Taslak kurs" not in listed
    assert f"?yil={FIRST.year}&amp;planda=on" in listed.replace(str(TODAY.year), str(FIRST.year))
    printed = client.get(reverse("centers:activity_plan", args=[FIRST.year]))
    assert (printed["Content-Type"], printed.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_coordinator_sees_nothing_of_another_centre(client, people):
    other = make_activity(E.HELD)
    client.force_login(people["writer"])

    for name in ("activity", "participants", "people_file", "people_template"):
        assert client.get(reverse(f"centers:{name}", args=[other.pk])).status_code == 404
    assert (
        client.get(reverse("people:reveal", args=["faaliyet-katilimcisi", other.participants.first().pk])).status_code
        == 404
    )
    assert client.get(reverse("centers:activities")).status_code == 403


def test_the_school_drafts_over_the_api_and_programs_read_the_plan(program, programme, people):
    client = Client()
    client.force_login(people["school"])
    body = {**ACTIVITY_SAYS, "programme": programme.pk, "starts_on": "2031-02-03", "ends_on": "2031-02-04"}

    made = client.post("/api/v1/center-activities/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert made.json()["coordination"] == "il millî eğitim müdürlüğü"
    wrong = client.post("/api/v1/center-activities/", {**body, "programme": 10**6}, content_type="application/json")
    assert (wrong.status_code, wrong.json()["faults"][0]["path"]) == (400, "programme")

    approved = make_activity(S.APPROVED, programme=programme, people=people)
    found = program.get("/center-activities/", year=FIRST.year, in_plan="true").json()["results"]
    assert [one["id"] for one in found] == [approved.pk]
    assert len(program.get(f"/center-activities/{approved.pk}/").json()["sessions"]) == 2


def test_readers_of_other_provinces_do_not_find_it(client, programme, people):
    activity = make_activity(programme=programme, people=people)
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))

    assert client.get(reverse("centers:activity", args=[activity.pk])).status_code == 404
