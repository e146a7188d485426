"""Signing in by the institution's provider in Chromium: there and back, out again, and an identity that nobody knows."""

import pytest

from accounts.choices import Role
from tests.accounts.provider import PASSWORD, running

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture
def agreed(live_server, tmp_path, settings):
    with running(tmp_path, [f"{live_server.url}/hesap/kurum/donus/"]) as provider:
        settings.OIDC = provider.settings()
        yield provider


def go_through(someone, who):
    someone.go("/hesap/login/")
    someone.page.get_by_role("link", name="Deneme Kurumu ile giriş").click()
    someone.page.get_by_role("heading", name="Deneme Kurumu").wait_for()
    someone.page.locator("input[name=username]").fill(who)
    someone.page.locator("input[name=password]").fill(PASSWORD)
    with someone.page.expect_navigation(url=lambda url: url.startswith(someone.base)):
        someone.page.get_by_role("button", name="Gir").click()
    someone.complaints.clear()  # those of the provider's own page
    someone.look()


def test_there_and_back_and_out(visitor, person, agreed, live_server):
    person(Role.PROVINCE_OFFICER, province=6, username="kisi")
    someone = visitor()

    go_through(someone, "kisi")
    assert someone.sees("İş masası")

    someone.page.locator(".user-menu summary").click()
    someone.page.get_by_role("button", name="Çıkış").click()
    someone.page.wait_for_url(f"{live_server.url}/hesap/login/**")
    someone.look()
    assert someone.complaints == []

    # The provider's session has ended too: it asks for the password anew.
    someone.page.get_by_role("link", name="Deneme Kurumu ile giriş").click()
    someone.page.locator("input[name=password]").wait_for()


@pytest.mark.parametrize("width", [1280, 360])
def test_an_identity_that_nobody_knows_reads_what_to_do(visitor, agreed, transactional_db, width):
    someone = visitor(width=width)

    go_through(someone, "baska")

    assert someone.sees("Bu kimlikle hesap bulunamadı")
    someone.follow("Girişe dön")
    assert someone.page.url.endswith("/hesap/login/")
