"""Small lists of made-up institutions, and the optional folder with the ministry's real ones."""

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


@pytest.fixture
def real_data():
    """The optional folder of real lists; tests that need it are skipped where it is absent."""
    if not DATA.is_dir():
        pytest.skip("The folder of real lists (../shared/data) is not here.")
    return DATA


@pytest.fixture
def write(tmp_path):
    """Writes lines to a file and returns its path: ``write("a.csv", "il,ilce", "Adana,Ceyhan")``."""

    def _write(name, *lines, encoding="utf8", newline="\n"):
        path = tmp_path / name
        path.write_bytes((newline.join(lines) + newline).encode(encoding))
        return path

    return _write
