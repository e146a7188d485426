"""A real worker checks and writes a file; killed at its work, it leaves nothing half-written, and the next one finishes."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils.timezone import now

from accounts.choices import Role
from schools.acts import importing
from schools.choices import ImportSource, ImportStatus
from schools.models import Enrolment, FileImport
from tests.factories import make_school, make_user
from tests.schools.imports.test_filled import TODAY, workbook
from tests.workflow.test_errands import wait_for, worker
from workflow.jobs import sweep
from workflow.models import Job

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def queued(settings, monkeypatch, tmp_path):
    """Jobs are written, not run here: a worker in another process takes them from its own queue."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr("workflow.jobs._queue", lambda _: None)
    return tmp_path


def hand_on(job, environment):
    code = (
        "import django; django.setup(); from workflow.models import Job; from workflow.jobs import _queue; "
        f"_queue(Job.objects.get(pk='{job.pk}'))"
    )
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=django_settings.BASE_DIR, check=True)


def brought_by(user, rows):
    file = SimpleUploadedFile("sayilar.xlsx", workbook(rows))
    return importing.bring_file(ImportSource.ENROLMENT, by=user, on=TODAY, file=file, options={})


def state(brought):
    return FileImport.objects.get(pk=brought.pk).status


@contextmanager
def enrolments_held(how="EXCLUSIVE"):
    """The table is held by somebody else, so that the worker waits in the middle of its write; tells whether it does."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'schools_enrolment'::regclass"
    connection.set_autocommit(False)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE schools_enrolment IN {how} MODE")
        yield lambda: cursor.execute(waiting) or cursor.fetchone()[0]
    connection.rollback()
    connection.set_autocommit(True)


def killed_while_writing(brought, user, queued):
    """Check the file, confirm it, and kill the worker with its write begun; the job of the write."""
    with worker(queued) as (process, environment):
        hand_on(brought.job, environment)
        assert wait_for(lambda: state(brought) == ImportStatus.CHECKED)
        job = importing.confirm_import(FileImport.objects.get(pk=brought.pk), by=user, on=TODAY).job
        with enrolments_held() as is_waited_for:
            hand_on(job, environment)
            assert wait_for(is_waited_for)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return job


def test_worker_that_is_killed_while_writing_leaves_nothing_and_the_next_one_writes(queued):
    user = make_user(Role.PROVINCE_OFFICER, province=6)
    make_school(province=6, code="900001")
    brought = brought_by(user, [["900001", "", "2026-2027", 9, None, 12, 13]])

    job = killed_while_writing(brought, user, queued)

    assert state(brought) == ImportStatus.CONFIRMED
    assert not Enrolment.objects.exists()
    Job.objects.filter(pk=job.pk).update(heartbeat_at=now() - timedelta(minutes=10))
    assert sweep() == 1
    with worker(queued) as (_, environment):
        hand_on(job, environment)
        hand_on(job, environment)
        assert wait_for(lambda: state(brought) == ImportStatus.WRITTEN)
    assert Enrolment.objects.get().girls == 12
    assert Job.objects.get(pk=job.pk).attempts == 2


def test_worker_that_is_killed_while_checking_keeps_the_file_and_the_next_one_checks_it(queued):
    user = make_user(Role.PROVINCE_OFFICER, province=6)
    make_school(province=6, code="900001")
    brought = brought_by(user, [["900001", "", "2026-2027", 9, None, 12, 13]])

    with worker(queued) as (process, environment), enrolments_held("ACCESS EXCLUSIVE") as is_waited_for:
        hand_on(brought.job, environment)
        assert wait_for(is_waited_for)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert state(brought) == ImportStatus.UPLOADED
    assert not brought.lines.exists()
    Job.objects.filter(pk=brought.job_id).update(heartbeat_at=now() - timedelta(minutes=10))
    assert sweep() == 1
    with worker(queued) as (_, environment):
        hand_on(brought.job, environment)
        assert wait_for(lambda: state(brought) == ImportStatus.CHECKED)
    assert FileImport.objects.get(pk=brought.pk).counts["added"] == 1
