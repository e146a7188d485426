"""A made-up external system against real servers: gunicorn, a Celery worker with its schedule, PostgreSQL, real sockets."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from schools.models import School
from tests.api.conftest import SECRET, Program
from tests.factories import make_school
from workflow.models import Change, Delivery, Subscription

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROOT = Path(settings.BASE_DIR)
BIN = Path(sys.executable).parent
PATIENCE = 120  # seconds, on a busy machine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def servers(transactional_db, tmp_path):
    """The application served as in the demonstration, on this test's database: its address."""
    given = connection.settings_dict
    host = given["HOST"] or given["OPTIONS"].get("host", "")
    (tmp_path / "queue" / "control").mkdir(parents=True)
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgres://{quote(given['USER'])}:{quote(given['PASSWORD'])}@/{given['NAME']}?host={quote(host)}",
        "DATA_DIR": str(tmp_path),
        "STATIC_ROOT": str(tmp_path / "static"),
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": settings.SECRET_KEY,
    }
    environment.pop("REDIS_URL", None)
    with_cache = environment | {"WEBHOOK_RETRY_SECONDS": "1,1,1"}
    web = [str(BIN / "gunicorn"), "config.wsgi", f"--bind=127.0.0.1:{port}", "--threads=4", "--log-level=error"]
    worker = [
        str(BIN / "celery"), "--app=config", "--quiet", "worker", "--beat", f"--schedule={tmp_path / 'beat'}",
        "--concurrency=1", "--loglevel=error", "--without-mingle", "--without-gossip",
    ]  # fmt: skip
    subprocess.run(
        [sys.executable, "manage.py", "createcachetable"], cwd=ROOT, env=with_cache, check=True, capture_output=True
    )
    processes = [
        subprocess.Popen(
            command, cwd=ROOT, env=with_cache, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        for command in (web, worker)
    ]  # fmt: skip
    try:
        wait_for_answer(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for_answer(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        address = f"http://127.0.0.1:{port}/health/live"
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.3)
    raise AssertionError("no answer")


def wait_until_settled() -> None:
    until = time.monotonic() + PATIENCE
    while Change.objects.count() > Change.objects.settled().count() and time.monotonic() < until:
        time.sleep(0.2)


def steps(output) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def program(transactional_db, settings):
    """A client whose secret the served application can check: hashed as there, not as quickly as in the tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    return Program()


def test_it_signs_in_follows_the_feed_takes_a_webhook_and_checks_a_registration(servers, program):
    school = make_school(code="112267")
    wait_until_settled()  # a transaction elsewhere holds the feed up, and a subscription would begin before the school
    external = subprocess.Popen(
        [
            sys.executable, "docs/api/external_system.py", "--base", servers, "--school", school.code,
            "--client-id", program.application.client_id, "--client-secret", SECRET, "--patience", str(PATIENCE),
        ],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + PATIENCE
        while not Subscription.objects.exists() and external.poll() is None and time.monotonic() < until:
            time.sleep(0.2)
        School.objects.filter(pk=school.pk).update(addable_places=120)
        said, complained = external.communicate(timeout=PATIENCE + 30)
    finally:
        if external.poll() is None:
            external.kill()

    assert external.returncode == 0, complained
    found = {step["step"]: step for step in steps(said)}
    assert list(found) == [
        "signed_in", "subscribed", "change_read", "webhook_received", "registration_checked", "done",
    ]  # fmt: skip
    assert found["change_read"]["href"] == "/api/v1/schools/112267/"
    assert found["webhook_received"]["event"] == "school.updated"
    assert found["registration_checked"]["allowed"] is True
    assert Delivery.objects.get().state == "delivered"
    assert Subscription.objects.get().state == "removed"


def run_example(name, *arguments):
    """What an example of the guide prints; it ends well."""
    command = [sys.executable, f"docs/api/examples/{name}.py", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_of_the_guide_runs_as_it_stands(servers, program, tmp_path):
    school = make_school(code="112268")
    place = tmp_path / "cursor"

    signed_in = run_example("sign_in", servers, program.application.client_id, SECRET)
    written = run_example("write_safely", servers, program.token, school.code)
    first = run_example("follow_changes", servers, program.token, place, 8)
    again = run_example("follow_changes", servers, program.token, place, 1)
    genuine = run_example("verify_signature", "docs/api/vectors/webhook-signatures.json")

    assert school.name in signed_in
    assert written.splitlines()[0] == "opened once: True"
    assert "somebody wrote meanwhile: 412" in written
    assert f"school {school.pk} created" in first
    assert "dossier" in first
    assert again == ""
    assert genuine.count("genuine:") == 3
    ran = {"sign_in", "write_safely", "follow_changes", "verify_signature"}
    assert {path.stem for path in (ROOT / "docs/api/examples").glob("*.py")} == ran
