"""What follows applications on the desk: placements, sittings, objections and registrations, each with who has the next step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from desk.waiting import piles_of
from tests.desk.test_transfer_piles import pile, records
from tests.factories import TODAY, make_school, make_user
from tests.factories.commissions import make_commission, make_sitting
from tests.factories.transfers import (
    adopted_by_commission,
    announce,
    free_year,
    make_objection,
    make_results,
    make_round,
    make_run,
)
from tests.transfers.test_runs import three_for_two
from transfers.acts import APPLICATION, OBJECTION, SITTING
from transfers.choices import RoundStatus, RunPurpose, SittingStatus

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
DAY = timedelta(days=1)


def of_placements(school):
    """One of each: an objection, a placed student, a sitting to be held, a placement to be adopted, a commission of nobody."""
    made = make_objection(own=school)
    commission = make_commission(round=made.application.round, province=school.province, staffed=True)
    make_sitting(commission=commission)
    taking = make_round(RoundStatus.EVALUATION, year=free_year(TODAY))
    make_run(taking)
    make_commission(round=taking, province=school.province)


def test_a_verified_placement_waits_for_the_commission_and_then_for_who_decides():
    taking, *_ = three_for_two()
    make_run(taking)
    run, expert = make_run(taking), make_user(Role.EXPERT)

    (task,) = pile(expert, "nakil-yerlestirme", on=taking.results_on).tasks  # the newest alone
    assert (task.record, task.label) == (f"{run} (Asıl yerleştirme)", "Merkez komisyonunun kabulü beklenir")
    assert task.holder == "Merkez komisyonu"

    adopted_by_commission(run, on=taking.results_on)
    (task,) = pile(expert, "nakil-yerlestirme", on=taking.results_on).tasks
    assert (task.label, task.holder) == ("İlan edilecek", "Daire başkanı veya genel müdür")
    assert records(make_user(Role.PROVINCE_OFFICER, province=6), "nakil-yerlestirme") == []


def test_an_announced_placement_waits_for_nobody():
    taking, *_ = three_for_two()
    announce(make_run(taking))

    assert records(make_user(Role.EXPERT), "nakil-yerlestirme", on=taking.results_on) == []


def test_a_sitting_waits_from_its_day_until_its_minutes_are_closed():
    made = make_sitting(on=TODAY, meets_on=TODAY + 2 * DAY)
    here, elsewhere = (make_user(Role.PROVINCE_OFFICER, province=key) for key in (6, 34))
    acts = SITTING.acts

    assert records(here, "komisyon-oturumu", on=TODAY + DAY) == []
    (task,) = pile(here, "komisyon-oturumu", on=TODAY + 5 * DAY).tasks
    assert (task.record, task.label) == (str(made), f"Katılanlar yazılacak: {made.meets_on:%d.%m.%Y}")
    assert (task.since, task.holder) == (made.meets_on, "İl 6 İl Millî Eğitim Müdürlüğü")
    assert task.days > 0
    assert records(elsewhere, "komisyon-oturumu", on=TODAY + 5 * DAY) == []
    assert records(make_user(Role.EXPERT), "komisyon-oturumu", on=TODAY + 5 * DAY) == []

    held = acts["hold_sitting"](made, by=here, on=made.meets_on, attended=list(made.commission.members.all()))
    assert pile(here, "komisyon-oturumu", on=held.meets_on).tasks[0].label.startswith("Tutanağı yazılacak")
    acts["complete_minutes"](held, by=here, on=held.meets_on, minutes="Görüşüldü.")
    assert records(here, "komisyon-oturumu", on=held.meets_on + DAY) == []


def test_the_central_commissions_sitting_is_the_ministrys():
    made = make_sitting(commission=make_commission(central=True, staffed=True), on=TODAY)

    (task,) = pile(make_user(Role.EXPERT), "komisyon-oturumu", on=TODAY + DAY).tasks
    assert (task.record, task.holder) == (str(made), "Genel Müdürlük")
    assert records(make_user(Role.PROVINCE_OFFICER, province=6), "komisyon-oturumu", on=TODAY + DAY) == []


def test_a_commission_without_members_waits_while_its_round_is_under_evaluation():
    taking = make_round(RoundStatus.EVALUATION)
    made = make_commission(round=taking, on=taking.results_on - DAY)
    director = make_user(Role.PROVINCE_DIRECTOR, province=6)

    (task,) = pile(director, "komisyon-uyesiz", on=taking.results_on).tasks
    assert (task.record, task.label) == (str(made), "Üyeleri yazılacak")
    assert records(make_user(Role.PROVINCE_DIRECTOR, province=34), "komisyon-uyesiz", on=taking.results_on) == []


def test_an_objection_waits_for_the_directorate_is_with_it_for_the_school_and_watched_by_the_ministry():
    made = make_objection()
    school, day = made.application.school, made.submitted_on
    director = make_user(Role.PROVINCE_DIRECTOR, province=school.province)
    name = f"{made.application_id:09d} no.lu başvuru – {school.name}"

    (task,) = pile(director, "nakil-itirazi", on=day + 7 * DAY).tasks
    assert (task.record, task.holder) == (name, f"{school.province} öğrenci yerleştirme ve nakil komisyonu")
    assert (task.since, task.timing.held > 0) == (day, True)
    assert records(make_user(Role.PRINCIPAL, school=school), "nakil-itirazi-gonderilen", on=day) == [name]
    assert records(make_user(Role.EXPERT), "nakil-itirazi-izlenen", on=day) == [name]
    assert records(make_user(Role.PROVINCE_DIRECTOR, province=34), "nakil-itirazi", on=day) == []
    assert records(make_user(Role.PRINCIPAL, school=make_school()), "nakil-itirazi-gonderilen", on=day) == []

    OBJECTION.acts["withdraw_objection"](made, by=made.submitted_by, on=day, reason="Vazgeçildi.")
    assert records(director, "nakil-itirazi", on=day) == []


def test_a_placed_student_waits_at_both_schools_until_the_last_day():
    made = make_results()
    own, there = (make_user(Role.PRINCIPAL, school=school) for school in (made.school, made.seat.quota.school))
    day = made.round.results_on

    for principal in (own, there):
        (task,) = pile(principal, "nakil-kaydi", on=day + DAY).tasks
        assert (task.deadline, task.label) == (
            made.register_until, f"Kaydın son günü: {made.register_until:%d.%m.%Y}",
        )  # fmt: skip
        assert made.seat.quota.school.name in task.record
    assert records(make_user(Role.PRINCIPAL, school=make_school()), "nakil-kaydi", on=day) == []

    APPLICATION.acts["confirm_registration"](made, by=own, on=day)
    assert records(own, "nakil-kaydi", on=day) == []


def test_their_pages_are_there():
    made = make_objection()
    client = Client()
    client.force_login(make_user(Role.PROVINCE_DIRECTOR, province=made.application.school.province))

    page = client.get(reverse("desk:pile", args=["nakil-itirazi"])).content.decode()

    assert reverse("transfers:objection", args=[made.pk]) in page


def test_the_piles_ask_as_many_questions_with_many_records(django_assert_num_queries):
    director = make_user(Role.PROVINCE_DIRECTOR, province=6)
    made = make_results()
    commission = make_commission(round=made.round, staffed=True, on=made.round.results_on)
    day = made.round.results_on

    def more():
        make_sitting(SittingStatus.HELD, commission=commission, on=day)
        make_results()

    more()
    piles_of(director, on=day)
    with CaptureQueriesContext(connection) as before:
        piles_of(director, on=day)
    for _ in range(4):
        more()
    with django_assert_num_queries(len(before)):
        piles_of(director, on=day)


def test_after_objections_the_next_placement_waits_beside_nothing_else():
    made = make_objection()
    taking, day = made.application.round, made.submitted_on
    OBJECTION.acts["withdraw_objection"](made, by=made.submitted_by, on=day, reason="Vazgeçildi.")
    run = make_run(taking, RunPurpose.OBJECTION, on=day)

    assert records(make_user(Role.EXPERT), "nakil-yerlestirme", on=day) == [f"{run} (İtirazlardan sonra)"]
