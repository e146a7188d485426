"""Chromium, people at their keyboards, and axe on every page that they see."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from axe_playwright_python.sync_playwright import Axe

from accounts.choices import Role
from desk.demo.people import TOTP_SECRET, code_now
from tests.factories import make_province, make_user

PASSWORD = "gizli-parola-123"  # that of tests.factories.make_user


class Visitor:
    """One person's browser. Every way to a page ends in :meth:`look`, which holds the page to what all must be."""

    def __init__(self, browser: Any, base: str, width: int) -> None:
        self.base, self.width = base, width
        self.context = browser.new_context(viewport={"width": width, "height": 900}, locale="tr-TR")
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        # An answer of 4xx is said by the browser as an error; the tests look at those pages themselves.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def look(self) -> None:
        """No sideways scroll, no complaint of the browser (the CSP's too), nothing that axe finds."""
        assert self.complaints == [], self.page.url
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, self.page.url
        found = Axe().run(self.page).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == [], self.page.url
        self.complaints.clear()  # axe itself tries inline styles

    def go(self, address: str) -> Any:
        answer = self.page.goto(self.base + address if address.startswith("/") else address)
        self.look()
        return answer

    def follow(self, name: str, *, within: str = "main") -> None:
        self.click(self.page.locator(within).get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        self.click(self.page.locator("main").get_by_role("button", name=name, exact=True).first)

    def click(self, leads_on: Any) -> None:
        """Whatever leads to another page: that page is looked at, not the one that is just going."""
        with self.page.expect_navigation():
            leads_on.click()
        self.look()

    def sees(self, text: str) -> bool:
        return text in self.page.locator("body").inner_text()

    def sign_in(self, user: Any) -> None:
        """By user name and password, and by the code of the second factor where the duty asks for one."""
        self.go("/hesap/login/")
        self.page.get_by_label("Kullanıcı adı").fill(user.username)
        self.page.get_by_label("Parola").fill(PASSWORD)
        self.press("Giriş")
        for _ in range(2 if user.needs_second_factor else 0):  # the half minute of a code may end between two lines
            code = self.page.locator("input[name=code]")
            code.fill(code_now())
            with self.page.expect_navigation():
                code.press("Enter")
            self.look()
            if "/2fa/" not in self.page.url:
                break


@pytest.fixture
def visitor(browser, live_server, settings, transactional_db):
    """``visitor(user)``: a browser in which that person has signed in; without a user, anybody's."""
    settings.SECOND_FACTOR_REQUIRED = True
    settings.SITE_URL = live_server.url
    opened = []

    def enter(user: Any = None, *, width: int = 1280) -> Visitor:
        person = Visitor(browser, live_server.url, width)
        opened.append(person)
        if user is not None:
            person.sign_in(user)
        return person

    yield enter
    for person in opened:
        person.context.close()


@pytest.fixture
def person(transactional_db):
    """``person(role)``: somebody in that duty, province duties in Ankara, ministry duties with a second factor."""
    make_province(6, "Ankara")
    make_province(34, "İstanbul")

    def make(role: str = Role.EXPERT, **values: Any) -> Any:
        user = make_user(role, **values)
        if user.needs_second_factor:
            TOTP.activate(user, TOTP_SECRET)
        return user

    return make
