"""Production starts neither with demo accounts nor with a secret that everybody knows: real processes are asked."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from accounts.models import User
from tests.factories import make_user

BIN = Path(sys.executable).parent
SECRETS = {"SECRET_KEY": "a1b2c3d4e5" * 6, "JOURNAL_SEAL_KEY": "kapanış-anahtarı-0123456789-abcdef"}
WEB = [str(BIN / "python"), "-c", "import config.wsgi"]
WORKER = [str(BIN / "celery"), "--app=config", "worker", "--pool=solo", "--concurrency=1"]
BEAT = [str(BIN / "celery"), "--app=config", "beat", "--schedule=beat", "--pidfile="]
CHECK = [str(BIN / "python"), "manage.py", "check", "--database", "default"]


def address() -> str:
    """The test's own database, as the environment names it."""
    given = connection.settings_dict
    host = given["HOST"] or given["OPTIONS"].get("host", "")
    return f"postgres://{quote(given['USER'])}:{quote(given['PASSWORD'])}@/{given['NAME']}?host={quote(host)}"


def start(command, tmp_path, **changed):
    environment = {
        **os.environ,
        **SECRETS,
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATA_DIR": str(tmp_path),
        "STATIC_ROOT": str(tmp_path),
        "PYTHONPATH": str(settings.BASE_DIR),
        **changed,
    }
    if "manage.py" in command:
        command = [str(settings.BASE_DIR / part) if part == "manage.py" else part for part in command]
    return subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@pytest.mark.parametrize("command", [WEB, WORKER, BEAT, CHECK], ids=["web", "worker", "beat", "check"])
def test_nothing_of_production_starts_among_demo_accounts(command, tmp_path):
    user = make_user()
    User.objects.filter(pk=user.pk).update(is_demo=True)

    ended = start(command, tmp_path)

    assert ended.returncode != 0
    assert "Demo accounts are in this database" in ended.stdout + ended.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@pytest.mark.parametrize("command", [WEB, CHECK], ids=["web", "check"])
def test_production_starts_without_them(command, tmp_path):
    make_user()

    ended = start(command, tmp_path)

    assert ended.returncode == 0, ended.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "only-for-development-never-in-production"}, "SECRET_KEY must be set"),
        ({"JOURNAL_SEAL_KEY": ""}, "JOURNAL_SEAL_KEY must be set"),
        ({"JOURNAL_SEAL_KEY": SECRETS["SECRET_KEY"]}, "JOURNAL_SEAL_KEY must be set"),
    ],
)
def test_production_starts_with_no_default_secret(changed, sentence, tmp_path):
    ended = start(WEB, tmp_path, **changed)

    assert ended.returncode != 0
    assert sentence in ended.stderr
