"""A private PostgreSQL: its own data folder, its own socket, no TCP port; every other PostgreSQL is left alone."""

import contextlib
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from . import packages
from .places import data_folder, socket_folder
from .saying import CannotGoOn, say

CARELESS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
DATABASE = "okul"


class Cluster:
    """One cluster, named ``demo`` or ``test``; ``careless``: quick and not safe against a power cut, for tests."""

    def __init__(self, name: str, *, careless: bool = False) -> None:
        programs = packages.postgresql_programs()
        if programs is None:
            raise CannotGoOn("PostgreSQL's server programs are missing; as root: apt-get install postgresql")
        self.programs = programs
        self.data = data_folder() / f"postgresql-{name}"
        self.socket = socket_folder(name)
        self.careless = careless
        self.account = self._account()

    @staticmethod
    def _account() -> pwd.struct_passwd | None:
        """PostgreSQL refuses to run as root: then it runs as postgres, or else as nobody."""
        if os.geteuid() != 0:
            return None
        for name in ("postgres", "nobody"):
            with contextlib.suppress(KeyError):
                return pwd.getpwnam(name)
        raise CannotGoOn("neither the account postgres nor nobody exists to run PostgreSQL")

    @property
    def user(self) -> str:
        return self.account.pw_name if self.account else pwd.getpwuid(os.geteuid()).pw_name

    @property
    def url(self) -> str:
        return f"postgres://{quote(self.user)}@/{DATABASE}?host={self.socket}"

    def _run(self, program: str, *arguments: str, log: Path | None = None) -> subprocess.CompletedProcess[bytes]:
        who = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []} if self.account else {}
        # A server must not inherit the caller's pipes: they would never close.
        with log.open("ab") if log else contextlib.nullcontext(subprocess.PIPE) as output:
            return subprocess.run(
                [str(self.programs / program), *arguments],
                cwd="/",
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": "/"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                **who,  # type: ignore[arg-type]
            )

    def _own(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)

    def make(self) -> None:
        """Create the cluster where there is none; one of another major version is named and never touched."""
        version_file = self.data / "PG_VERSION"
        major = self.programs.parent.name
        if version_file.exists():
            found = version_file.read_text().strip()
            if found != major:
                raise CannotGoOn(f"{self.data} was made by PostgreSQL {found}, but {major} is installed; move it away")
            return
        say("making a private PostgreSQL cluster")
        self.data.parent.mkdir(parents=True, exist_ok=True)
        if self.account:
            self.data.parent.chmod(0o755)
        self._own(self.data)
        options = ["--locale=C.UTF-8", "--encoding=UTF8", "--auth=trust", "-U", self.user]
        made = self._run("initdb", "-D", str(self.data), *options)
        if made.returncode:
            raise CannotGoOn(f"initdb failed in {self.data}: {_last_line(made.stdout)}")

    def is_running(self) -> bool:
        return self._run("pg_ctl", "-D", str(self.data), "status").returncode == 0

    def start(self) -> bool:
        """Start the server and see that the database is there; ``False`` when it ran already."""
        self.make()
        self._own(self.socket)
        if started := not self.is_running():
            settings = [
                "listen_addresses=",
                f"unix_socket_directories={self.socket}",
                "max_connections=120",
                "jit=off",  # this and the next as in docker-compose.yml
                "max_parallel_workers_per_gather=0",
            ]
            settings += CARELESS if self.careless else []
            options = " ".join(f'-c "{setting}"' for setting in settings)
            log = self.data.parent / f"{self.data.name}.log"
            done = self._run("pg_ctl", "-D", str(self.data), "-w", "-o", options, "start", log=log)
            if done.returncode:
                raise CannotGoOn(f"PostgreSQL did not start; see {log}")
        made = self._run("createdb", "-h", str(self.socket), "-U", self.user, DATABASE)
        if made.returncode and b"already exists" not in made.stdout:
            raise CannotGoOn(f"the database could not be made: {_last_line(made.stdout)}")
        return started

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """The server's address while the block runs; it is stopped after only when it was started here."""
        started = self.start()
        try:
            yield self.url
        finally:
            if started:
                self.stop()

    def throw_away(self) -> None:
        if self.is_running():
            self.stop()
        shutil.rmtree(self.data, ignore_errors=True)


def _last_line(output: bytes) -> str:
    lines = output.decode("utf8", "replace").strip().splitlines()
    return re.sub(r"\s+", " ", lines[-1]) if lines else "no message"
