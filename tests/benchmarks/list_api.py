"""Times the API's list of institutions beside the bare limit and two peers, at 4,000 and at 400,000 institutions.

    script/test --exec python -m tests.benchmarks.list_api

Four servers answer 50 rows with three relations from one database, one process each, asked in turn over kept connections:
ours (with sign-in, scope, count of calls, tags and all middleware), a bare WSGI function that asks nobody who they are,
django-ninja, and FastAPI with SQLAlchemy, both with sign-in and scope but no count of calls and no middleware
(``tests/benchmarks/peers``, installed by this command into an environment of their own).
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from tests.benchmarks.many_schools import a_database, fill, grant_token

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".data" / "peers"
GOALS = {
    "of the bare limit": 0.40,
    "times django-ninja": 2.5,
    "times FastAPI + SQLAlchemy": 1.7,
    "of its own figure at 4,000": 0.75,
}
SMALL, LARGE = 4_000, 400_000
ROWS = 50


def main() -> int:
    """Print requests per second and ratios; 1 when a goal is missed."""
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    _install_peers()
    with a_database():
        fill(SMALL)
        small = measure(asked.rounds, asked.calls, with_peers=True)
        _print(f"{SMALL:,} institutions", small)
        fill(asked.large)
        large = measure(asked.rounds, asked.calls, with_peers=False)
        _print(f"{asked.large:,} institutions", large)
    ratios = {
        "of the bare limit": small["ours"] / small["bare"],
        "times django-ninja": small["ours"] / small["ninja"],
        "times FastAPI + SQLAlchemy": small["ours"] / small["fastapi"],
        # Both sizes are told in shares of the bare limit, so that a busier machine in between does not count.
        "of its own figure at 4,000": (large["ours"] / large["bare"]) / (small["ours"] / small["bare"]),
    }
    for name, ratio in ratios.items():
        print(f"{name:<30}{ratio:6.2f}   goal {GOALS[name]:.2f}")
    return 0 if all(ratio >= GOALS[name] for name, ratio in ratios.items()) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times the API's list of institutions.")
    parser.add_argument("--rounds", type=int, default=9, help="rounds, of which the median counts (9)")
    parser.add_argument("--calls", type=int, default=100, help="calls to each server in a round (100)")
    parser.add_argument("--large", type=int, default=LARGE, help="institutions of the large register (400,000)")
    return parser.parse_args()


def _install_peers() -> None:
    lock = ROOT / "requirements" / "peers.lock"
    stamp = PEERS / "stamp"
    if stamp.is_file() and stamp.read_text() == lock.read_text():
        return
    venv.create(PEERS, with_pip=True, clear=True)
    pip = [str(PEERS / "bin" / "pip"), "install", "--quiet", "--require-hashes", "-r", str(lock)]
    subprocess.run(pip, check=True)
    stamp.write_text(lock.read_text())


def measure(rounds: int, calls: int, *, with_peers: bool) -> dict[str, float]:
    """Requests a second of each server: the median over the rounds, in each of which all are asked in turn."""
    with ExitStack() as running:
        token = grant_token()
        callers = {name: running.enter_context(server) for name, server in _servers(token, with_peers=with_peers)}
        for name, caller in callers.items():
            caller.rate(calls)
            if (rows := caller.rows()) != ROWS:  # an empty list is answered quickly
                raise RuntimeError(f"{name} answers {rows} rows, not {ROWS}")
        seen: dict[str, list[float]] = {name: [] for name in callers}
        for _ in range(rounds):
            for name, caller in callers.items():
                seen[name].append(caller.rate(calls))
    return {name: median(rates) for name, rates in seen.items()}


def _servers(token: str, *, with_peers: bool) -> Iterator[tuple[str, object]]:
    gunicorn = ["-m", "gunicorn", "--workers", "1", "--threads", "4", "--keep-alive", "60", "--log-level", "error"]
    ours = {"DJANGO_SETTINGS_MODULE": "config.settings.demo", "API_RATE": "100000000/min"}
    yield "ours", _asked(sys.executable, [*gunicorn, "config.wsgi"], "/api/v1/schools/", token=token, **ours)
    yield "bare", _asked(sys.executable, [*gunicorn, "tests.benchmarks.peers.bare"], "/?after=0")
    if with_peers:
        python, folder = str(PEERS / "bin" / "python"), ["--chdir", str(ROOT / "tests/benchmarks/peers")]
        yield "ninja", _asked(python, [*gunicorn, *folder, "ninja_list"], "/schools/?limit=50", token=token)
        uvicorn = ["-m", "uvicorn", "--log-level", "error", "--no-access-log", "--app-dir", folder[1]]
        yield "fastapi", _asked(python, [*uvicorn, "fastapi_list:application"], "/schools/", token=token)


class Caller:
    """One kept connection that asks the same again and again."""

    def __init__(self, port: int, path: str, token: str) -> None:
        self.connection = socket.create_connection(("127.0.0.1", port))
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        bearer = f"Authorization: Bearer {token}\r\n" if token else ""
        self.request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{bearer}\r\n".encode()

    def rate(self, calls: int) -> float:
        started = perf_counter()
        for _ in range(calls):
            self._ask()
        return calls / (perf_counter() - started)

    def rows(self) -> int:
        """How many rows the list has, whatever each server calls it."""
        body = json.loads(self._ask())
        return len(body if isinstance(body, list) else body.get("results", body.get("items", [])))

    def _ask(self) -> bytes:
        self.connection.sendall(self.request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, body = answer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer[:500].decode())
        length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
        while len(body) < length:
            body += self._more()
        return body

    def _more(self) -> bytes:
        if received := self.connection.recv(1 << 16):
            return received
        raise RuntimeError("The server closed the connection.")


@contextmanager
def _asked(python: str, command: list[str], path: str, *, token: str = "", **variables: str) -> Iterator[Caller]:
    port = _free_port()
    place = ["--bind", f"127.0.0.1:{port}"] if "gunicorn" in command else ["--port", str(port)]
    environment = {**os.environ, **_database_variables(), **variables}
    server = subprocess.Popen([python, *command, *place], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Caller(port, path, token)
    finally:
        server.terminate()
        server.wait()


def _database_variables() -> dict[str, str]:
    from django.db import connection

    name, host = connection.settings_dict["NAME"], connection.settings_dict["OPTIONS"].get("host", "")
    host, user = connection.settings_dict["HOST"] or host, connection.settings_dict["USER"]
    return {
        "DATABASE_URL": f"postgres://{user}@/{name}?host={host}",
        "PEER_DSN": f"dbname={name} user={user} host={host}",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            sleep(0.1)
        else:
            return
    raise RuntimeError("A server did not start.")


def _print(title: str, rates: dict[str, float]) -> None:
    print(title)
    for name, rate in rates.items():
        print(f"  {name:<10}{rate:8.0f} requests/s   {rate / rates['bare']:6.0%} of the bare limit")


if __name__ == "__main__":
    sys.exit(main())
