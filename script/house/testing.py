"""``script/test``: everything that the tests need, then pytest on a PostgreSQL of their own."""

import contextlib
import os
import subprocess
from collections.abc import Iterator

from . import environment, packages
from .cluster import Cluster
from .places import ROOT, data_folder


@contextlib.contextmanager
def database() -> Iterator[str]:
    """The given server, or a private one that forgets safety for speed."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with Cluster("test", careless=True).running() as url:
        yield url


def run(arguments: list[str]) -> int:
    packages.ensure(packages.NEEDED | packages.BROWSER | packages.database())
    python = environment.ensure("dev")
    with database() as url:
        variables = environment.variables(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="config.settings.test")
        # Hundreds of files, of which pytest writes each anew: what came of it is kept, but not between the sources.
        variables |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(data_folder() / "bytecode")}
        # With "--exec" the same house runs another command: the checks of CI that need a database.
        command = arguments[1:] if arguments[:1] == ["--exec"] else [str(python), "-m", "pytest", *arguments]
        variables["PATH"] = f"{python.parent}{os.pathsep}{variables.get('PATH', '')}"
        return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
