"""The eligibility contract against the same criteria said a second time (oracle.py), on schools described at random."""

import json

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings

from tests.api.describing import BODY
from tests.api.oracle import expected

pytestmark = pytest.mark.django_db
MANY = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@given(body=BODY)
@MANY
@pytest.mark.provision("okul/4/2/a", "okul/4/2/b", "okul/4/2/c", "okul/5/2/a", "okul/5/2/b", "okul/5/2/c")
@pytest.mark.provision("okul/6/2/a", "okul/6/2/b", "okul/6/2/c", "okul/7/2/a", "okul/7/2/b", "okul/7/2/c")
def test_the_contract_answers_as_the_criteria_say(program, body):
    cache.clear()  # the limit of calls a minute is not what is tested
    answer = program.post("/eligibility-checks/", json.dumps(body))

    assert answer.status_code == 200, answer.content.decode()
    found = answer.json()
    outcomes = [(finding["provision"], finding["outcome"]) for finding in found["findings"]]
    assert (found["verdict"], outcomes) == expected(body)


KEYS = {"provision", "outcome", "reason", "measured", "required", "evidence", "remedy"}


@given(body=BODY)
@MANY
def test_every_finding_can_be_read_by_people(program, body):
    """A sentence that says when something is not known, no bare placeholder, and a remedy where one is needed."""
    cache.clear()
    for finding in program.post("/eligibility-checks/", json.dumps(body)).json()["findings"]:
        reason, outcome = finding["reason"], finding["outcome"]
        assert set(finding) >= KEYS
        assert isinstance(finding["measured"], dict)
        assert isinstance(finding["required"], dict)
        assert isinstance(finding["evidence"], list)
        assert reason.endswith(".")
        assert "None" not in reason
        assert "?" not in reason, reason
        assert bool(finding["remedy"]) is (outcome != "met")
        if outcome == "unknown":
            assert "bilgi eksik" in reason.lower().replace("ḃ", "b"), reason
