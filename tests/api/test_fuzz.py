"""What schemathesis makes of the whole OpenAPI document: no 500, no answer that the document does not describe."""

import json

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
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from designations.choices import DossierStatus
from tests.factories import make_designation, make_dossier, make_protocol, make_school

pytestmark = pytest.mark.django_db
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
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
    for signal in (request_started, request_finished):  # as Django's own test client: the test holds the connection
        signal.disconnect(close_old_connections)
    yield program
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_is_answered_as_documented(case, register):
    cache.clear()

    case.call_and_validate(headers={"Authorization": f"Bearer {register.token}"}, checks=CHECKS)
