"""The style guide in a real browser: axe, narrow and wide, light and dark, without scripts; and what the scripts add."""

from __future__ import annotations

from hashlib import sha256

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.choices import Role
from tests.factories import make_user

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture
def visit(browser, live_server, client, settings, transactional_db):
    """``visit(width=…, theme=…, scripts=…)`` opens the style guide as a signed-in expert; returns page and complaints."""
    settings.DEMO_MODE = True
    client.force_login(make_user(Role.EXPERT), backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    contexts = []

    def open_page(*, width: int = 1280, theme: str = "light", scripts: bool = True):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=theme, java_script_enabled=scripts
        )
        contexts.append(context)
        context.add_cookies([cookie])
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"{live_server.url}/bicem/")
        return page, complaints

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(visit, width, theme):
    page, complaints = visit(width=width, theme=theme)

    violations = [(found["id"], len(found["nodes"])) for found in Axe().run(page).response["violations"]]

    assert violations == []
    assert complaints == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_over_the_side(visit, width):
    page, _ = visit(width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_page_reads_without_scripts(visit):
    page, _ = visit(scripts=False)

    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("table", name="Bölge okulu koşulları").is_visible()
    page.locator("details.provision summary").first.click()
    assert page.locator("details.provision p").first.is_visible()


def test_keyboard_reaches_the_content_first(visit):
    page, _ = visit(scripts=False)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_error_summary_takes_the_focus_and_leads_to_the_field(visit):
    page, _ = visit()
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")

    page.get_by_role("link", name="Kurum kodu: Kurum kodu altı rakamdan oluşur.").click()

    assert page.evaluate("document.activeElement.name") == "code"


def test_theme_switch_goes_round_and_is_remembered(visit):
    page, _ = visit()
    switch = page.locator("[data-theme-switch]")

    switch.click()
    switch.click()
    page.reload()

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_dropped_file_is_compared_with_the_registered_hash(visit):
    page, _ = visit()
    content = b"belge"
    page.evaluate("hash => document.querySelector('[data-hash]').dataset.hash = hash", sha256(content).hexdigest())
    chosen = {"name": "olur.pdf", "mimeType": "application/pdf", "buffer": content}

    page.locator("#file-check-input").set_input_files(chosen)
    page.get_by_text("kayıtlı belgenin aynısıdır").wait_for()
    page.locator("#file-check-input").set_input_files({**chosen, "buffer": b"baska"})

    page.get_by_text("kayıtlı belgeden farklıdır").wait_for()
    assert page.locator("[data-hash]").get_attribute("data-state") == "other"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_is_white_whatever_the_screen_was(visit, theme):
    page, _ = visit(theme=theme)
    page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    page.emulate_media(media="print")

    colours = page.evaluate(
        "['--ground', '--ink', '--level-0'].map(name => getComputedStyle(document.documentElement).getPropertyValue(name).trim())"
    )

    assert colours == ["#fff", "#000", "#e9eef0"]
