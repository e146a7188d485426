"""What waits for whom: the clock starts anew with each state, the oldest stand first, and everybody sees who has it."""

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from designations import acts
from designations.choices import DossierStatus
from desk.waiting import piles_of, working_days
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY


def pile(user, title, *, on=TODAY):
    return next((pile for pile in piles_of(user, on=on) if pile.title == title), None)


def test_a_dossier_waits_from_the_day_of_its_last_step():
    dossier = factories.make_dossier(DossierStatus.SUBMITTED)
    expert = factories.make_user(Role.EXPERT)
    later = TODAY + timedelta(days=14)

    dossier = acts.take_up(dossier, by=expert, on=later)

    task = pile(expert, "İncelemenizdeki dosyalar", on=later + timedelta(days=7)).tasks[0]
    assert task.since == later
    assert task.days == working_days(later, later + timedelta(days=7))
    assert task.holder == str(expert)


def test_the_oldest_stands_first():
    expert = factories.make_user(Role.EXPERT)
    new = factories.make_dossier(DossierStatus.SUBMITTED)
    old = factories.make_dossier(DossierStatus.SUBMITTED)
    type(old).objects.filter(pk=old.pk).update(state_since=TODAY - timedelta(days=20))

    tasks = pile(expert, "İncelemeye alınmayı bekleyen dosyalar").tasks

    assert [task.record for task in tasks] == [old.school.name, new.school.name]


def test_a_returned_dossier_is_with_its_province():
    dossier = factories.make_dossier(DossierStatus.RETURNED)
    officer = factories.make_user(Role.PROVINCE_OFFICER, province=dossier.school.province)

    task = pile(officer, "Düzeltme istenen dosyalar").tasks[0]

    assert task.holder == f"{dossier.school.province} İl Millî Eğitim Müdürlüğü"


def test_who_proposed_does_not_find_the_proposal_on_the_own_desk():
    dossier = factories.make_dossier(DossierStatus.APPROVAL_PROPOSED)
    head = factories.make_user(Role.DEPARTMENT_HEAD)
    type(dossier).objects.filter(pk=dossier.pk).update(proposed_by=head)
    other = factories.make_user(Role.DIRECTOR_GENERAL)

    assert pile(head, "Karar bekleyen öneriler") is None
    assert pile(other, "Karar bekleyen öneriler").tasks[0].holder == "Daire başkanı veya genel müdür"


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 10, 26), date(2026, 10, 30), 3),  # 29 October is a public holiday
        (date(2026, 10, 30), date(2026, 11, 2), 1),  # a weekend between
        (date(2026, 10, 26), date(2026, 10, 26), 0),
    ],
)
def test_weekends_and_public_holidays_do_not_count(since, until, days):
    assert working_days(since, until) == days
