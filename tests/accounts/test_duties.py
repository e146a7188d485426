"""Duties in time: they open and close by the calendar of Istanbul, end early, end with whoever leaves, and are told of before."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Duty, User
from tests.factories import make_province, make_user
from workflow.models import JournalEntry, Notice
from workflow.people.duties import change_end, close_the_day, end_early, give_duty, leave
from workflow.refusals import Invalid, NotPermitted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, province=6)


@pytest.fixture
def keeper():
    return make_user(Role.ADMINISTRATOR)


def test_a_duty_opens_at_midnight_of_istanbul_and_closes_at_the_next(monkeypatch, client):
    person = make_user(None)
    Duty.objects.create(
        user=person, role=Role.PROVINCE_OFFICER, province=make_province(6),
        starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 1),
    )  # fmt: skip
    seen = {}
    for moment in ("2026-11-30T20:59:59", "2026-11-30T21:00:00", "2026-12-01T20:59:59", "2026-12-01T21:00:00"):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: datetime.fromisoformat(moment).replace(tzinfo=UTC))
        seen[moment] = bool(User.objects.get(pk=person.pk).roles)

    assert list(seen.values()) == [False, True, True, False]


def test_the_same_duty_is_not_given_twice_but_the_day_after_it_is(keeper):
    person = make_user(None)
    place = {"role": Role.PROVINCE_OFFICER, "province": make_province(6)}
    give_duty(person, by=keeper, on=TODAY, duty=Duty(**place, starts_on=TODAY, ends_on=TODAY))

    with pytest.raises(Invalid):
        give_duty(person, by=keeper, on=TODAY, duty=Duty(**place, starts_on=TODAY))
    give_duty(person, by=keeper, on=TODAY, duty=Duty(**place, starts_on=TODAY + timedelta(days=1)))

    assert person.duties.count() == 2


def test_a_duty_that_is_over_is_not_called_back(keeper):
    duty = make_user(Role.PROVINCE_OFFICER, province=6).duties.get()
    end_early(duty, by=keeper, on=TODAY, last_day=TODAY - timedelta(days=2), reason="Nakil")

    with pytest.raises(Invalid):
        change_end(duty, by=keeper, on=TODAY, last_day=None)


def test_prolonging_into_the_next_duty_is_refused(keeper):
    person = make_user(None)
    place = {"role": Role.PROVINCE_OFFICER, "province": make_province(6)}
    first = give_duty(person, by=keeper, on=TODAY, duty=Duty(**place, starts_on=TODAY, ends_on=TODAY))
    give_duty(person, by=keeper, on=TODAY, duty=Duty(**place, starts_on=TODAY + timedelta(days=5)))

    with pytest.raises(Invalid):
        change_end(first, by=keeper, on=TODAY, last_day=TODAY + timedelta(days=9))


def test_somebody_who_leaves_loses_every_duty_and_session(keeper):
    leaver = make_user(Role.EXPERT)
    future = Duty.objects.create(user=leaver, role=Role.DEPARTMENT_HEAD, starts_on=localdate() + timedelta(days=9))
    session = Client()
    session.force_login(leaver)
    UserSession.objects.create(user=leaver, ip="127.0.0.1", user_agent="x", session_key=session.session.session_key)

    count = leave(leaver, by=keeper, on=localdate(), last_day=localdate() - timedelta(days=1), reason="Emekli")

    future.refresh_from_db()
    assert count == 2
    assert (
        future.ends_on == future.starts_on or not Duty.objects.in_force(future.starts_on).filter(pk=future.pk).exists()
    )
    assert not UserSession.objects.filter(user=leaver).exists()
    assert JournalEntry.objects.of(leaver).last().act == "leave"


def test_nobody_ends_the_own_duties_and_only_administrators_end_others(keeper):
    with pytest.raises(NotPermitted):
        leave(keeper, by=keeper, on=TODAY, last_day=TODAY, reason="x")
    with pytest.raises(NotPermitted):
        leave(keeper, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY, last_day=TODAY, reason="x")


def test_holders_and_administrators_hear_of_the_end_once_a_step_and_sessions_close_the_day_after(client):
    holder = make_user(Role.PROVINCE_OFFICER, province=6)
    duty = holder.duties.get()
    duty.ends_on = TODAY + timedelta(days=7)
    duty.save()
    UserSession.objects.create(user=holder, ip="127.0.0.1", user_agent="x", session_key="k")

    keeper = make_user(Role.ADMINISTRATOR)
    for on in (TODAY, TODAY, duty.ends_on):
        close_the_day(on=on)
    assert Notice.objects.filter(user=holder).count() == 1
    told = Notice.objects.get(user=keeper)
    assert told.text == "1 görev 30.11.2026 günü sona eriyor."
    client.force_login(keeper)
    assert str(holder) in client.get(told.url).content.decode()
    assert UserSession.objects.filter(user=holder).exists()

    close_the_day(on=duty.ends_on + timedelta(days=1))
    assert not UserSession.objects.filter(user=holder).exists()


def test_the_people_page_shows_first_what_ends_soon(client, officer):
    duty = officer.duties.get()
    duty.ends_on = localdate() + timedelta(days=10)
    duty.save()
    client.force_login(officer)

    page = client.get(reverse("people:overview")).content.decode()

    assert "Yakında biten görevler" in page
