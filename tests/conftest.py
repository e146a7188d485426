"""What all tests share."""

import os
import shutil

import hypothesis
import pytest
from django.core.management import call_command
from playwright.sync_api import sync_playwright

from tests.clock import set_clock

# A test says what comes out, not how quickly: a busy machine fails nothing.
hypothesis.settings.register_profile("busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("busy")
AS_OF = os.environ.get("TESTS_AS_OF", "")  # see tests.clock: the whole run on another day than today
CHROMIUM = os.environ.get("CHROMIUM", shutil.which("chromium") or "/usr/bin/chromium")


def pytest_configure(config):
    """Set the clock before any test is collected: tests say their day as they are read."""
    if AS_OF:
        set_clock(AS_OF)


# Whole files go to one process (--dist loadfile): the longest go first, so that none is left for one process at the end.
LONGEST = (
    "tests/e2e/test_pages.py",
    "tests/pages/test_lists.py",
    "tests/architecture/test_urls.py",
    "tests/desk/test_one_of_everything.py",
    "tests/api/test_fuzz.py",
    "tests/e2e/",
    "tests/architecture/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Put the files that take long before the others where several processes share them (in .ci/run)."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: next((n for n, name in enumerate(LONGEST) if name in item.nodeid), len(LONGEST)))


@pytest.fixture(scope="session", autouse=True)
def _quickly_emptied():
    """See tests.emptying: what a test committed is taken away again."""
    from tests import emptying

    emptying.begin()


@pytest.fixture(autouse=True)
def _quiet_cache():
    """No counter of one test limits the next one."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def reference(db):
    """The country's places, the fields, the shipped policy, and the drafts, as an installation has them."""
    call_command("load_reference", verbosity=0)


@pytest.fixture(scope="module")
def browser():
    """Chromium, closed again at the module's end: Playwright keeps an event loop in this thread while it is open."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
