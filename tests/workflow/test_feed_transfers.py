"""The feed tells of transfers to whom a record concerns: announced rounds to all, a student's application to its provinces alone."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from tests.factories import TODAY, make_school, make_user
from tests.factories.transfers import (
    announce,
    in_area,
    make_application,
    make_objection,
    make_open_round,
    make_quota,
    make_round,
    make_run,
    make_school_with_quota,
)
from tests.transfers.test_runs import three_for_two
from transfers.acts import APPLICATION, OBJECTION, QUOTA, ROUND, start_run_of
from transfers.acts.retention import forget_applicants
from transfers.choices import QuotaStatus, RoundStatus, RunPurpose
from transfers.models import Application, Preference, Quota
from transfers.rules.calendar import months_after
from workflow.feed.telling import told as as_told
from workflow.models import Change

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
EVERYBODY = "*"


@pytest.fixture
def fresh():
    """Begins a transaction of its own within the test's: forgets what was told until now, so that it is told again."""

    def forget():
        Change.objects.all().delete()

    return forget


def places_of(school):
    return {f"p{school.province_id}", f"d{school.district_id}", f"k{school.code}"}


def row_of(record, kind):
    return Change.objects.get(kind=kind, record=str(record.pk))


def is_told(user, record, kind):
    return Change.objects.visible_to(user).filter(kind=kind, record=str(record.pk)).exists()


def side_of(application):
    return make_user(Role.PRINCIPAL, school=application.school)


def test_a_draft_of_a_round_is_told_to_nobody_and_an_announced_one_to_everybody(fresh):
    taking = make_round(RoundStatus.DRAFT)
    draft = row_of(taking, "transfer_round")
    fresh()
    ROUND.acts["announce_round"](taking, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY)

    told = row_of(taking, "transfer_round")
    assert (draft.change, draft.places, draft.code) == ("created", [], "")
    assert (told.change, told.places, told.act, told.on) == ("updated", [EVERYBODY], "announce_round", TODAY)


def test_a_quota_is_told_where_its_school_is_and_to_everybody_while_it_is_approved(fresh):
    school = make_school_with_quota()
    quota = make_quota(QuotaStatus.PROPOSED, school=school)
    proposed = row_of(quota, "transfer_quota")
    fresh()
    head = make_user(Role.DEPARTMENT_HEAD)
    quota = QUOTA.acts["approve_quota"](quota, by=head, on=TODAY)
    approved = row_of(quota, "transfer_quota")
    fresh()
    QUOTA.acts["close_quota"](quota, by=head, on=TODAY, reason="Alan kapanıyor.")
    closed = row_of(quota, "transfer_quota")

    assert (set(proposed.places), proposed.code) == (places_of(school), school.code)
    assert (set(approved.places), approved.act) == ({EVERYBODY, *places_of(school)}, "approve_quota")
    assert (closed.places_left, closed.act) == ([EVERYBODY], "close_quota")
    other = make_user(Role.PROVINCE_OFFICER, province=34)
    own = make_user(Role.PROVINCE_OFFICER, province=school.province_id)
    assert as_told(closed, other)["change"] == "deleted"
    assert as_told(closed, own)["change"] == "updated"
    for user in (own, other):
        assert Quota.objects.visible_to(user).filter(pk=quota.pk).exists() == (user is own)


def test_an_application_is_told_where_its_school_is_and_not_where_it_asks_to_go(fresh):
    taking = make_open_round()
    there = taking.quotas.get().school
    one = make_application(own=make_school(province=34))

    told = row_of(one, "transfer_application")
    assert (told.change, told.code, told.act) == ("created", "", "submit_application")
    assert set(told.places) == places_of(one.school)
    assert not is_told(make_user(Role.PROVINCE_OFFICER, province=there.province_id), one, "transfer_application")
    assert is_told(make_user(Role.PROVINCE_OFFICER, province=34), one, "transfer_application")


@pytest.fixture
def placed():
    """From Istanbul to a place in another province, announced; ``(round, run, application)``."""
    taking = make_open_round()
    one = make_application(own=make_school(province=34))
    evaluating = ROUND.acts["evaluate_round"](
        taking, by=make_user(Role.EXPERT), on=taking.applications_until + timedelta(days=1)
    )
    run = make_run(evaluating)
    Change.objects.all().delete()
    announce(run)
    one.refresh_from_db()
    return evaluating, run, one


def test_with_the_place_it_is_told_where_the_place_is_and_once_given_up_no_more(placed, fresh):
    _, _, one = placed
    there = one.seat.quota.school
    with_place = row_of(one, "transfer_application")
    fresh()
    APPLICATION.acts["decline_registration"](one, by=side_of(one), on=one.round.results_on, reason="Taşındı.")
    without = row_of(one, "transfer_application")

    assert (set(with_place.places), with_place.act) == (places_of(one.school) | places_of(there), "be_placed")
    assert (set(without.places_left), without.act) == (places_of(there), "decline_registration")
    host = make_user(Role.PROVINCE_OFFICER, province=there.province_id)
    assert (as_told(without, host)["change"], as_told(without, host)["href"]) == ("deleted", None)
    assert as_told(without, side_of(one))["href"] == f"/api/v1/transfer-applications/{one.pk}/"


