"""The set-up of ``script/`` as the tests reach it: the folder is on no path but its own."""

import shutil
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _house_on_path(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "script"))
    yield
    for name in [name for name in sys.modules if name == "house" or name.startswith("house.")]:
        del sys.modules[name]


@pytest.fixture
def data_folder(monkeypatch):
    """A data folder of this test's own, on a short path that PostgreSQL's account can reach too."""
    folder = Path(tempfile.mkdtemp(prefix="okul-setup-"))
    folder.chmod(0o755)
    monkeypatch.setenv("DATA_DIR", str(folder))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def answer_of(url: str, question: str) -> object:
    """The first cell that the server at the address answers."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        found = cursor.fetchone()[0]
        connection.commit()
        return found
