"""Rounds: prepared, announced with criteria and seed that stay, opened and evaluated by the calendar, closed; three doors."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.factories import TODAY, make_school, make_user
from tests.factories.transfers import (
    days_from,
    make_criteria,
    make_criteria_draft,
    make_quota,
    make_round,
    with_results,
)
from tests.workflow.doors import ADMIN, API, DOORS, PAGE, through
from tests.workflow.people import CLIENTS, DECIDERS, EVERYBODY, MINISTRY, READERS, WITHIN, everybody
from transfers.acts import ROUND, prepare
from transfers.choices import QuotaStatus, RoundStatus as S
from transfers.models import CriteriaComponent, TransferCriteria, TransferRound
from workflow.models import JournalEntry
from workflow.refusals import Invalid, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
A = ROUND.acts
DAY = timedelta(days=1)


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


def sent(days):
    return {name: day.isoformat() for name, day in days.items()}


def test_the_seed_is_drawn_at_the_announcement_and_stands_in_the_journal(head):
    draft = make_round()
    assert draft.seed == ""

    made = A["announce_round"](draft, by=head, on=TODAY)

    assert len(made.seed) == 32
    entry = JournalEntry.objects.of(made).get(act="announce_round")
    assert (entry.details["seed"], entry.cites) == (made.seed, "okul/8/2")
    other = A["announce_round"](make_round(year=2031), by=head, on=TODAY)
    assert other.seed != made.seed


def test_without_published_criteria_nothing_is_announced(head):
    draft = make_round(criteria=make_criteria_draft())

    with pytest.raises(Invalid, match="yayımlanmamış"):
        A["announce_round"](draft, by=head, on=TODAY)
    with pytest.raises(IntegrityError, match="transferround_criteria_are_published"), transaction.atomic():
        TransferRound.objects.filter(pk=draft.pk).update(status=S.ANNOUNCED)


def test_a_round_whose_applications_are_over_is_not_announced(head):
    draft = make_round()

    with pytest.raises(Invalid, match="son günü geçmiş"):
        A["announce_round"](draft, by=head, on=draft.applications_until + DAY)


@pytest.mark.parametrize("state", [S.ANNOUNCED, S.OPEN, S.EVALUATION, S.CLOSED])
@pytest.mark.parametrize("values", [{"seed": "0" * 32}, {"year": 2040}, {"criteria": None}, {"status": S.DRAFT}])
def test_the_database_keeps_what_was_announced(state, values):
    made = make_round(state)
    values = {"criteria": make_criteria_draft()} if "criteria" in values else values

    with pytest.raises(IntegrityError), transaction.atomic():
        TransferRound.objects.filter(pk=made.pk).update(**values)


def test_criteria_in_use_stay_as_they_are():
    made = make_round(S.ANNOUNCED)
    version = made.criteria

    for change in (
        lambda: TransferCriteria.objects.filter(pk=version.pk).update(most_preferences=9),
        lambda: TransferCriteria.objects.filter(pk=version.pk).update(status="draft"),
        lambda: CriteriaComponent.objects.filter(version=version).update(weight=3),
        lambda: CriteriaComponent.objects.filter(version=version).delete(),
        lambda: CriteriaComponent.objects.create(version=version, key="extra", label="x"),
    ):
        with pytest.raises(IntegrityError, match="in_use_stays"), transaction.atomic():
            change()
    TransferCriteria.objects.filter(pk=version.pk).update(valid_until=TODAY)  # its days may end
    other = make_criteria_draft()
    assert CriteriaComponent.objects.filter(version=other).update(weight=3) == 2


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"year": 2023}, "transferround_year_since_directive"),
        ({"retention_months": 0}, "transferround_retention_in_bounds"),
        ({"results_on": TODAY}, "transferround_days_in_order"),
        ({"evaluation_until": TODAY + 9 * DAY}, "transferround_days_in_order"),
        ({"status": S.ANNOUNCED}, "transferround_announced_with_a_seed"),
        ({"status": S.CANCELLED}, "transferround_cancelled_with_a_reason"),
    ],
)
def test_the_database_holds_the_round(values, name):
    made = make_round()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        TransferRound.objects.filter(pk=made.pk).update(**values)


def test_a_year_has_one_round_until_it_is_cancelled(head):
    first = make_round()
    with pytest.raises(Invalid) as refused:
        make_round()
    assert refused.value.faults == {"year": "Bu öğretim yılının bir nakil dönemi var."}

    A["cancel_round"](first, by=head, on=TODAY, reason="Yanlış takvim.")
    assert make_round().status == S.DRAFT


@pytest.mark.django_db(transaction=True)
def test_of_two_who_prepare_a_year_at_once_one_is_told():
    criteria, people = make_criteria(), [make_user(Role.EXPERT) for _ in range(3)]
    gate, answers = threading.Barrier(3), []

    def go(person):
        close_old_connections()
        gate.wait()
        try:
            prepare(2026, by=person, on=TODAY, criteria=criteria, **days_from(TODAY))
            answers.append("made")
        except Invalid as refused:
            answers.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["Bu öğretim yılının bir nakil dönemi var."] * 2 + ["made"]


def test_applications_open_and_end_by_the_calendar(head):
    made = make_quota(QuotaStatus.APPROVED, round=make_round(S.ANNOUNCED)).round
    with pytest.raises(Invalid, match="Takvime göre başvurular"):
        A["open_round"](made, by=head, on=made.applications_from - DAY)
    made = A["open_round"](made, by=head, on=made.applications_until)
    with pytest.raises(Invalid, match="sonuna kadar sürer"):
        A["evaluate_round"](made, by=head, on=made.applications_until)
    made = A["evaluate_round"](made, by=head, on=made.applications_until + DAY)
    with pytest.raises(OutOfState):
        A["close_round"](made, by=head, on=made.waiting_until + DAY)
    made = with_results(made)
    with pytest.raises(Invalid, match="Yedek yerleştirme"):
        A["close_round"](made, by=head, on=made.waiting_until)
    assert A["close_round"](made, by=head, on=made.waiting_until + DAY).status == S.CLOSED
    with pytest.raises(OutOfState):
        A["cancel_round"](made, by=head, on=made.waiting_until, reason="Olmaz.")


def test_days_to_come_are_moved_with_a_reason_and_days_gone_by_stay(head):
    made = make_round(S.OPEN)
    days = days_from(TODAY)
    later = {**days, "applications_until": TODAY + 12 * DAY}

    moved = A["move_days"](made, by=head, on=TODAY + DAY, reason="Kar tatili.", **later)
    assert moved.applications_until == TODAY + 12 * DAY
    entry = JournalEntry.objects.of(made).get(act="move_days")
    assert entry.details["before"] == {"applications_until": days["applications_until"].isoformat()}

    with pytest.raises(Invalid) as refused:
        A["move_days"](moved, by=head, on=TODAY + DAY, reason="Geriye.", **{**later, "applications_from": TODAY + DAY})
    assert list(refused.value.faults) == ["applications_from"]


def test_days_out_of_order_are_refused_at_their_field():
    with pytest.raises(Invalid) as refused:
        make_round(results_on=TODAY)

    assert list(refused.value.faults) == ["results_on"]


@pytest.mark.parametrize(
    ("act", "state", "allowed"),
    [
        ("correct_round", S.DRAFT, MINISTRY),
        ("announce_round", S.DRAFT, DECIDERS),
        ("move_days", S.OPEN, DECIDERS),
        ("open_round", S.ANNOUNCED, MINISTRY),
        ("evaluate_round", S.OPEN, MINISTRY),
        ("close_round", S.RESULTS, DECIDERS),
        ("cancel_round", S.ANNOUNCED, DECIDERS),
    ],
)
def test_an_act_is_open_to_these_and_closed_to_all_others(act, state, allowed):
    made, people = make_round(state), everybody(make_school())

    assert {name for name, person in people.items() if A[act].open_to(person, made)} == allowed
    assert {name for name, person in people.items() if ROUND.openings["prepare_round"].may(person, 2026)} == MINISTRY


def test_a_draft_is_seen_by_the_ministry_and_readers_what_was_announced_by_who_is_on_duty():
    people = everybody(make_school())

    def seen(record):
        return {
            name for name, one in people.items() if TransferRound.objects.visible_to(one).filter(pk=record.pk).exists()
        }

    assert seen(make_round()) == MINISTRY | READERS
    without = {"nobody", "former_expert", "locked_out_head"}
    assert seen(make_round(S.ANNOUNCED, year=2030)) >= WITHIN | (EVERYBODY - without)
    assert not seen(make_round(S.ANNOUNCED, year=2031)) & {"nobody", "former_expert"}
    assert seen(make_round(S.ANNOUNCED, year=2032)) >= CLIENTS


def test_each_act_does_the_same_through_all_doors(head):
    today = localdate()
    draft = make_round(first=today)
    quota = make_quota(QuotaStatus.APPROVED, round=make_round(S.ANNOUNCED, first=today, year=2040), on=today)
    days = days_from(today)
    asked = {"criteria": draft.criteria_id, "retention_months": 12, "note": "Yeni.", **sent(days)}
    for act, record, values in (
        ("correct_round", draft, asked),
        ("cancel_round", draft, {"reason": "Vazgeçildi."}),
        ("open_round", quota.round, {}),
        ("move_days", make_round(S.ANNOUNCED, first=today, year=2041), {"reason": "Kar.", **sent(days)}),
        ("evaluate_round", make_round(S.OPEN, first=today, year=2042), {}),
    ):
        outcomes = [through(door, record, act, by=head, **values) for door in DOORS]
        assert outcomes[0] == outcomes[1] == outcomes[2], act
        assert outcomes[0].status != record.status or act in {"correct_round", "move_days", "evaluate_round"}
    announced = [through(door, draft, "announce_round", by=head).status for door in (ADMIN, PAGE, API)]
    assert announced == [S.ANNOUNCED] * 3


def test_page_and_api_prepare_and_explain_the_same_refusal():
    criteria, today = make_criteria(), localdate()
    client = Client()
    client.force_login(make_user(Role.EXPERT))
    body = {"year": 2027, "criteria": criteria.pk, "retention_months": 24, "note": "", **sent(days_from(today))}

    page = client.post(reverse("transfers:round_new"), {**body, "applications_until": today - DAY})
    assert "önce olamaz" in page.content.decode()
    assert TransferRound.objects.count() == 0
    made = client.post(reverse("transfers:round_new"), body)
    assert made.status_code == 302
    again = client.post("/api/v1/transfer-rounds/", body, content_type="application/json")
    assert again.status_code == 422
    assert "bir nakil dönemi var" in again.content.decode()
    assert "bir nakil dönemi var" in client.post(reverse("transfers:round_new"), body).content.decode()
    done = client.post("/api/v1/transfer-rounds/", {**body, "year": 2028}, content_type="application/json")
    assert (done.status_code, done.json()["seed"], done.json()["acts"]) == (201, "", ["correct_round"])
    bad = client.post("/api/v1/transfer-rounds/", {**body, "year": "NaN", "x": 1}, content_type="application/json")
    assert bad.status_code == 400
    assert {fault["path"] for fault in bad.json()["faults"]} == {"x"} or bad.json()["faults"]


def test_who_does_not_run_rounds_has_no_page_to_prepare_one():
    client = Client()
    client.force_login(make_user(Role.PROVINCE_DIRECTOR, province=6))

    assert client.get(reverse("transfers:round_new")).status_code == 403
    assert client.get(reverse("transfers:rounds")).status_code == 200


def test_the_page_says_calendar_criteria_and_lottery():
    made = make_round(S.OPEN)
    client = Client()
    client.force_login(make_user(Role.PRINCIPAL, school=make_school()))

    page = client.get(reverse("transfers:round", args=[made.pk])).content.decode()

    assert made.seed in page
    assert "10. sınıf yıl sonu başarı puanı" in page
    assert f"{made.applications_until:%d.%m.%Y}" in page
    assert "Başvuruya açık" in page


def test_a_round_shows_as_of_a_day():
    made = make_round(S.ANNOUNCED, first=localdate())
    client = Client()
    client.force_login(make_user(Role.AUDITOR))

    page = client.get(reverse("transfers:round", args=[made.pk]) + f"?tarih={localdate():%Y-%m-%d}").content.decode()

    assert "başvuru alınıyordu" in page
