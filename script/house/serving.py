"""``script/server``: sets everything up, then serves the demonstration until it is told to stop."""

import contextlib
import ctypes
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from . import environment, packages
from .cluster import Cluster
from .places import ROOT, data_folder
from .saying import CannotGoOn, say

FIRST_ANSWER = 60  # seconds
STOPPING = 20  # seconds; Celery's warm stop takes some


class Stopped(Exception):
    """The server was told to stop."""


def run(arguments: list[str]) -> int:
    packages.ensure(packages.NEEDED | packages.database())
    python = environment.ensure("runtime")
    port = free_port(int(os.environ.get("PORT", "8000")))
    with database() as url:
        variables = settings(url, port)
        sign_ins = prepare(python, variables)
        return serve(python, variables, port, sign_ins)


@contextlib.contextmanager
def database() -> Iterator[str]:
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with Cluster("demo").running() as url:
        yield url


def free_port(wanted: int) -> int:
    """The wanted port, or the next free one."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise CannotGoOn(f"no free port from {wanted} on; set PORT")


def settings(url: str, port: int) -> dict[str, str]:
    data = data_folder()
    data.mkdir(parents=True, exist_ok=True)
    for folder in ("media", "queue/control"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    return environment.variables(
        DATABASE_URL=url,
        DATA_DIR=str(data),
        STATIC_ROOT=str(data / "static"),
        SECRET_KEY=_secret(data / "secret"),
        SITE_URL=f"http://localhost:{port}",
        DJANGO_SETTINGS_MODULE="config.settings.demo",
    )


def _secret(path: Path) -> str:
    """A secret of this installation's own, made once, readable by its owner alone."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf8")
    return path.read_text(encoding="utf8").strip()


def prepare(python: Path, variables: dict[str, str]) -> str:
    """Bring database, static files and demo data up to date; returns what the demonstration says of itself."""
    said = ""
    for message, command in (
        ("bringing the database up to date", ["migrate", "--verbosity", "0"]),
        ("", ["createcachetable"]),
        ("", ["collectstatic", "--noinput", "--verbosity", "0"]),
        ("loading the demo data (only the first time)", ["demo", "--scale", os.environ.get("DEMO_SCALE", "1")]),
    ):
        if message:
            say(message)
        done = subprocess.run(
            [str(python), "manage.py", *command], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise CannotGoOn(f"manage.py {command[0]} failed: {last}")
        said = done.stdout
    return said


def serve(python: Path, variables: dict[str, str], port: int, sign_ins: str) -> int:
    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    signal.signal(signal.SIGTERM, stop)
    processes = [
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=variables,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - there are no threads here
        )
        for command in (web_command(python, port), worker_command(python))
    ]
    try:
        wait_for_answer(port, processes)
        print(f"\nhttp://localhost:{port}/\n\n{sign_ins}\nCtrl-C stops the server.", flush=True)
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        raise CannotGoOn("a process of the server ended by itself")
    except (Stopped, KeyboardInterrupt):
        say("stopping")
        return 0
    finally:
        end(processes)


def _end_with_parent() -> None:
    """Ask Linux to stop this process when the one that started it dies, however it dies."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1: PR_SET_PDEATHSIG


def web_command(python: Path, port: int) -> list[str]:
    return [
        str(python.parent / "gunicorn"),
        "config.wsgi",
        f"--bind=127.0.0.1:{port}" if not os.environ.get("HOST") else f"--bind={os.environ['HOST']}:{port}",
        "--workers=2",
        "--threads=4",
        "--preload",
        "--log-level=warning",
    ]


def worker_command(python: Path) -> list[str]:
    return [
        str(python),
        "-W",
        "ignore:You're running the worker",  # as root in a container or on a trial machine; only JSON is taken anyway
        "-m",
        "celery",
        "--app=config",
        "--quiet",
        "worker",
        "--beat",
        f"--schedule={data_folder() / 'beat'}",
        "--concurrency=1",
        "--loglevel=warning",
        "--without-mingle",
        "--without-gossip",
    ]


def wait_for_answer(port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + FIRST_ANSWER
    while time.monotonic() < until:
        if any(process.poll() is not None for process in processes):
            raise CannotGoOn("a process of the server ended while starting")
        if _answers(port):
            return
        time.sleep(0.2)
    raise CannotGoOn(f"no answer on port {port} within {FIRST_ANSWER} seconds")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + STOPPING
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
