"""Files at work beside other people and other work: two confirmations, edits meanwhile, stores that lose files, workers that fail."""

from datetime import date
from threading import Barrier, Thread

import pytest
from celery.exceptions import Ignore
from django.db import connection

from accounts.choices import Role
from accounts.models import Duty, User
from schools import tasks
from schools.acts import importing
from schools.choices import ImportSource, ImportStatus, LineKind
from schools.models import Enrolment, FileImport, SchoolField
from tests.factories import make_designation, make_field, make_school, make_user
from tests.schools.imports.test_filled import TODAY, bring, confirm, workbook
from workflow import jobs
from workflow.choices import JobState
from workflow.models import Job, JournalEntry
from workflow.refusals import NotPermitted, OutOfState

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = [["900001", "x", "2026-2027", 9, None, 12, 13]]


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, province=6)


@pytest.fixture
def school():
    school = make_school(province=6, code="900001")
    SchoolField.objects.create(school=school, field=make_field("04"), programme="AMP")
    return school


@pytest.fixture
def unheard(monkeypatch):
    """Jobs are written down and no worker takes them."""
    monkeypatch.setattr("workflow.jobs._queue", lambda _: None)


def at_once(*calls):
    """Run the calls in threads that start together; their errors, in their order."""
    start, errors = Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        start.wait()
        try:
            call()
        except Exception as error:  # noqa: BLE001 - told to the test
            errors[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_two_confirmations_at_once_write_once(officer, school):
    brought = bring(officer, workbook(ROWS))

    errors = at_once(*[lambda: importing.confirm_import(brought, by=officer, on=TODAY)] * 2)

    assert [type(error) for error in errors if error] == [OutOfState]
    assert FileImport.objects.get().status == ImportStatus.WRITTEN
    assert Enrolment.objects.get().girls == 12
    assert JournalEntry.objects.of(school).filter(act="save_enrolment").count() == 1


def test_two_files_for_one_school_at_once_leave_one_of_them(officer, school, unheard):
    """Both were looked at before either was written: the second to write shows its new differences instead."""
    files = [bring(officer, workbook([["900001", "x", "2026-2027", 9, None, girls, 1]])) for girls in (12, 20)]
    for brought in files:
        tasks.check_import(job=str(brought.job_id), pk=str(brought.pk))
    held = [importing.confirm_import(FileImport.objects.get(pk=b.pk), by=officer, on=TODAY) for b in files]

    errors = at_once(*[lambda b=b: tasks.write_import(job=str(b.job_id), pk=str(b.pk)) for b in held])

    assert errors == [None, None]
    states = dict(FileImport.objects.values_list("status", "counts"))
    assert set(states) == {ImportStatus.WRITTEN, ImportStatus.CHECKED}
    assert states[ImportStatus.CHECKED]["changed"] == 1
    assert Enrolment.objects.count() == 1


def test_grade_that_grows_in_a_file_is_asked_of_the_law():
    """A sector-integrated school registers nobody at grade 9 (okul/7/3), however the file comes by the students."""
    designation = make_designation()
    type(designation).objects.filter(pk=designation.pk).update(type="sector_integrated")
    school, expert = designation.school, make_user(Role.EXPERT)
    Enrolment.objects.filter(school=school).delete()
    Enrolment.objects.create(school=school, year=2026, grade=9, girls=2, boys=0)

    grown = confirm(bring(expert, workbook([[school.code, "", "2026-2027", 9, None, 5, 0]])))
    moved = confirm(bring(expert, workbook([[school.code, "", "2026-2027", 9, None, 1, 1]])))

    assert grown.status == ImportStatus.FAILED
    assert "Hiçbir satır yazılmadı" in grown.message
    assert moved.status == ImportStatus.WRITTEN
    assert Enrolment.objects.get(school=school, grade=9).girls == 1


def test_file_that_the_store_lost_is_told(officer, school, unheard):
    brought = bring(officer, workbook(ROWS))
    brought.file.storage.delete(brought.file.name)

    tasks.check_import(job=str(brought.job_id), pk=str(brought.pk))

    brought.refresh_from_db()
    assert brought.status == ImportStatus.FAULTY
    assert "depoda bulunamadı" in brought.lines.get(kind=LineKind.FAULT).sentence


def test_store_that_loses_the_file_after_its_check_lets_nothing_be_written(officer, school):
    brought = bring(officer, workbook(ROWS))
    brought.file.storage.delete(brought.file.name)

    assert confirm(brought).status == ImportStatus.FAULTY
    assert not Enrolment.objects.exists()


def test_bytes_that_changed_in_the_store_are_not_written(officer, school):
    brought = bring(officer, workbook(ROWS))
    with brought.file.storage.open(brought.file.name, "wb") as stored:
        stored.write(workbook([["900001", "x", "2026-2027", 9, None, 99, 13]]))

    assert confirm(brought).status == ImportStatus.CHECKED
    assert not Enrolment.objects.exists()


def test_duty_that_ended_meanwhile_writes_nothing_and_says_so(officer, school, unheard):
    brought = bring(officer, workbook(ROWS))
    tasks.check_import(job=str(brought.job_id), pk=str(brought.pk))
    brought = importing.confirm_import(FileImport.objects.get(), by=officer, on=TODAY)
    Duty.objects.filter(user=officer).update(ends_on=date(2025, 1, 1))

    tasks.write_import(job=str(brought.job_id), pk=str(brought.pk))

    brought.refresh_from_db()
    assert brought.status == ImportStatus.FAILED
    assert "yetki" in brought.message
    assert not Enrolment.objects.exists()


def test_error_in_the_work_is_told_on_the_file_and_stays_loud(officer, school, unheard, monkeypatch):
    brought = bring(officer, workbook(ROWS))
    monkeypatch.setattr("schools.tasks.examine", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        tasks.check_import(job=str(brought.job_id), pk=str(brought.pk))

    assert FileImport.objects.get().status == ImportStatus.FAILED
    assert Job.objects.get(pk=brought.job_id).state == JobState.FAILED


@pytest.mark.parametrize("confirmed", [False, True])
def test_file_is_given_up_while_no_worker_takes_it(officer, school, unheard, confirmed):
    brought = bring(officer, workbook(ROWS))
    if confirmed:
        tasks.check_import(job=str(brought.job_id), pk=str(brought.pk))
        importing.confirm_import(FileImport.objects.get(), by=officer, on=TODAY)
    brought = importing.discard_import(FileImport.objects.get(), by=officer, on=TODAY)

    with pytest.raises(Ignore):  # the job is over: the message is passed over
        (tasks.write_import if confirmed else tasks.check_import)(job=str(brought.job_id), pk=str(brought.pk))

    assert FileImport.objects.get().status == ImportStatus.DISCARDED
    assert Job.objects.get(pk=brought.job_id).state == JobState.CANCELLED
    assert not Enrolment.objects.exists()


def test_work_given_up_by_the_sweep_can_be_brought_anew(client, officer, school, unheard):
    brought = bring(officer, workbook(ROWS))
    Job.objects.filter(pk=brought.job_id).update(
        state=JobState.RUNNING, attempts=jobs.MOST_ATTEMPTS, heartbeat_at="2026-01-01T00:00Z"
    )
    jobs.sweep()
    client.force_login(officer)

    page = client.get(f"/okullar/dosyadan/{brought.pk}/")

    assert "İş yarıda kaldı" in page.text
    assert "Vazgeç" in page.text


def test_employment_and_lists_are_written_for_the_ministry_only_once_its_duty_holds(school, unheard):
    expert = make_user(Role.EXPERT)
    lines = b"il_plaka,nace,calisan\n6,10,1200\n"
    brought = bring(expert, lines, ImportSource.EMPLOYMENT, "istihdam.csv", year=2025)
    Duty.objects.filter(user=expert).update(ends_on=date(2025, 1, 1))

    tasks.check_import(job=str(brought.job_id), pk=str(brought.pk))

    assert FileImport.objects.get().status == ImportStatus.FAILED
    with pytest.raises(NotPermitted):
        bring(User.objects.get(pk=expert.pk), lines, ImportSource.EMPLOYMENT, "istihdam.csv", year=2025)
