"""The limit of calls a minute: counted for each client, told in headers, refused as a problem."""

import pytest

from workflow.api.throttling import PerClient

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
