"""What follows an act is done once, however often it is handed on, and is not lost with a broker or a worker."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import now

from workflow.errands import MOST_ATTEMPTS, follow_up, perform, sweep_errands
from workflow.models import Errand

TASKS = "tests.workflow.worker_tasks"
CELERY = Path(sys.executable).parent / "celery"


@pytest.fixture
def notes(transactional_db):
    """``notes()`` reads what the worker's tasks have left."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE worker_notes (said text)")

    def read():
        with connection.cursor() as cursor:
            cursor.execute("SELECT said FROM worker_notes")
            return [row[0] for row in cursor.fetchall()]

    yield read
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE worker_notes")


def written(task, **arguments):
    """An errand that lies there, its message lost."""
    return Errand.objects.create(task=f"{TASKS}.{task}", arguments=arguments)


def test_an_errand_is_done_when_the_act_is_committed_and_not_before(notes):
    with transaction.atomic():
        follow_up(f"{TASKS}.note_slowly", text="bir", seconds=0)
        before = notes()

    assert before == []
    assert notes() == ["bir"]
    assert Errand.objects.get().done_at


def test_an_errand_of_an_act_that_was_rolled_back_never_was(notes):
    with pytest.raises(RuntimeError), transaction.atomic():
        follow_up(f"{TASKS}.note_slowly", text="bir", seconds=0)
        raise RuntimeError

    assert notes() == []
    assert not Errand.objects.exists()


def test_an_errand_is_done_once_however_often_it_is_handed_on(notes):
    errand = written("note_slowly", text="bir", seconds=0)

    assert [perform(errand.pk) for _ in range(3)] == [True, False, False]
    assert notes() == ["bir"]


def test_what_went_wrong_is_kept_and_tried_again_later(notes):
    errand = written("fail")

    with pytest.raises(ValueError, match="bilerek"):
        perform(errand.pk)

    errand.refresh_from_db()
    assert (errand.fault, errand.attempts, errand.done_at) == ("ValueError: bilerek", 1, None)
    assert sweep_errands() == 0
    Errand.objects.update(tried_at=now() - timedelta(minutes=5))
    with pytest.raises(ValueError, match="bilerek"):
        sweep_errands()  # in the tests a task is done where it is queued


def test_after_the_last_attempt_it_waits_for_a_person(notes):
    errand = written("fail")
    Errand.objects.filter(pk=errand.pk).update(attempts=MOST_ATTEMPTS, tried_at=now() - timedelta(days=9))

    assert sweep_errands() == 0
    assert Errand.objects.filter(done_at=None).count() == 1


def test_a_message_that_the_broker_lost_is_handed_on(notes):
    written("note_slowly", text="bir", seconds=0)
    early = sweep_errands()
    Errand.objects.update(created_at=now() - timedelta(minutes=3))

    assert early == 0
    assert sweep_errands() == 1
    assert notes() == ["bir"]


@contextmanager
def worker(folder):
    """A real worker on this test's database, with a queue of files in ``folder``."""
    given = connection.settings_dict
    host = given["HOST"] or given["OPTIONS"].get("host", "")
    (folder / "queue" / "control").mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgres://{quote(given['USER'])}:{quote(given['PASSWORD'])}@/{given['NAME']}?host={quote(host)}",
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    environment.pop("REDIS_URL", None)
    command = [CELERY, "--app=config", "worker", "--concurrency=1", "--loglevel=warning", f"--include={TASKS}"]
    command += ["--without-mingle", "--without-gossip"]
    process = subprocess.Popen(
        command, env=environment, cwd=settings.BASE_DIR, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process, environment
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def hand_on(errand, environment):
    """Put the message into the worker's queue, as a committed act does."""
    code = (
        f"import django; django.setup(); from workflow.tasks import perform_errand as p; p.delay(errand={errand.pk})"
    )
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=settings.BASE_DIR, check=True)


def wait_for(condition, seconds=60):
    until = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < until:
        time.sleep(0.2)
    return found


@pytest.mark.slow
def test_a_worker_that_is_killed_at_its_work_leaves_it_to_the_next(notes, tmp_path):
    errand = written("note_slowly", text="belge", seconds=4)
    with worker(tmp_path) as (process, environment):
        hand_on(errand, environment)
        taken = wait_for(lambda: Errand.objects.filter(pk=errand.pk, attempts=1).exists())
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    after_the_kill = notes()

    with worker(tmp_path) as (_, environment):
        hand_on(errand, environment)  # as the sweep does a little later
        hand_on(errand, environment)
        done = wait_for(lambda: Errand.objects.filter(pk=errand.pk).exclude(done_at=None).exists())

    assert taken
    assert after_the_kill == []
    assert done
    assert notes() == ["belge"]
