"""What all tests share."""

import pytest


@pytest.fixture(autouse=True)
def _quiet_cache():
    """No counter of one test limits the next one."""
    from django.core.cache import cache

    cache.clear()
