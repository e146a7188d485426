"""Ordered, counted, printed, kept: once each, also where a worker dies or two order at once."""

import threading
from datetime import date, timedelta

import pytest
from celery.exceptions import Ignore
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate, now

from accounts.choices import Role
from desk.models import DirectorateReport
from desk.tasks import make_yearly_report
from desk.yearly.acts import digest_of, make_now, make_report, order_report, stop_report
from desk.yearly.papers import issue_report, paper_of
from documents.models import Paper
from documents.verification import verify
from tests.factories import TODAY, make_protocol, make_school, make_user
from tests.factories.reports import make_directorate_report
from workflow import jobs
from workflow.choices import JobState
from workflow.models import Job, JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db


def quiet(*_):
    """Nobody listens."""


def ordered(year=2025, by=None, on=TODAY):
    return order_report(year=year, by=by or make_user(Role.EXPERT), on=on)


def work(report):
    """What a worker does with the message of the job."""
    make_yearly_report(job=str(report.job_id), **report.job.arguments)


def test_a_report_is_counted_printed_kept_and_told_of():
    make_protocol(make_school(), signed_on=date(2025, 2, 1), starts_on=date(2025, 2, 1))
    report = ordered()

    work(report)

    report.refresh_from_db()
    assert (report.until, report.digest) == (date(2025, 12, 31), digest_of(report.figures))
    assert report.job.state == JobState.DONE
    paper = paper_of(report)
    assert paper.content["report"] == report.figures
    assert Notice.objects.get(user=report.by).text == "2025 yıllık raporu hazır."
    acts = JournalEntry.objects.of(report).values_list("act", flat=True)
    assert list(acts) == ["order_yearly_report", "make_yearly_report"]
    assert verify(paper.code, on=TODAY).today == "2025 yılı için hazırlanmış en yeni rapor."


def test_the_task_run_again_makes_nothing_twice():
    report = ordered()
    work(report)
    report.refresh_from_db()
    Job.objects.filter(pk=report.job_id).update(state=JobState.QUEUED, finished_at=None)

    work(report)

    again = DirectorateReport.objects.get()
    assert (again.made_at, again.digest) == (report.made_at, report.digest)
    assert Paper.objects.of(report).count() == 1
    assert Notice.objects.filter(user=report.by).count() == 1


def test_what_a_killed_worker_had_counted_is_printed_by_the_next_one(monkeypatch):
    report = ordered()
    with monkeypatch.context() as died:
        died.setattr("desk.yearly.acts.issue_report", lambda _: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            work(report)
    report.refresh_from_db()
    kept = report.figures
    assert (report.is_made, report.job.state, paper_of(report)) == (True, JobState.RUNNING, None)
    make_protocol(make_school(), signed_on=date(2025, 2, 1), starts_on=date(2025, 2, 1))
    Job.objects.filter(pk=report.job_id).update(heartbeat_at=now() - jobs.SILENT - timedelta(seconds=1))

    work(report)

    report.refresh_from_db()
    assert report.job.state == JobState.DONE
    assert paper_of(report).content["report"] == report.figures == kept


def test_a_worker_that_dies_three_times_has_failed_and_the_year_can_be_ordered_again():
    report = ordered()
    lost = {"state": JobState.RUNNING, "attempts": jobs.MOST_ATTEMPTS, "heartbeat_at": now() - timedelta(hours=1)}
    Job.objects.filter(pk=report.job_id).update(**lost)

    assert jobs.sweep() == 1

    report.refresh_from_db()
    assert (report.job.state, report.is_made) == (JobState.FAILED, False)
    assert ordered().pk == report.pk


def test_one_that_is_at_work_is_not_ordered_again_and_can_be_stopped():
    report = ordered()
    with pytest.raises(OutOfState, match="zaten hazırlanıyor"):
        ordered()

    stop_report(report, by=report.by, on=TODAY)

    with pytest.raises(Ignore):
        work(report)
    report.refresh_from_db()
    assert (report.job.state, report.is_made) == (JobState.CANCELLED, False)
    with pytest.raises(OutOfState, match="Süren bir hazırlama yok"):
        stop_report(report, by=report.by, on=TODAY)
    assert ordered().pk == report.pk


def test_the_database_holds_one_at_work_a_year():
    ordered()

    with pytest.raises(IntegrityError, match="directoratereport_one_at_work_a_year"), transaction.atomic():
        DirectorateReport.objects.create(year=2025, by=make_user(Role.EXPERT), ordered_on=TODAY)
    with pytest.raises(IntegrityError, match="directoratereport_made_with_its_figures"), transaction.atomic():
        DirectorateReport.objects.create(year=2024, by=make_user(Role.EXPERT), ordered_on=TODAY, made_at=now())


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL}]
)
def test_others_have_no_report_made(role):
    user = make_user(role, province=6, school=make_school())

    with pytest.raises(NotPermitted, match="Genel Müdürlük görevlileri"):
        ordered(by=user)
    with pytest.raises(NotPermitted):
        make_now(year=2025, by=user, on=TODAY, tell=quiet)
    with pytest.raises(NotPermitted):
        stop_report(make_directorate_report(), by=user, on=TODAY)
    assert DirectorateReport.objects.filter(made_at=None).count() == 0


@pytest.mark.parametrize("year", [2023, 2027])
def test_a_year_that_cannot_be_told_of_is_refused_at_its_field(year):
    with pytest.raises(Invalid) as refused:
        ordered(year)
    assert set(refused.value.faults) == {"year"}


def test_a_second_report_leaves_the_first_as_it_was_and_its_verification_names_the_newer():
    by = make_user(Role.EXPERT)
    first, is_new = make_now(year=2025, by=by, on=TODAY, tell=quiet)
    code = issue_report(first).code
    same, again = make_now(year=2025, by=by, on=TODAY, tell=quiet)
    assert (is_new, again, same.pk) == (True, False, first.pk)
    make_protocol(make_school(), signed_on=date(2025, 2, 1), starts_on=date(2025, 2, 1))

    second, is_new = make_now(year=2025, by=by, on=TODAY, tell=quiet)

    assert is_new
    assert second.digest != first.digest
    first.refresh_from_db()
    assert issue_report(first).code == code
    assert f"no {second.pk}" in verify(code, on=localdate()).today


def test_a_report_made_by_a_worker_keeps_the_figures_of_its_first_counting():
    report = ordered()
    first = make_report(report.pk, on=TODAY, tell=quiet).digest
    make_protocol(make_school(), signed_on=date(2025, 2, 1), starts_on=date(2025, 2, 1))

    assert make_report(report.pk, on=TODAY, tell=quiet).digest == first


@pytest.mark.django_db(transaction=True)
def test_of_two_who_order_at_once_one_is_told_that_it_is_at_work(monkeypatch):
    monkeypatch.setattr(jobs, "_queue", quiet)
    people = [make_user(Role.EXPERT), make_user(Role.DEPARTMENT_HEAD)]
    start, found = threading.Barrier(2), []

    def order(by):
        start.wait()
        try:
            found.append(ordered(by=by).year)
        except OutOfState:
            found.append("busy")
        finally:
            connection.close()

    threads = [threading.Thread(target=order, args=[by]) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, found)) == ["2025", "busy"]
    assert DirectorateReport.objects.count() == 1
    assert Job.objects.count() == 1
