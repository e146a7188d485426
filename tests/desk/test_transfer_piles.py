"""Transfers on the desk: quotas and changes that wait, rounds whose day is near, and who hears of what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from desk.figures import count_all
from desk.waiting import piles_of
from tests.factories import TODAY, make_school, make_user
from tests.factories.transfers import free_year, make_change, make_quota, make_round, make_school_with_quota
from transfers.acts import QUOTA, ROUND
from transfers.choices import QuotaStatus as S, RoundStatus as R
from transfers.models import TransferRound
from transfers.telling import tell_of_quota, tell_of_round
from workflow.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
DAY = timedelta(days=1)


def of_transfers():
    """One of each: proposed, returned, a change that waits, a round that takes proposals, one whose applications end."""
    make_quota()
    make_quota(S.RETURNED)
    make_change()
    opened = make_round(R.OPEN, first=TODAY, year=free_year(TODAY))
    TransferRound.objects.filter(pk=opened.pk).update(applications_until=TODAY + 4 * DAY)


def pile(user, key, *, on=TODAY):
    return next((pile for pile in piles_of(user, on=on) if pile.kind.key == key), None)


def records(user, key, *, on=TODAY):
    found = pile(user, key, on=on)
    return [task.record for task in found.tasks] if found else []


def test_a_proposal_waits_for_the_ministry_and_is_with_it_for_the_school():
    made = make_quota()
    principal, proposer = make_user(Role.PRINCIPAL, school=made.school), made.proposed_by

    assert records(make_user(Role.DEPARTMENT_HEAD), "kontenjan-onayi") == [str(made)]
    assert records(proposer, "kontenjan-onayi") == []
    assert records(principal, "kontenjan-gonderilen") == [str(made)]
    task = pile(principal, "kontenjan-gonderilen").tasks[0]
    assert (task.label, task.holder) == ("10 yer", "Genel Müdürlük")
    assert records(make_user(Role.PRINCIPAL, school=make_school()), "kontenjan-gonderilen") == []


def test_a_returned_proposal_waits_for_the_school_and_its_province_alone():
    made = make_quota(S.RETURNED)
    here, elsewhere = (make_user(Role.PROVINCE_OFFICER, province=key) for key in (made.school.province_id, 34))

    assert records(here, "kontenjan-iade") == [str(made)]
    assert records(elsewhere, "kontenjan-iade") == []
    assert pile(here, "kontenjan-iade").tasks[0].holder == f"{made.school.name} veya il"


def test_a_change_waits_since_the_day_on_which_it_was_asked_for():
    made = make_change()
    head, later = make_user(Role.DEPARTMENT_HEAD), TODAY + 7 * DAY

    task = pile(head, "kontenjan-degisikligi", on=later).tasks[0]
    assert (task.label, task.since, task.holder) == ("Yer değişikliği", TODAY, "Genel Müdürlük")
    assert task.days > 0
    assert records(made.asked_by, "kontenjan-degisikligi") == []
    assert records(make_user(Role.PRINCIPAL, school=made.school), "kontenjan-gonderilen") == [str(made)]
    assert records(make_user(Role.PRINCIPAL, school=make_school_with_quota()), "kontenjan-gonderilen") == []


def test_a_round_waits_from_a_week_before_its_next_step():
    taking = make_round(R.ANNOUNCED, first=TODAY)
    expert = make_user(Role.EXPERT)

    assert records(expert, "nakil-donemi", on=TODAY - 8 * DAY) == []
    assert records(expert, "nakil-donemi", on=TODAY - 7 * DAY) == [str(taking)]
    soon = pile(expert, "nakil-donemi", on=TODAY - DAY).tasks[0]
    assert (soon.label, soon.is_timed) == (f"Başvuruya açılacak: {TODAY:%d.%m.%Y}", False)
    assert pile(expert, "nakil-donemi", on=TODAY + DAY).tasks[0].is_timed


def test_the_end_of_applications_waits_for_those_who_enter_them():
    taking = make_round(R.OPEN, first=TODAY)
    principal, last = make_user(Role.PRINCIPAL, school=make_school()), taking.applications_until

    assert records(principal, "nakil-basvuru-sonu", on=last - 8 * DAY) == []
    task = pile(principal, "nakil-basvuru-sonu", on=last - 7 * DAY).tasks[0]
    assert (task.record, task.holder) == (str(taking), "Okullar ile il ve ilçe müdürlükleri")
    assert records(principal, "nakil-basvuru-sonu", on=last + DAY) == []
    assert records(make_user(Role.EXPERT), "nakil-donemi", on=last + DAY) == [str(taking)]


def test_the_page_of_each_pile_is_there():
    made = make_change()
    client = Client()
    client.force_login(make_user(Role.DEPARTMENT_HEAD))

    page = client.get(reverse("desk:pile", args=["kontenjan-degisikligi"])).content.decode()

    assert str(made) in page


def test_figures_of_quotas_lead_to_exactly_what_they_count():
    made, waiting = make_change(), make_quota()
    make_quota(S.APPROVED, school=make_school_with_quota(province=34), round=made.round)
    head, officer = make_user(Role.DEPARTMENT_HEAD), make_user(Role.PROVINCE_OFFICER, province=made.school.province_id)
    client = Client()
    client.force_login(officer)

    assert (count_all(head, on=TODAY)["kontenjan"], count_all(officer, on=TODAY)["kontenjan"]) == (2, 1)
    for key, record in (("kontenjan-degisiklik", made), ("kontenjan-onerilen", waiting)):
        page = client.get(reverse("desk:figure", args=[key])).content.decode()
        assert record.school.name in page
        assert reverse("transfers:quota", args=[record.pk]) in page
        assert count_all(officer, on=TODAY)[key] == 1


def test_the_piles_ask_as_many_questions_with_many_quotas(django_assert_num_queries):
    head = make_user(Role.DEPARTMENT_HEAD)
    make_quota()
    make_change()
    piles_of(head, on=TODAY)
    with CaptureQueriesContext(connection) as before:
        piles_of(head, on=TODAY)
    for _ in range(4):
        make_quota()
        make_change()
    with django_assert_num_queries(len(before)):
        piles_of(head, on=TODAY)


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_the_schools_side_hears_once_of_each_decision():
    made = make_change()
    here, elsewhere = make_user(Role.PRINCIPAL, school=made.school), make_user(Role.PRINCIPAL, school=make_school())
    officer = make_user(Role.PROVINCE_OFFICER, province=made.school.province_id)
    QUOTA.acts["approve_change"](made, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY)

    for _ in range(2):
        tell_of_quota(made, on=TODAY)

    assert told(here) == told(officer) == [f"Yer değişikliği onaylandı: {made}"]
    assert told(elsewhere) == []


def test_schools_that_may_open_places_hear_of_the_announcement_and_all_of_the_opening():
    school = make_school_with_quota()
    owner, other = make_user(Role.PRINCIPAL, school=school), make_user(Role.PRINCIPAL, school=make_school())
    officer = make_user(Role.PROVINCE_OFFICER, province=34)
    taking = make_round(R.ANNOUNCED, first=TODAY)
    tell_of_round(taking, on=TODAY)
    assert told(owner) == told(officer)
    assert "ilan edildi; kontenjanlar" in told(owner)[0]
    assert told(other) == []

    make_quota(S.APPROVED, school=school, round=taking)
    taking = ROUND.acts["open_round"](taking, by=make_user(Role.EXPERT), on=TODAY)
    tell_of_round(taking, on=TODAY)
    assert told(other) == [f"{taking} başvuruya açıldı; son gün {taking.applications_until:%d.%m.%Y}"]


def test_an_act_writes_down_that_it_is_to_be_told(django_capture_on_commit_callbacks):
    made = make_quota()
    principal = make_user(Role.PRINCIPAL, school=made.school)

    with django_capture_on_commit_callbacks(execute=True):
        QUOTA.acts["return_quota"](made, by=make_user(Role.EXPERT), on=TODAY, reason="Eksik.")

    assert told(principal) == [f"Nakil kontenjanı düzeltme için iade edildi: {made}"]
