"""A real worker sends a message; killed while it waits for the answer, the next one sends it again under the same key."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.utils.timezone import now

from tests.api.conftest import Program
from tests.factories import make_school
from tests.workflow.receiving import receiver
from tests.workflow.test_errands import wait_for, worker
from tests.workflow.test_webhooks import settle, subscribe
from workflow.models import Delivery, Subscription

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def environment_of_workers(monkeypatch, settings):
    """The worker may speak to this machine's receiver, and opens the secrets that the test sealed."""
    monkeypatch.setenv("WEBHOOK_EXEMPT_HOSTS", "127.0.0.1:*")
    monkeypatch.setenv("WEBHOOK_SEAL_KEY", settings.WEBHOOK_SEAL_KEY)


def hand_on(environment):
    code = "import django; django.setup(); from workflow.tasks import deliver_webhooks as d; d.delay()"
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=project.BASE_DIR, check=True)


def test_a_worker_that_is_killed_while_sending_loses_no_message_and_the_receiver_knows_the_second_one(
    environment_of_workers, tmp_path
):
    held = threading.Event()
    with receiver() as here:
        here.answers = [lambda _handler: held.wait(60), 200]
        subscription, _ = subscribe(Program(), here)
        make_school(code="112267")
        settle()
        with worker(tmp_path) as (process, environment):
            hand_on(environment)
            assert wait_for(lambda: len(here.received) == 1)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        held.set()
        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.attempts) == ("waiting", 0)

        Subscription.objects.filter(pk=subscription.pk).update(leased_until=now() - timedelta(seconds=1))
        with worker(tmp_path) as (_, environment):
            hand_on(environment)
            assert wait_for(lambda: Delivery.objects.filter(state="delivered").exists())

        ids = [headers["Webhook-Id"] for headers, _ in here.received]
        assert ids == [str(delivery.pk)] * 2
        assert here.bodies[0]["id"] == here.bodies[1]["id"]
