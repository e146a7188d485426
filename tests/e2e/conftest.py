"""Chromium, people at their keyboards, and axe on every page that they see."""

from __future__ import annotations

from collections.abc import Iterator
from time import time
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings as django_settings
from django.test import Client

from accounts.choices import Role
from desk.demo.people import TOTP_SECRET, code_now
from tests.factories import make_province, make_user

PASSWORD = "gizli-parola-123"  # that of tests.factories.make_user
BY_PASSWORD = "allauth.account.auth_backends.AuthenticationBackend"
WIDE_AND_NARROW = (1280, 360)
# All rules of axe, of which only what is broken comes back.
FIND = """axe.run({resultTypes: ['violations'], elementRef: false})
    .then(found => found.violations.map(rule => [rule.id, rule.nodes[0].target]))"""
SCROLL_WIDTH_AND_AXE = "[document.documentElement.scrollWidth, 'axe' in window]"


class Visitor:
    """One person's browser. Every way to a page ends in :meth:`look`, which holds the page to what all must be.

    With several widths each page is loaded at the first and looked at in all of them: no script of ours asks for the width
    (tests/look), so a page made narrow is the one that a narrow window loads.
    """

    def __init__(self, browser: Any, base: str, width: int | tuple[int, ...]) -> None:
        self.base, self.widths = base, width if isinstance(width, tuple) else (width,)
        self.context = browser.new_context(viewport={"width": self.widths[0], "height": 900}, locale="tr-TR")
        self._page = self.context.new_page()
        self._waits_outside = False
        self.complaints: list[str] = []
        self._page.on("console", self._hear)

    @property
    def page(self) -> Any:
        """What the browser shows: for who has just come in and went nowhere yet, the first page."""
        if self._waits_outside:
            self.go("/")
        return self._page

    def _hear(self, message: Any) -> None:
        # An answer of 4xx is said by the browser as an error; the tests look at those pages themselves.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def look(self) -> None:
        """No sideways scroll, no complaint of the browser (the CSP's too), nothing that axe finds."""
        assert self.complaints == [], self.page.url
        for width in self._at_each_width():
            scroll_width, has_axe = self.page.evaluate(SCROLL_WIDTH_AND_AXE)
            assert scroll_width <= width, (self.page.url, width)
            if not has_axe:
                self.page.evaluate(AXE_SCRIPT)
            assert self.page.evaluate(FIND) == [], (self.page.url, width)
        self.complaints.clear()  # axe itself tries inline styles

    def _at_each_width(self) -> Iterator[int]:
        """The page made as wide as each of the widths, and at last as wide as it was."""
        for width in self.widths:
            self._widen(width)
            yield width
        self._widen(self.widths[0])

    def _widen(self, width: int) -> None:
        if width != self.page.viewport_size["width"]:
            self.page.set_viewport_size({"width": width, "height": 900})

    def texts(self) -> list[str]:
        """What the page shows, at each width."""
        return [self.page.locator("body").inner_text() for _ in self._at_each_width()]

    def go(self, address: str) -> Any:
        self._waits_outside = False
        answer = self._page.goto(self.base + address if address.startswith("/") else address)
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
        return all(text in shown for shown in self.texts())

    def come_in(self, user: Any) -> None:
        """As :meth:`sign_in`, but with a session made on the server: for those whose subject is something else.

        Who goes elsewhere at once does not load the first page before: tests/e2e/test_desk looks at those of all roles.
        """
        client = Client()
        client.force_login(user, backend=BY_PASSWORD)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time(), "username": user.username},
            *([{"method": "mfa", "at": time(), "type": "totp"}] if user.needs_second_factor else []),
        ]
        session.save()
        self.context.add_cookies(
            [{"name": django_settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": self.base}]
        )
        self._waits_outside = True

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
    """``visitor(user)``: a browser in which that person has signed in; without a user, anybody's.

    ``by_hand``: at the keyboard, with password and code.
    """
    settings.SECOND_FACTOR_REQUIRED = True
    settings.SITE_URL = live_server.url
    opened = []

    def enter(user: Any = None, *, width: int | tuple[int, ...] = 1280, by_hand: bool = False) -> Visitor:
        person = Visitor(browser, live_server.url, width)
        opened.append(person)
        if user is not None:
            (person.sign_in if by_hand else person.come_in)(user)
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