def test_who_is_told_is_who_may_read_it(placed):
    _, _, one = placed
    seat = one.seat.quota.school
    users = [
        make_user(Role.PRINCIPAL, school=one.school),
        make_user(Role.PRINCIPAL, school=seat),
        make_user(Role.PRINCIPAL, school=make_school(province=one.school.province_id)),
        make_user(Role.PROVINCE_OFFICER, province=34),
        make_user(Role.PROVINCE_OFFICER, province=seat.province_id),
        make_user(Role.PROVINCE_OFFICER, province=1),
        make_user(Role.EXPERT),
    ]

    told = [is_told(user, one, "transfer_application") for user in users]

    assert told == [Application.objects.visible_to(user).filter(pk=one.pk).exists() for user in users]
    assert told == [True, True, False, True, True, False, True]


def test_nothing_of_a_student_stands_in_what_is_told(placed):
    _, _, one = placed
    fault = make_objection()
    country = make_user(Role.EXPERT)

    for record, kind in ((one, "transfer_application"), (fault, "transfer_objection")):
        item = as_told(row_of(record, kind), country)
        assert set(item) == {"kind", "id", "code", "change", "act", "on", "at", "href"}
        assert (item["id"], item["code"]) == (str(record.pk), None)
        words = json.dumps(item)
        for word in (one.student_number, one.result_code, one.school.code, fault.text[:12]):
            assert word not in words


def test_what_belongs_to_an_application_is_a_change_of_it(fresh):
    one = make_application(own=in_area(make_school(province=34), "Alan"))
    fresh()
    Preference.objects.filter(application=one).update(findings=[])

    assert [(row.kind, row.record, row.change) for row in Change.objects.all()] == [
        ("transfer_application", str(one.pk), "updated")
    ]


def test_an_application_that_is_deleted_is_told_as_deleted(fresh):
    one = make_application()
    key = str(one.pk)
    fresh()
    Application.objects.filter(pk=one.pk).delete()

    [told] = Change.objects.filter(kind="transfer_application")
    assert (told.record, told.change, set(told.places)) == (key, "deleted", places_of(one.school))
    assert as_told(told, make_user(Role.EXPERT))["href"] is None


def test_an_objection_is_told_as_its_application(placed, fresh):
    _, _, one = placed
    there = one.seat.quota.school
    fresh()
    made = make_objection()
    entered = row_of(made, "transfer_objection")
    fresh()
    OBJECTION.acts["withdraw_objection"](made, by=side_of(one), on=one.round.results_on, reason="Vazgeçti.")
    withdrawn = row_of(made, "transfer_objection")

    assert (set(entered.places), entered.change) == (places_of(one.school), "created")
    assert withdrawn.act == "withdraw_objection"
    assert not is_told(make_user(Role.PRINCIPAL, school=there), made, "transfer_objection")
    assert as_told(withdrawn, side_of(one))["href"] == f"/api/v1/transfer-objections/{made.pk}/"


def test_a_run_is_told_once_it_is_announced_and_when_another_takes_its_place(fresh):
    taking, *_ = three_for_two()
    fresh()
    first = make_run(taking)
    computed = Change.objects.filter(kind="transfer_run").exists()
    announce(first)
    announced = row_of(first, "transfer_run")
    fresh()
    taking.refresh_from_db()
    second = make_run(taking, RunPurpose.OBJECTION)
    announce(second)

    assert not computed
    assert (announced.places, announced.act) == ([EVERYBODY], "announce_run")
    assert row_of(first, "transfer_run").act == "replace_run"
    assert row_of(second, "transfer_run").act == "announce_run"


def test_a_run_that_was_stopped_is_told_to_nobody():
    taking, *_ = three_for_two()
    start_run_of(taking, by=make_user(Role.EXPERT), on=taking.results_on)

    assert not Change.objects.filter(kind="transfer_run").exists()


def test_an_announcement_tells_of_every_application_that_it_placed_or_left_waiting(fresh):
    taking, _, applications = three_for_two()
    run = make_run(taking)
    fresh()
    announce(run)

    rows = {row.record: row.act for row in Change.objects.filter(kind="transfer_application")}
    best, second, last = (str(one.pk) for one in applications)
    assert rows == {best: "be_placed", second: "be_placed", last: "wait_for_place"}


def test_the_end_of_the_retention_term_is_told_so_that_others_forget_too(placed, fresh):
    taking, _, one = placed
    taking.refresh_from_db()
    ROUND.acts["close_round"](taking, by=make_user(Role.DEPARTMENT_HEAD), on=taking.waiting_until + timedelta(days=1))
    fresh()
    forget_applicants(on=months_after(taking.waiting_until, taking.retention_months) + timedelta(days=1))

    told = row_of(one, "transfer_application")
    assert (told.act, told.change) == ("forget", "updated")


def test_a_connection_that_changed_single_rows_before_changes_many_without_comparing_each_with_each():
    """With the plan of the single rows it takes half a minute, with one of its own half a second."""
    one = make_application()
    columns = [field.column for field in Application._meta.fields if field.column not in {"id", "student_number"}]
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO transfers_application (student_number, {named}) SELECT '', {named} "  # noqa: S608 - our columns
            "FROM transfers_application, generate_series(1, 8000) WHERE id = %s",
            [one.pk],
        )
        for _ in range(2):
            Application.objects.filter(pk=one.pk).update(revision=F("revision") + 1)
        Change.objects.all().delete()
        cursor.execute("SET LOCAL statement_timeout = '10s'")
        Application.objects.update(revision=F("revision") + 1)

    assert Change.objects.filter(kind="transfer_application").count() == 8001


def test_many_applications_changed_at_once_are_one_statement():
    make_open_round()
    for _ in range(5):
        make_application()
    Change.objects.all().delete()

    with CaptureQueriesContext(connection) as asked:
        Application.objects.update(revision=F("revision") + 1)

    assert len(asked) == 1
    assert Change.objects.filter(kind="transfer_application").count() == 5
