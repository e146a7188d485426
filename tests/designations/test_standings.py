"""The check of the country: stored, sorted into lists, compared with the check before, one at a time, told once."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from accounts.choices import Role
from designations import standings
from designations.acts.standings import run_check, start_check, stop_check
from designations.choices import CheckKind, StandingKind
from designations.grounds import ground_of
from designations.models import CountryCheck, PolicyVersion, Standing, StandingChange
from designations.remembered import newest_for
from designations.rules.opportunities import EXCLUDES, kind_of, kinds_of
from designations.standings import check_country
from designations.tasks import check_the_country, run_country_check
from schools.models import BoardingNeed, School
from tests.factories import (
    TODAY,
    make_designation,
    make_policy,
    make_protocol,
    make_region_ready,
    make_school,
    make_site,
    make_user,
)
from tests.factories.standings import checked, make_standing
from workflow import jobs
from workflow.aside import Aside
from workflow.choices import JobState
from workflow.models import Job, JournalEntry, Notice
from workflow.refusals import NotPermitted, OutOfState

pytestmark = pytest.mark.django_db
ONE, TWO = ["okul/4/2/a"], ["okul/4/2/a", "okul/4/2/b"]
NEXT_DAY = TODAY + timedelta(days=1)


def counted(school):
    return kinds_of(*Standing.objects.filter(school=school).grouped(TODAY))


def standing_of(school, kind="region"):
    return Standing.objects.with_kind(TODAY).get(school=school, type=kind)


@pytest.mark.parametrize("lacking", [[], ONE, TWO, ["okul/1/2"]])
@pytest.mark.parametrize("unclear", [[], ["okul/4/2/c"]])
@pytest.mark.parametrize("held", [None, "region"])
def test_the_list_in_sql_is_the_one_of_the_rule(lacking, unclear, held):
    school = make_region_ready(make_school())
    if held:
        make_designation(school=school)
    standing = make_standing(lacking, unclear, school=school)

    found = standing_of(school)

    assert found.kind == kind_of(standing.verdict, lacking, unclear, is_held=bool(held))
    assert list(Standing.objects.of_kind(found.kind, TODAY)) == [found]
    assert counted(school) == [("region", standing.verdict, found.kind, 1)]


@pytest.mark.parametrize("kind", EXCLUDES)
def test_in_sector_and_integrated_are_no_opportunity_for_each_other(kind):
    make_policy()
    school = make_region_ready(make_school())
    designation = make_designation(school=school)
    type(designation).objects.filter(pk=designation.pk).update(type=EXCLUDES[kind])
    make_standing(school=school, type=kind)

    assert standing_of(school, kind).kind == StandingKind.BARRED
    assert counted(school) == [(kind, "eligible", StandingKind.BARRED, 1)]


@pytest.mark.provision("okul/4/2/a", "okul/4/2/b", "okul/4/2/c")
def test_check_stores_what_is_missing_by_provision():
    make_policy()
    ready, bare = make_region_ready(make_school()), make_school()

    check = checked()

    assert standing_of(ready).kind == StandingKind.OPEN
    assert standing_of(bare).unclear == ["okul/4/2/a", "okul/4/2/b", "okul/4/2/c"]
    assert standing_of(bare).kind == StandingKind.UNKNOWN
    assert (check.schools, check.changed, check.policy) == (2, 0, PolicyVersion.objects.get())
    assert standing_of(ready).found_by == check


def test_a_school_that_closed_stands_nowhere_any_more():
    make_policy()
    school = make_region_ready(make_school())
    checked()
    School.objects.filter(pk=school.pk).update(closed_on=TODAY)

    checked()

    assert not Standing.objects.exists()


def test_what_changed_in_the_register_is_kept_with_its_reason():
    make_policy()
    school = make_region_ready(make_school())
    checked()
    BoardingNeed.objects.filter(school=school).update(girls=9_999)

    check = checked(NEXT_DAY)

    change = check.changes.get(type="region")
    assert (change.before, change.after, change.causes) == ("open", "near", ["register"])
    assert [turn["provision"] for turn in change.turns] == ["okul/4/2/a"]
    assert change.turns[0]["reason"]


def test_what_a_policy_changed_is_its_doing():
    make_policy()
    make_region_ready(make_school())
    checked()
    PolicyVersion.objects.update(valid_until=TODAY)
    PolicyVersion.objects.create(
        name="Yeni", status="published", valid_from=NEXT_DAY, growth_margin=Decimal(9), source="deneme"
    )

    check = checked(NEXT_DAY)

    assert [change.causes for change in check.changes.filter(type="region")] == [["policy"]]


def test_children_that_examine_find_what_the_process_itself_would(monkeypatch):
    make_policy()
    for _ in range(5):
        make_region_ready(make_school())
    told = []

    def stored():
        check = CountryCheck.objects.create(as_of=TODAY)
        Standing.objects.all().delete()
        check_country(on=TODAY, at=now(), check=check, tell=lambda done, of: told.append((done, of)))
        rows = Standing.objects.order_by("school", "type").values_list(
            "school", "type", "verdict", "findings", "digest"
        )
        known = newest_for(TODAY, ground_of(check)).country
        return list(rows), {one.school: one for one in known}

    at_once = stored()
    monkeypatch.setattr(standings, "AT_ONCE", 2)
    monkeypatch.setattr(standings, "Aside", partial(Aside, hands=2))
    assert stored() == at_once
    assert told == [(5, 5), (5, 5), (2, 5), (4, 5), (5, 5), (5, 5)]


@pytest.mark.provision("okul/6/2/b")
def test_a_protocol_that_ran_out_is_the_passing_of_days():
    make_policy()
    school = make_region_ready(make_school())
    make_site(school)
    protocol = make_protocol(school)
    checked()

    checked(on=protocol.ends_on + timedelta(days=1))

    turned = [turn for change in StandingChange.objects.filter(type="in_sector") for turn in change.turns]
    assert [(turn["provision"], turn["causes"]) for turn in turned if turn["after"] == "unmet"] == [
        ("okul/6/2/b", ["days"])
    ]


def test_a_check_of_some_schools_compares_with_what_each_rested_on():
    make_policy()
    school, other = make_region_ready(make_school()), make_region_ready(make_school())
    checked()
    BoardingNeed.objects.update(girls=9_999)

    check_country(on=TODAY, at=now(), schools=School.objects.filter(pk=school.pk))

    assert list(StandingChange.objects.values_list("school", flat=True).distinct()) == [school.pk]
    assert Standing.objects.filter(school=other).count() == 4
    assert CountryCheck.objects.get(kind=CheckKind.FILE).is_whole is False


def test_the_same_number_of_queries_for_many_schools_as_for_two():
    """A school alone is read in one statement."""
    make_policy()
    counts = []
    for more in (2, 8):
        for _ in range(more):
            make_region_ready(make_school())
        with CaptureQueriesContext(connection) as captured:
            checked()
        counts.append(len(captured))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", [Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL])
def test_the_ministry_starts_a_check(role, django_capture_on_commit_callbacks):
    make_policy()
    make_region_ready(make_school())
    user = make_user(role)

    with django_capture_on_commit_callbacks(execute=True):
        check = start_check(by=user, on=TODAY)

    check.refresh_from_db()
    assert (check.schools, check.is_open, check.job.state) == (1, False, JobState.DONE)
    assert JournalEntry.objects.of(check).get().by == user
    assert Notice.objects.get(user=user, kind="job").text == "Ülke taraması bitti: 1 kurum, 0 değişiklik."


@pytest.mark.parametrize("role", [Role.PROVINCE_DIRECTOR, Role.PRINCIPAL, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_do_not(role):
    user = make_user(role, school=make_school())

    with pytest.raises(NotPermitted):
        start_check(by=user, on=TODAY)
    assert not CountryCheck.objects.exists()


def test_one_check_at_a_time_and_a_failed_one_holds_nobody_up():
    expert = make_user(Role.EXPERT)
    first = start_check(by=expert, on=TODAY)
    with pytest.raises(OutOfState, match="zaten sürüyor"):
        start_check(by=expert, on=TODAY)
    Job.objects.filter(pk=first.job_id).update(state=JobState.FAILED, finished_at=now())

    second = start_check(by=expert, on=TODAY)

    assert (second.is_open, CountryCheck.objects.get(pk=first.pk).is_open) == (True, False)


def test_a_stopped_check_changes_nothing():
    make_policy()
    make_region_ready(make_school())
    expert = make_user(Role.EXPERT)
    check = start_check(by=expert, on=TODAY)

    stop_check(check, by=expert, on=TODAY)

    with pytest.raises(jobs.Cancelled):
        run_check(check.pk, tell=jobs.Progress(str(check.job_id)).tell)
    assert not Standing.objects.exists()
    with pytest.raises(OutOfState):
        stop_check(check, by=expert, on=TODAY)


def test_a_check_that_is_stopped_at_the_last_moment_stores_nothing():
    make_policy()
    make_region_ready(make_school())
    expert = make_user(Role.EXPERT)
    check = start_check(by=expert, on=TODAY)
    told = []

    def tell(done, total):
        told.append((done, total))
        if len(told) > 1:  # all are examined, and nothing is stored yet
            raise jobs.Cancelled

    with pytest.raises(jobs.Cancelled):
        run_check(check.pk, tell=tell)

    assert told == [(1, 1), (1, 1)]
    assert not Standing.objects.exists()
    assert CountryCheck.objects.get().finished_at is None


def test_a_check_whose_worker_died_after_it_was_stored_is_told_and_not_done_twice():
    make_policy()
    make_school()
    check = start_check(by=None, on=TODAY)
    run_check(check.pk, tell=lambda *_: None)
    stored = CountryCheck.objects.get(pk=check.pk).finished_at

    run_country_check(job=str(check.job_id), check=check.pk)

    assert CountryCheck.objects.get(pk=check.pk).finished_at == stored
    assert Job.objects.get(pk=check.job_id).state == JobState.DONE


def test_changes_are_told_once_to_the_ministry_and_to_each_province(django_capture_on_commit_callbacks):
    make_policy()
    expert, ankara, izmir = make_user(Role.EXPERT), make_user(Role.PROVINCE_OFFICER, province=6), None
    izmir = make_user(Role.PROVINCE_OFFICER, province=35)
    school = make_region_ready(make_school())
    checked()
    BoardingNeed.objects.filter(school=school).update(girls=9_999)

    with django_capture_on_commit_callbacks(execute=True):
        check_the_country()
    with django_capture_on_commit_callbacks(execute=True):
        check_the_country()

    told = {notice.user: notice.text for notice in Notice.objects.filter(text__contains="belirleme durumu değişti")}
    assert set(told) == {expert, ankara}
    assert told[ankara].startswith("İl 6:")
    assert izmir not in told
    assert Notice.objects.filter(user=ankara).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_once_start_one_check(monkeypatch):
    monkeypatch.setattr(jobs, "_queue", lambda _job: None)  # a worker that is far away
    people = [make_user(Role.EXPERT), make_user(Role.EXPERT)]
    outcomes, gate = [], threading.Barrier(2)

    def start(user):
        gate.wait()
        try:
            outcomes.append(start_check(by=user, on=date(2026, 10, 1)).pk)
        except OutOfState:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=start, args=[user]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count(None) == 1
    assert CountryCheck.objects.filter(is_open=True).count() == 1
