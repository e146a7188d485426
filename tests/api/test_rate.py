"""The limit of calls a minute: counted for each client, told in headers, refused as a problem."""

from time import time

import pytest

from workflow.api.throttling import PerClient
from workflow.models import CallCount
from workflow.tasks import forget_calls

pytestmark = pytest.mark.django_db
BODY = {"type": "region", "facts": {}}


def test_every_answer_tells_what_is_left(program):
    first, second = (program.post("/eligibility-checks/", BODY) for _ in range(2))

    assert first["RateLimit-Limit"] == second["RateLimit-Limit"] == "6000"
    assert int(first["RateLimit-Remaining"]) - int(second["RateLimit-Remaining"]) in {1, -5998}  # a new minute began
    assert 0 <= int(second["RateLimit-Reset"]) <= 60


def test_a_call_beyond_the_limit_waits(program, monkeypatch):
    monkeypatch.setattr(PerClient, "THROTTLE_RATES", {"client": "2/min"})
    monkeypatch.setattr(PerClient, "timer", staticmethod(lambda: 1_000_000_020.0))

    answers = [program.post("/eligibility-checks/", BODY) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Content-Type"] == "application/problem+json"
    assert answers[2]["RateLimit-Reset"] == "60"
    assert int(answers[2]["Retry-After"]) >= 60


def test_calls_are_counted_in_the_database_whichever_process_answers(program):
    for _ in range(3):
        program.post("/eligibility-checks/", BODY)

    assert sum(CallCount.objects.values_list("calls", flat=True)) == 3


def test_counts_of_yesterday_are_forgotten_and_todays_kept():
    CallCount.objects.count_one("account 1", 1_000_000_020)
    CallCount.objects.count_one("account 1", int(time()))

    forget_calls()

    assert CallCount.objects.get().begins_at > 1_000_000_020
