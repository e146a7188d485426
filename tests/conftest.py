"""What all tests share."""

import pytest
from django.core.management import call_command


@pytest.fixture(autouse=True)
def _quiet_cache():
    """No counter of one test limits the next one."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def reference(db):
    """The country's places, the fields, the shipped policy, and the drafts, as an installation has them."""
    call_command("load_reference", verbosity=0)
