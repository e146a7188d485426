"""The OpenAPI document of the contracts: its examples fit its schemas, and so does what is really answered."""

import json

import pytest
from django.core.cache import cache
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from designations.api import examples
from tests.api.describing import BODY
from tests.factories import make_school

CHECKS, RULES, REGISTRATION = (
    "/api/v1/eligibility-checks/",
    "/api/v1/schools/{code}/operating-rules/",
    "/api/v1/registration-checks/",
)
JSON, PROBLEM = "application/json", "application/problem+json"


@pytest.fixture(scope="module")
def document():
    return SchemaGenerator().get_schema(request=None, public=True)


def operation(document, path):
    return next(iter(document["paths"][path].values()))


def validator(document, content):
    schema = {**content["schema"], "components": document["components"]}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def contents(document, path):
    """Each media type with a schema and examples, of the request and of every response."""
    found = operation(document, path)
    yield from found.get("requestBody", {}).get("content", {}).values()
    for response in found["responses"].values():
        yield from response.get("content", {}).values()


@pytest.mark.parametrize("path", [CHECKS, RULES, REGISTRATION])
def test_every_example_fits_its_schema(document, path):
    seen = 0
    for content in contents(document, path):
        for example in content.get("examples", {}).values():
            validator(document, content).validate(example["value"])
            seen += 1
    assert seen >= 2


@pytest.mark.parametrize("path", [CHECKS, RULES, REGISTRATION])
def test_each_contract_shows_an_answer_and_a_fault(document, path):
    responses = operation(document, path)["responses"]

    assert responses["200"]["content"][JSON]["examples"]
    assert responses["400"]["content"][PROBLEM]["examples"]


@pytest.mark.django_db
def test_the_described_example_is_answered_as_shown(program):
    answer = program.post("/eligibility-checks/", examples.DESCRIBED).json()

    assert {**answer, "policy": None} == {**examples.ANSWER, "policy": None}


@pytest.mark.django_db
@given(body=BODY)
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_requests_and_answers_fit_the_document(document, program, body):
    cache.clear()
    described = operation(document, CHECKS)
    validator(document, described["requestBody"]["content"][JSON]).validate(body)

    answer = program.post("/eligibility-checks/", json.dumps(body))

    validator(document, described["responses"]["200"]["content"][JSON]).validate(answer.json())


@pytest.mark.django_db
def test_rules_and_registration_fit_the_document(document, program):
    school = make_school()
    rules = program.get(f"/schools/{school.code}/operating-rules/").json()
    registration = program.post("/registration-checks/", {"school": school.code, "grade": 9}).json()
    fault = program.post("/registration-checks/", {}).json()

    for path, status, media, body in [
        (RULES, "200", JSON, rules),
        (REGISTRATION, "200", JSON, registration),
        (REGISTRATION, "400", PROBLEM, fault),
    ]:
        content = operation(document, path)["responses"][status]["content"][media]
        validator(document, content).validate(body)
