"""The demonstration helps to sign in; a real installation never names an account."""

import pytest

from accounts.choices import Role
from desk.demo.people import PASSWORD, code_now
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_demo", [True, False])
def test_sign_in_names_the_accounts_in_the_demonstration_only(client, settings, is_demo):
    settings.DEMO_MODE = is_demo

    page = client.get("/hesap/login/").content.decode()

    assert (PASSWORD in page) == is_demo
    assert ("genelmudur" in page) == is_demo


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_second_step_shows_its_code_in_the_demonstration_only(client, settings, is_demo):
    settings.DEMO_MODE = is_demo
    client.force_login(make_user(Role.EXPERT), backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get("/hesap/2fa/").content.decode()

    assert (code_now() in page) == is_demo
