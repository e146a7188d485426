"""What schemathesis makes of the whole OpenAPI document: no 500, no answer that the document does not describe."""

import json
import os
import re
from uuid import uuid4

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    ensure_resource_availability,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
    use_after_free,
)

import config.api
from designations.choices import DossierStatus
from designations.papers import issue_receipt
from tests.factories import make_designation, make_dossier, make_protocol, make_school
from workflow.models import Job

pytestmark = pytest.mark.django_db
CASES = int(os.environ.get("FUZZ_CASES", "12"))  # for every operation; 34 make more than ten thousand
SAYS_WHY = {400, 415, 422}  # a call that fits the schemas and is refused for what it says


@schemathesis.check
def refused_with_a_reason(ctx, response, case):
    """Stands for ``positive_data_acceptance``: no schema says which codes are registered, or which days are past."""
    if response.status_code in SAYS_WHY:
        problem = response.json()
        said = [problem["detail"], *(fault["message"] for fault in problem.get("faults", []))]
        assert all(sentence.strip() for sentence in said), problem


CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
    missing_required_header,
    unsupported_method,
    allow_header_conformance,
    ignored_auth,
    use_after_free,
    ensure_resource_availability,
    refused_with_a_reason,
)


schema = schemathesis.openapi.from_dict(
    json.loads(json.dumps(SchemaGenerator().get_schema(request=None, public=True)))
)
schema.app = get_wsgi_application()


@pytest.fixture
def register(program):
    """A program that finds a school, a dossier, a designation and a protocol."""
    make_protocol(make_school())
    make_designation()
    make_dossier(DossierStatus.SUBMITTED)
    issue_receipt(make_dossier(DossierStatus.SUBMITTED))
    Job.objects.create(task="deneme", title="Deneme", by=program.user)
    for signal in (request_started, request_finished):  # as Django's own test client: the test holds the connection
        signal.disconnect(close_old_connections)
    yield program
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(max_examples=CASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_is_answered_as_documented(case, register):
    cache.clear()

    case.call_and_validate(headers={"Authorization": f"Bearer {register.token}"}, checks=CHECKS)


def test_the_document_covers_every_address_of_the_api():
    described = set(schema.raw_schema["paths"])
    served = {
        "/api/v1/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern)).replace("{pk}", "{id}")
        for resolver in config.api.urlpatterns
        for pattern in getattr(resolver, "url_patterns", [])
    }

    assert described == served


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "method"),
    [(path, method) for path, item in schema.raw_schema["paths"].items() for method in item if method != "parameters"],
)
def test_who_has_no_token_is_refused_everywhere(client, path, method):
    has_uuid = any(f"/{kind}/" in path for kind in ("jobs", "webhooks", "imports", "circulars", "bulk-acts"))
    address = re.sub(r"\{\w+\}", str(uuid4()) if has_uuid else "1", path.replace("{file}", str(uuid4())))

    answer = getattr(client, method)(address)

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")
