"""The OpenAPI document of the contracts: its examples fit its schemas, and so does what is really answered."""

import json

import pytest
from django.core.cache import cache
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from accounts.api.examples import METHODS
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


def operations(document):
    """Each operation under its method and path."""
    return {
        f"{method} {path}": found
        for path, methods in document["paths"].items()
        for method, found in methods.items()
        if method in METHODS
    }


def bodies_of(document):
    """Each JSON body of every operation: where it stands, and its content."""
    return [
        (f"{name} {place}", content)
        for name, found in operations(document).items()
        for place, body in {"request": found.get("requestBody", {}), **found["responses"]}.items()
        for media, content in body.get("content", {}).items()
        if media in {JSON, PROBLEM} and "schema" in content
    ]


def test_every_operation_shows_an_example_of_each_body_and_it_fits(document):
    bodies = bodies_of(document)
    without = [place for place, content in bodies if not content.get("examples")]
    unfit = [
        f"{place}: {error.json_path} {error.message[:120]}"
        for place, content in bodies
        for example in content.get("examples", {}).values()
        for error in validator(document, content).iter_errors(example["value"])
    ]

    assert len(bodies) > 500
    assert without == []
    assert unfit == []


def test_a_body_of_several_acts_shows_what_each_act_asks(document):
    body = document["paths"]["/api/v1/papers/{id}/acts/{name}/"]["post"]["requestBody"]["content"][JSON]
    shown = {name: set(example["value"]) for name, example in body["examples"].items()}

    assert shown == {
        "number_paper": {"number", "dated_on"},
        "correct_paper_number": {"number", "dated_on", "note"},
        "withdraw_paper": {"note"},
    }


def test_no_operation_is_described_in_words_meant_for_programmers_of_this_system(document):
    described = operations(document).items()
    leaking = [name for name, found in described if "Subclasses" in found.get("description", "")]

    assert leaking == []


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
