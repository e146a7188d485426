"""Tests: real PostgreSQL, quick passwords, files in a folder that the test run throws away."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .base import *

DATABASES["default"].setdefault("TEST", {})["NAME"] = "test_okul" + env("TEST_DB_SUFFIX", default="")
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c okul.test_runner=on"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATA_DIR = Path(tempfile.mkdtemp(prefix="okul-test-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
MEDIA_ROOT = DATA_DIR / "media"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
WEBHOOK_EXEMPT_HOSTS = ["127.0.0.1:*"]  # the receivers of the tests
SECOND_FACTOR_REQUIRED = False  # the tests of sign-in turn it on
ALLOWED_HOSTS = ["*"]
OIDC: dict[str, object] = {}  # the tests of sign-in by a provider turn it on
