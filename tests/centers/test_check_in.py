"""Attendance by a session's code: marked once, by whom the activity knows, in time; wrong, late and repeated tries are told apart."""

import re
import threading
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate

from accounts.choices import Role
from centers import attending
from centers.acts import ACTIVITY
from centers.acts.check_in import check_in
from centers.models import Activity, ActivitySession, Attendance
from tests.factories import make_school, make_user
from tests.factories.centers import make_center
from tests.factories.programmes import make_activity
from workflow.models import JournalEntry
from workflow.refusals import Invalid, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/1/c")]


@pytest.fixture
def held():
    cache.clear()
    return make_activity("activity_held")


@pytest.fixture
def session(held):
    """Its first session; it is on, whatever the day of the test."""
    return held.sessions.order_by("day")[0]


@pytest.fixture
def coordinator(held):
    return make_user(Role.GENERAL_COORDINATOR, school=held.center.school)


@pytest.fixture
def moment(monkeypatch, session):
    """Sets the clock of the page: minutes from the session's beginning."""

    def at(minutes):
        begins = datetime.combine(session.day, session.starts_at, get_current_timezone())
        monkeypatch.setattr(attending, "localtime", lambda: begins + timedelta(minutes=minutes))

    at(10)
    return at


def address(session, user, how=attending.SCREEN):
    return reverse("centers:check_in", args=[attending.code_for(session, user, how)])


def person_of(activity):
    return activity.participants.order_by("pk")[0]


def asked_of(person, **values):
    return {"last_name": person.last_name, "number": person.identity_number[-4:], **values}


def test_a_participant_is_marked_and_the_journal_knows_how(client, held, session, coordinator, moment):
    person, where = person_of(held), address(session, coordinator)

    assert client.get(where).status_code == 200
    answer = client.post(where, asked_of(person))

    assert "Katılımınız yazıldı" in answer.text
    assert person.full_name in answer.text
    assert answer["Cache-Control"] == "no-store"
    there = Attendance.objects.get()
    assert (there.session, there.participant, there.present) == (session, person, True)
    told = JournalEntry.objects.get(act="check_in")
    assert (told.record_id, told.by) == (str(held.pk), None)
    assert told.details["how"] == "Ekrandaki karekod"
    assert told.details["code_of"]["label"] == str(coordinator)
    assert person.last_name not in str(told.details["participant"])
    session.refresh_from_db()
    assert session.attendance_on is None  # the coordinator completes it


def test_who_comes_twice_is_told_so_and_written_once(client, held, session, coordinator, moment):
    where = address(session, coordinator)
    client.post(where, asked_of(person_of(held)))

    answer = client.post(where, asked_of(person_of(held), number=f"k{person_of(held).pk}"))

    assert "Zaten yazılmışsınız" in answer.text
    assert Attendance.objects.count() == JournalEntry.objects.filter(act="check_in").count() == 1


@pytest.mark.parametrize(
    "wrong", [{"number": "0000"}, {"last_name": "Başka"}, {"number": "K999999"}, {"number": "12"}]
)
def test_who_is_not_known_learns_nothing(client, held, session, coordinator, moment, wrong):
    answer = client.post(address(session, coordinator), asked_of(person_of(held), **wrong))

    assert attending.NOBODY in answer.text
    assert person_of(held).first_name not in answer.text
    assert not Attendance.objects.exists()


def test_two_of_one_name_and_number_are_asked_for_their_first_name(client, held, session, coordinator, moment):
    first, other = held.participants.order_by("pk")[:2]
    type(other).objects.filter(pk=other.pk).update(
        identity_number=f"2{first.identity_number[1:]}", first_name="Zübeyde"
    )
    where = address(session, coordinator)

    assert attending.SEVERAL in client.post(where, asked_of(first)).text
    assert "Katılımınız yazıldı" in client.post(where, asked_of(first, first_name="zübeyde")).text
    assert Attendance.objects.get().participant == other


@pytest.mark.parametrize(("minutes", "said"), [(-31, "henüz açılmadı"), (6 * 60 + 31, "kapandı")])
def test_too_early_and_too_late_are_told(client, held, session, coordinator, moment, minutes, said):
    moment(minutes)

    answer = client.post(address(session, coordinator), asked_of(person_of(held)))

    assert answer.status_code == 409
    assert said in answer.text
    assert not Attendance.objects.exists()


def test_a_code_ends_and_a_page_opened_in_time_may_still_be_sent(client, held, session, coordinator, moment, settings):
    where = address(session, coordinator)
    page = client.get(where).text
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    settings.CENTRE_CHECK_IN_CODE_SECONDS = -1  # all codes are older

    assert attending.EXPIRED in client.get(where).text
    assert client.post(where, asked_of(person_of(held))).status_code == 410
    assert client.post(where, asked_of(person_of(held), ticket=f"{ticket}x")).status_code == 410
    other = address(session, make_user(Role.EXPERT))
    assert client.post(other, asked_of(person_of(held), ticket=ticket)).status_code == 410
    assert "Katılımınız yazıldı" in client.post(where, asked_of(person_of(held), ticket=ticket)).text


