"""What is loaded for good is left alone by the collector, and nothing of it is loaded by the first visitor."""

import subprocess
import sys

SAID = """
import gc, config.wsgi
from django.urls import get_resolver
print("url_patterns" in vars(get_resolver()), gc.get_freeze_count() > 100_000)
"""


def test_a_server_that_has_started_has_all_pages_loaded_and_keeps_them():
    done = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["True", "True"], done.stderr[-500:]
