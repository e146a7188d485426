"""The OpenAPI document of protocols: every operation with a body shows one, and each example fits its schema."""

import pytest
from drf_spectacular.generators import SchemaGenerator

from protocols.api import examples
from tests.api.test_openapi import JSON, validator

OURS = ("/protocol", "/amendments/", "/sponsor-", "/stakeholders/")


@pytest.fixture(scope="module")
def document():
    return SchemaGenerator().get_schema(request=None, public=True)


@pytest.fixture(scope="module")
def operations(document):
    return {
        operation["operationId"]: operation
        for path, methods in document["paths"].items()
        if any(part in path for part in OURS)
        for operation in methods.values()
    }


def shown(operation):
    """Media types that hold examples: of the request, and of each answer that is no fault."""
    yield from operation.get("requestBody", {}).get("content", {}).values()
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            yield from answer.get("content", {}).values()


def test_every_operation_that_takes_a_body_shows_one(operations):
    takes_json = {name for name, one in operations.items() if JSON in one.get("requestBody", {}).get("content", {})}

    assert takes_json - examples.REQUESTS.keys() == set()
    assert examples.REQUESTS.keys() - operations.keys() == set()
    assert examples.ANSWERS.keys() - operations.keys() == set()


def test_every_example_is_in_the_document_and_fits_its_schema(document, operations):
    for name in examples.REQUESTS.keys() | examples.ANSWERS.keys():
        seen = 0
        for content in shown(operations[name]):
            for example in content.get("examples", {}).values():
                faults = [error.message for error in validator(document, content).iter_errors(example["value"])]
                assert faults == [], name
                seen += 1
        # An answer for which nothing is written shows one that is made from its schema.
        assert seen >= len(examples.REQUESTS.get(name, ())) + (name in examples.ANSWERS), name
