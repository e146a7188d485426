"""Control campaigns on the desks: the province's clock runs once answers are opened, the ministry's once they came in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from designations import acts
from designations.choices import CampaignStatus as C, ControlStatus as S
from desk.choices import Side
from desk.waiting import piles_of
from tests.factories import TODAY, make_province, make_user
from tests.factories.campaigns import DUE, bring, make_control_campaign, make_controlled
from workflow.working_days import WorkingDays

pytestmark = pytest.mark.django_db
DAYS = WorkingDays()


def pile(user, key, on=TODAY):
    return next((found for found in piles_of(user, on=on) if found.kind.key == key), None)


def later(days: int) -> date:
    return TODAY + timedelta(days)


def test_a_school_waits_for_its_province_from_the_opening_until_it_answers():
    controlled = make_controlled(S.DRAWN)
    officer = make_user(Role.PROVINCE_OFFICER, province=controlled.designation.school.province)
    expert = make_user(Role.EXPERT)
    assert pile(officer, "denetim-istenen") is None
    assert pile(expert, "denetim-acma").count == 1

    acts.open_collecting(controlled.campaign, by=expert, on=later(7))
    asked = pile(officer, "denetim-istenen", on=later(21)).tasks[0]
    answered = bring(controlled, S.ANSWERED, on=later(21))
    judged = pile(expert, "denetim-yanit", on=later(28)).tasks[0]

    assert (asked.since, asked.deadline, asked.timing.side) == (later(7), DUE, Side.PROVINCE)
    assert asked.timing.held == DAYS.between(later(7), later(21))
    assert "İl Millî Eğitim Müdürlüğü" in asked.holder
    assert (judged.timing.side, judged.timing.held) == (Side.MINISTRY, DAYS.between(later(21), later(28)))
    assert judged.url.endswith(f"/okul/{answered.pk}/")
    assert pile(officer, "denetim-istenen", on=later(28)) is None


def test_another_province_has_nothing_to_answer():
    make_controlled()

    assert pile(make_user(Role.PROVINCE_OFFICER, province=make_province(34)), "denetim-istenen") is None


def test_a_draft_waits_for_who_did_not_write_it():
    head, other = make_user(Role.DEPARTMENT_HEAD), make_user(Role.DIRECTOR_GENERAL)
    make_control_campaign(by=head)

    assert pile(head, "denetim-duyuru") is None
    assert pile(other, "denetim-duyuru").tasks[0].holder == "Daire başkanı veya genel müdür"
    assert pile(head, "denetim-taslak").count == 1


def test_late_answers_and_what_can_be_closed_stand_on_the_ministrys_desk():
    controlled, expert = make_controlled(), make_user(Role.EXPERT)

    assert pile(expert, "denetim-geciken", on=DUE) is None
    assert pile(expert, "denetim-geciken", on=DUE + timedelta(1)).count == 1
    assert pile(expert, "denetim-kapatma") is None
    acts.leave_control(controlled, by=expert, on=TODAY, note="Okul kapandı.")
    assert pile(expert, "denetim-kapatma").count == 1
    make_control_campaign(C.CLOSED)
    assert pile(expert, "denetim-kapatma").count == 1
