"""The virtual environment, from a hash-locked file; a stamp tells whether pip has anything to do."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .places import ROOT, VENV
from .saying import CannotGoOn, say


def stamp_of(lock: Path) -> str:
    """What the environment must have been made from: this lock, this Python."""
    python = f"{sys.base_prefix} {sys.version}"
    return hashlib.sha256(lock.read_bytes() + python.encode()).hexdigest()


def _stamp_file(name: str) -> Path:
    return VENV / f".stamp-{name}"


def is_made(name: str) -> bool:
    stamp = _stamp_file(name)
    return stamp.exists() and stamp.read_text() == stamp_of(ROOT / "requirements" / f"{name}.lock")


def ensure(name: str) -> Path:
    """Install ``requirements/<name>.lock`` where that was not done yet; returns the environment's python."""
    python = VENV / "bin" / "python"
    # dev.lock holds the runtime as well, from the same resolution.
    if python.exists() and (is_made(name) or (name == "runtime" and is_made("dev"))):
        return python
    _make_folder(python)
    say(f"installing the Python packages of requirements/{name}.lock")
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / "requirements" / f"{name}.lock")]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["pip failed"])[-1]
        raise CannotGoOn(f"the Python packages could not be installed ({last})")
    _stamp_file(name).write_text(stamp_of(ROOT / "requirements" / f"{name}.lock"))
    return python


def _make_folder(python: Path) -> None:
    if python.exists() and python.resolve() != Path(sys.executable).resolve():
        shutil.rmtree(VENV)  # made by another Python
    if not python.exists():
        done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, check=False)
        if done.returncode:
            raise CannotGoOn(f"a virtual environment could not be made in {VENV}")


def variables(**more: str) -> dict[str, str]:
    """The environment of the house's own processes."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1", **more}
