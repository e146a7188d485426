"""The provider that the tests of sign-in by OIDC run against: one process for all of them."""

import pytest

from .provider import running

HERE = "http://testserver"


@pytest.fixture(scope="session")
def _provider(tmp_path_factory):
    ports = [f"{HERE}/hesap/kurum/donus/"]
    with running(tmp_path_factory.mktemp("provider"), ports) as provider:
        yield provider


@pytest.fixture
def provider(_provider, settings):
    """The provider, agreed with, saying the truth."""
    _provider.say()
    settings.SITE_URL = HERE
    settings.OIDC = _provider.settings()
    return _provider
