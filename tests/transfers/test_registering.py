"""Registrations of many students at once: the acts of a single one, all or none, each with its outcome, and once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.factories import make_school, make_user
from tests.factories.transfers import announce, make_application, make_open_round, make_run
from tests.workflow.people import CLIENTS, PROVINCE, SCHOOL_SIDE, everybody
from transfers.acts import APPLICATION, ROUND
from transfers.acts.registering import Decision, Faulty, check_registrations, register_many
from transfers.choices import ApplicationStatus
from transfers.models import Application
from transfers.rules.registrations import MOST_REGISTRATIONS, read_registrations
from workflow.models import JournalEntry
from workflow.refusals import Refusal
from workflow.verifying import first_break

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
PATH = "/api/v1/transfer-registrations/"
S = ApplicationStatus
CONFIRM, DECLINE = "confirm_registration", "decline_registration"


def results_for(count, *, places=None, own=None):
    """So many students of one school, of whom so many (all, where none is said) are placed today: ``(round, applications)``."""
    today = localdate()
    first = today - timedelta(days=18)  # the fourth day of the calendar, on which results are announced, is today
    taking = make_open_round(first)
    quota = taking.quotas.get()
    type(quota).objects.filter(pk=quota.pk).update(day_places=places or count, girls_places=0, boys_places=0)
    own = own or make_school(province=34)
    made = [make_application(own=own, on=first) for _ in range(count)]
    taking = ROUND.acts["evaluate_round"](
        taking, by=make_user(Role.EXPERT), on=taking.applications_until + timedelta(days=1)
    )
    announce(make_run(taking))
    for one in made:
        one.refresh_from_db()
    taking.refresh_from_db()
    assert taking.results_on == today
    return taking, made


def side_of(application):
    return make_user(Role.PRINCIPAL, school=application.school)


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def send(person, decisions, **headers):
    body = {"registrations": decisions}
    return client_of(person).post(PATH, body, content_type="application/json", headers=headers)


def entry_of(application):
    entry = JournalEntry.objects.of(application).last()
    return {name: getattr(entry, name) for name in ("act", "label", "before", "after", "cites", "on", "details")}


def test_many_at_once_are_as_one_by_one():
    _, (one, two, three, four) = results_for(4)
    by, on = side_of(one), localdate()

    APPLICATION.acts[CONFIRM](one, by=by, on=on)
    APPLICATION.acts[DECLINE](two, by=by, on=on, reason="Taşındı.")
    done = register_many([Decision(three.pk, CONFIRM), Decision(four.pk, DECLINE, " Taşındı. ")], by=by, on=on)

    for single, together in ((one, three), (two, four)):
        single.refresh_from_db(), together.refresh_from_db()
        facts = ("status", "state_since", "revision", "register_until", "remark")
        assert [getattr(together, name) for name in facts] == [getattr(single, name) for name in facts]
        assert (together.seat_id is None) == (single.seat_id is None)
        theirs, own = entry_of(single), entry_of(together)
        assert own == theirs
    assert [record.pk for record in done] == [three.pk, four.pk]
    assert first_break() is None


def test_one_fault_leaves_all_as_they_were_and_every_fault_is_named():
    _, (one, two, three) = results_for(3)
    stranger = make_school(province=1)
    elsewhere = Application.objects.filter(pk=three.pk)
    elsewhere.update(school=stranger, seat=None, register_until=None, status=S.WAITING)
    by, on = side_of(one), localdate()
    asked = [
        Decision(one.pk, CONFIRM),
        Decision(two.pk, DECLINE, "  "),
        Decision(three.pk, CONFIRM),
        Decision(one.pk, CONFIRM),
        Decision(two.pk + 10_000, CONFIRM),
    ]

    with pytest.raises(Faulty, match="4 kayıtta hata var; hiçbiri yazılmadı") as refused:
        register_many(asked, by=by, on=on)

    assert refused.value.of == check_registrations(asked, by=by, on=on)
    assert {place: sorted(faults) for place, faults in refused.value.of.items()} == {
        1: ["reason"], 2: ["application"], 3: ["application"], 4: ["application"],
    }  # fmt: skip
    assert set(Application.objects.filter(pk__in=[one.pk, two.pk]).values_list("status", flat=True)) == {S.PLACED}


def test_the_last_day_and_the_state_count_as_they_do_for_one():
    taking, (one, two) = results_for(2)
    by = side_of(one)
    register_many([Decision(one.pk, CONFIRM)], by=by, on=localdate())

    late = check_registrations([Decision(two.pk, CONFIRM)], by=by, on=taking.registration_until + timedelta(days=1))
    again = check_registrations([Decision(one.pk, CONFIRM)], by=by, on=localdate())
    stale = check_registrations([Decision(two.pk, CONFIRM, revision=0)], by=by, on=localdate())

    assert "Kayıt süresi" in late[0]["act"]
    assert "durumunda yapılamaz" in again[0]["act"]
    assert list(stale[0]) == ["revision"]


def test_whoever_may_register_one_may_register_many_and_nobody_else():
    _, (one,) = results_for(1)
    there = one.seat.quota.school
    people = everybody(one.school) | {
        "principal_there": make_user(Role.PRINCIPAL, school=there),
        "officer_there": make_user(Role.PROVINCE_OFFICER, province=there.province_id),
    }
    act = APPLICATION.acts[CONFIRM]

    may = {
        name
        for name, person in people.items()
        if not check_registrations([Decision(one.pk, CONFIRM)], by=person, on=localdate())
    }

    by_one = Application.objects.visible_to
    assert may == {name for name, who in people.items() if by_one(who).filter(pk=one.pk) and act.open_to(who, one)}
    assert may == PROVINCE | CLIENTS | SCHOOL_SIDE | {"principal_there", "officer_there"}


def test_thirty_cost_as_many_statements_as_two():
    _, made = results_for(32)
    by, on = side_of(made[0]), localdate()

    def statements(rows):
        decisions = [Decision(one.pk, CONFIRM if n % 2 else DECLINE, "" if n % 2 else "Neden") for n, one in rows]
        with CaptureQueriesContext(connection) as asked:
            register_many(decisions, by=by, on=on)
        return len(asked)

    numbered = list(enumerate(made))
    statements(numbered[:2])  # who may what is looked up once
    assert statements(numbered[2:4]) == statements(numbered[4:])


def test_the_call_answers_with_each_outcome_and_repeats_nothing():
    _, (one, two) = results_for(2)
    body = [
        {"application": one.pk, "act": CONFIRM, "revision": one.revision},
        {"application": two.pk, "act": DECLINE, "reason": "Taşındı."},
    ]
    person = side_of(one)

    first = send(person, body, **{"Idempotency-Key": "kayit-1"})
    again = send(person, body, **{"Idempotency-Key": "kayit-1"})
    other = send(person, body)

    assert first.status_code == 200, first.content
    assert first.json() == {
        "registrations": [
            {"application": one.pk, "status": "application_registered", "revision": one.revision + 1},
            {"application": two.pk, "status": "application_declined", "revision": two.revision + 1},
        ],
        "confirmed": 1,
        "declined": 1,
    }
    assert (again.json(), again["Idempotency-Replayed"]) == (first.json(), "true")
    assert other.status_code == 422
    assert [fault["path"] for fault in other.json()["faults"]] == ["registrations[0].revision", "registrations[1].act"]


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({"registrations": []}, ["registrations"]),
        ({"registrations": {}}, ["registrations"]),
        ({}, ["registrations"]),
        ({"registrations": [{}] * (MOST_REGISTRATIONS + 1)}, ["registrations"]),
        ({"registrations": [7]}, ["registrations[0]"]),
        ({"registrations": [{"application": True, "act": CONFIRM}]}, ["registrations[0].application"]),
        ({"registrations": [{"application": 1, "act": ["x"]}]}, ["registrations[0].act"]),
        ({"registrations": [{"application": 1, "act": "withdraw_application"}]}, ["registrations[0].act"]),
        ({"registrations": [{"application": 1, "act": CONFIRM, "reason": "x"}]}, ["registrations[0].reason"]),
        ({"registrations": [{"application": 1, "act": DECLINE, "reason": "x" * 301}]}, ["registrations[0].reason"]),
        ({"registrations": [{"application": 1, "act": CONFIRM, "revision": "1"}]}, ["registrations[0].revision"]),
        ({"registrations": [{"application": 1, "act": CONFIRM, "öğrenci": "1"}]}, ["registrations[0].öğrenci"]),
        ({"registrations": [{"application": 1, "act": CONFIRM}], "round": 1}, ["round"]),
        ([], [""]),
    ],
)
def test_what_cannot_be_meant_is_named_at_its_path(body, paths):
    person = make_user(Role.PROVINCE_OFFICER, province=6)

    answer = client_of(person).post(PATH, body, content_type="application/json")

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == paths


def test_a_reader_gives_what_a_decision_takes():
    items, faults = read_registrations([{"application": 5, "act": DECLINE, "reason": " Taşındı. "}])

    assert faults == []
    assert Decision(**items[0]) == Decision(5, DECLINE, "Taşındı.")


@pytest.mark.django_db(transaction=True)
def test_two_who_register_the_same_students_at_once_do_not_both():
    _, made = results_for(4)
    by, keys = side_of(made[0]), [one.pk for one in made]
    together, outcomes = threading.Barrier(2), []

    def decide(order, act):
        together.wait(30)
        try:
            register_many(
                [Decision(key, act, "Neden" if act == DECLINE else "") for key in order], by=by, on=localdate()
            )
            outcomes.append("done")
        except Refusal:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=args) for args in ((keys, CONFIRM), (keys[::-1], CONFIRM))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(outcomes) == ["done", "refused"]
    assert set(Application.objects.values_list("status", flat=True)) == {S.REGISTERED}
    assert JournalEntry.objects.filter(act=CONFIRM).count() == len(made)
