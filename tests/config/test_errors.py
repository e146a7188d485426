"""What people and programs are told when something fails unexpectedly: never a trace."""

import pytest
from django.test import RequestFactory, override_settings
from django.urls import get_resolver

pytestmark = pytest.mark.django_db


def server_error(request):
    return get_resolver().resolve_error_handler(500)(request)


def test_people_get_a_page_in_turkish():
    answer = server_error(RequestFactory().get("/okullar/"))

    assert answer.status_code == 500
    assert "Beklenmeyen bir hata oluştu" in answer.content.decode()


def test_there_is_an_answer_even_when_the_page_cannot_be_drawn():
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    with override_settings(STORAGES={"staticfiles": {"BACKEND": manifest}}, STATIC_ROOT="/nowhere"):
        answer = server_error(RequestFactory().get("/okullar/"))

    assert answer.status_code == 500
    assert "Sürerse sistem yöneticisine bildirin." in answer.content.decode()


def test_programs_get_a_problem():
    answer = server_error(RequestFactory().get("/api/v1/schools/"))

    assert answer["Content-Type"].startswith("application/problem+json")
    assert b'"status": 500' in answer.content
