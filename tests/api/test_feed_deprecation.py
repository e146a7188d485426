"""What is announced to go says so on each answer and in the changelog; the sandbox says what it is."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as project
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from accounts.api import deprecation
from accounts.api.deprecation import Deprecated, Deprecation

CHANGELOG = Path(project.BASE_DIR) / "docs" / "api" / "changelog.md"


@pytest.fixture
def made_up():
    """A deprecation of this test alone."""
    made = Deprecation("GET /api/v1/old/", since=date(2027, 1, 1), until=date(2027, 7, 1), instead="`new/`")
    yield made
    deprecation.DECLARED.remove(made)


def test_a_deprecated_view_says_so_on_each_answer(made_up):
    class Old(Deprecated, APIView):
        authentication_classes = permission_classes = throttle_classes = ()
        deprecation = made_up

        def get(self, request):
            return Response({})

    taken, refused = (Old.as_view()(getattr(APIRequestFactory(), method)("/")) for method in ("get", "post"))

    assert (taken.status_code, refused.status_code) == (200, 405)
    for answer in (taken, refused):
        assert answer["Deprecation"] == "@1798761600"
        assert answer["Sunset"] == "Thu, 01 Jul 2027 00:00:00 GMT"
        assert answer["Link"] == '</api/v1/changelog/>; rel="deprecation"; type="text/markdown"'


def test_nothing_is_taken_away_at_short_notice():
    with pytest.raises(ValueError, match="180"):
        Deprecation("GET /api/v1/old/", since=date(2027, 1, 1), until=date(2027, 2, 1), instead="`new/`")


def listed():
    part = CHANGELOG.read_text(encoding="utf8").split("## Announced to go")[1].split("\n## ")[0]
    return sorted(line for line in part.splitlines() if line.startswith("- "))


def test_the_changelog_lists_exactly_what_is_declared():
    from django.urls import get_resolver

    assert get_resolver().url_patterns  # every view is loaded, and with it what it declares
    assert listed() == sorted(declared.line for declared in deprecation.DECLARED)


def test_a_declared_one_that_is_not_listed_is_found(made_up):
    assert listed() != sorted(declared.line for declared in deprecation.DECLARED)


@pytest.mark.django_db
@pytest.mark.parametrize(("is_demo", "said"), [(True, "sandbox"), (False, "production")])
def test_each_answer_says_where_it_comes_from(client, settings, is_demo, said):
    settings.DEMO_MODE = is_demo

    assert client.get("/api/v1/schools/")["X-Environment"] == said
    assert client.get("/api/v1/changelog/")["X-Environment"] == said
    assert "X-Environment" not in client.get("/hesap/login/")


@pytest.mark.django_db
def test_the_changelog_is_served_to_whoever_asks(client):
    answer = client.get("/api/v1/changelog/")

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/markdown; charset=utf-8")
    assert answer.content.decode() == CHANGELOG.read_text(encoding="utf8")
