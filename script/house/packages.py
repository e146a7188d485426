"""System packages: only what is missing is installed, by root; others are told the one line to ask for."""

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from .saying import CannotGoOn, say


def _library(name: str) -> Callable[[], bool]:
    return lambda: (
        ctypes.util.find_library(name) is not None or bool(list(Path("/usr/lib").glob(f"*-linux-gnu/lib{name}.so.*")))
    )


def _font(pattern: str) -> Callable[[], bool]:
    return lambda: bool(list(Path("/usr/share/fonts").rglob(pattern)))


def postgresql_programs() -> Path | None:
    """The folder of the newest PostgreSQL server programs."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    return max(found, key=lambda path: int(path.parent.name)) if found else None


def _venv_works() -> bool:
    return importlib.util.find_spec("venv") is not None and importlib.util.find_spec("ensurepip") is not None


NEEDED: dict[str, Callable[[], bool]] = {
    "python3-venv": _venv_works,
    "libpango-1.0-0": _library("pango-1.0"),
    "libpangoft2-1.0-0": _library("pangoft2-1.0"),
    "libharfbuzz-subset0": _library("harfbuzz-subset"),
    "fonts-liberation2": _font("LiberationSerif-Regular.*"),
    "fonts-dejavu-core": _font("DejaVuSans.ttf"),
}


def database() -> dict[str, Callable[[], bool]]:
    """PostgreSQL's server, unless ``DATABASE_URL`` names another one."""
    return {} if os.environ.get("DATABASE_URL") else {"postgresql": lambda: postgresql_programs() is not None}


BROWSER: dict[str, Callable[[], bool]] = {
    "chromium": lambda: shutil.which("chromium") is not None,
    "libatomic1": _library("atomic"),  # what drives Chromium from Python needs it
}


def missing(needed: dict[str, Callable[[], bool]]) -> list[str]:
    return [name for name, is_there in needed.items() if not is_there()]


def ensure(needed: dict[str, Callable[[], bool]]) -> None:
    """Install what is missing, or say in one line what to install."""
    names = missing(needed)
    if not names:
        return
    line = f"apt-get install --no-install-recommends {' '.join(names)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise CannotGoOn(f"system packages are missing; as root: {line}")
    say(f"installing {', '.join(names)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if not any(Path("/var/lib/apt/lists").glob("*Packages*")):
        _quietly(["apt-get", "update", "-qq"], environment)
    # The distribution's own cluster is neither made nor started: ours is private.
    _keep_distribution_cluster_away()
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"]
    if _quietly([*command, *names], environment):
        # Old package lists name files that are gone; new ones may not.
        _quietly(["apt-get", "update", "-qq"], environment)
        if _quietly([*command, *names], environment):
            raise CannotGoOn(f"installing failed: {line}")
    if still := missing(needed):
        raise CannotGoOn(f"still missing after installing: {', '.join(still)}")


def _quietly(command: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    ).returncode


def _keep_distribution_cluster_away() -> None:
    settings = Path("/etc/postgresql-common/createcluster.conf")
    if settings.parent.exists() and settings.exists():
        return
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("create_main_cluster = false\n", encoding="utf8")