def test_a_printed_code_holds_for_the_session(client, held, session, coordinator, moment, settings):
    settings.CENTRE_CHECK_IN_CODE_SECONDS = -1

    answer = client.post(address(session, coordinator, attending.PRINTED), asked_of(person_of(held)))

    assert "Katılımınız yazıldı" in answer.text
    assert JournalEntry.objects.get(act="check_in").details["how"] == "Basılı karekod"


@pytest.mark.parametrize("token", ["x", "1.e.1:aaaa:bbbb", "::"])
def test_a_forged_code_opens_nothing(client, held, token, moment):
    answer = client.get(reverse("centers:check_in", args=[token]))

    assert answer.status_code == 410
    assert attending.INVALID in answer.text
    assert held.name not in answer.text


def test_guessing_is_stopped_and_a_whole_class_is_not(client, held, session, coordinator, moment):
    where = address(session, coordinator)

    for person in held.participants.all():
        for _ in range(attending.WRONG):
            assert client.post(where, asked_of(person)).status_code == 200
    codes = [
        client.post(where, asked_of(person_of(held), number="0000")).status_code for _ in range(attending.WRONG + 1)
    ]

    assert codes == [200] * attending.WRONG + [429]


def test_what_the_coordinator_enters_stands(client, held, session, coordinator, moment):
    where, person = address(session, coordinator), person_of(held)
    client.post(where, asked_of(person))
    client.force_login(coordinator)
    act = reverse("centers:activity_act", args=[held.pk, "take_attendance"])

    begins = client.get(f"{act}?oturum={session.pk}").context["form"].initial
    ACTIVITY.acts["take_attendance"](held, by=coordinator, on=session.day, session=session, present=[])

    assert begins["present"] == [person.pk]
    answer = client.post(where, asked_of(person))
    assert answer.status_code == 409
    assert "yoklaması girildi" in answer.text
    assert not Attendance.objects.filter(present=True).exists()


def test_a_session_with_marks_is_not_dropped(held, session, coordinator):
    check_in(session, person_of(held), on=session.day, how="Ekrandaki karekod", code_of=coordinator)

    with pytest.raises(Invalid, match="Karekodla yoklaması alınan"):
        ACTIVITY.acts["drop_session"](held, by=coordinator, on=session.day, session=session)


def test_nobody_is_marked_where_nothing_is_held_nor_of_another_activity(held, session, coordinator):
    with pytest.raises(Invalid):
        check_in(session, person_of(make_activity("activity_held")), on=session.day, how="x", code_of=None)
    done = make_activity("activity_concluded")
    with pytest.raises(OutOfState):
        check_in(done.sessions.first(), person_of(done), on=localdate(), how="x", code_of=None)


def test_the_code_is_shown_by_who_runs_the_activity(client, held, session, coordinator):
    page = reverse("centers:check_in_code", args=[held.pk, session.pk])
    client.force_login(coordinator)

    shown, printed = client.get(page), client.get(f"{page}?basili")

    assert shown["Refresh"] == "60"
    assert "Refresh" not in printed
    assert "<svg" in shown.text
    assert 'href="' + page in client.get(reverse("centers:activity", args=[held.pk])).text
    client.force_login(make_user(Role.EXPERT))
    assert client.get(page).status_code == 403
    client.force_login(make_user(Role.GENERAL_COORDINATOR, school=make_center(school=make_school(province=34)).school))
    assert client.get(page).status_code == 404


def test_no_code_is_shown_before_the_activity_has_begun(client):
    activity = make_activity("chain_approved")
    client.force_login(make_user(Role.GENERAL_COORDINATOR, school=activity.center.school))

    page = client.get(reverse("centers:check_in_code", args=[activity.pk, activity.sessions.first().pk]))

    assert "Faaliyet başlatılmadan yoklama alınmaz." in page.text
    assert "<svg xmlns" not in page.text.split("check-in-code")[-1]


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_are_one_mark():
    held = make_activity("activity_held")
    session, person = held.sessions.first(), person_of(held)
    barrier, news = threading.Barrier(2), []

    def mark():
        try:
            barrier.wait()
            own = ActivitySession.objects.get(pk=session.pk)
            news.append(check_in(own, person, on=own.day, how="Ekrandaki karekod", code_of=None)[1])
        finally:
            connection.close()

    threads = [threading.Thread(target=mark) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(news) == [False, True]
    assert Attendance.objects.count() == 1
    assert Activity.objects.get(pk=held.pk).status == "activity_held"
