"""``script/server`` as a newcomer runs it: set up, served, papers printed by the worker, stopped, started again."""

import contextlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from .conftest import ROOT, answer_of

PATIENCE = 480  # seconds, on a busy machine; the demonstration has three years of centres


@contextlib.contextmanager
def served(data_folder) -> Iterator[tuple[str, list[str]]]:
    """A running server: its address, and what it has said."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    environment = {**kept, "DATA_DIR": str(data_folder), "DEMO_SCALE": "0.02", "PORT": "8630"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    log = data_folder / "said.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [ROOT / "script" / "server"], stdout=output, stderr=subprocess.STDOUT, env=environment, cwd="/"
        )
        try:
            yield address_in(log, process), log.read_text().splitlines()
        finally:
            process.send_signal(signal.SIGTERM)
            ended = process.wait(60)
    assert ended == 0, log.read_text()


def address_in(log, process) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(r"http://localhost:\d+", log.read_text()):
            return found[0]
        time.sleep(0.2)
    raise AssertionError(log.read_text())


def wait_for_decisions(cluster) -> tuple[int, int]:
    """Designations, and decisions printed by the worker when patience ends; the same number at best."""
    decided = answer_of(cluster.url, "SELECT count(*) FROM designations_designation")
    printed = "SELECT count(*) FROM documents_paper WHERE kind = 'decision' AND file <> ''"
    until = time.monotonic() + PATIENCE
    while (found := answer_of(cluster.url, printed)) < decided and time.monotonic() < until:
        time.sleep(0.5)
    return decided, found


def page_at(address: str, path: str) -> str:
    with contextlib.closing(HTTPConnection(address.removeprefix("http://"), timeout=30)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read().decode()


@pytest.mark.slow
def test_the_server_sets_up_serves_prints_stops_and_starts_again(data_folder):
    from house.cluster import Cluster

    cluster = Cluster("demo")

    with served(data_folder) as (address, said):
        page = page_at(address, "/hesap/login/")
        well = page_at(address, "/health/ready")
        decided, printed = wait_for_decisions(cluster)
    stopped = not cluster.is_running()
    with served(data_folder) as (_, said_again):
        decided_again = answer_of(cluster.url, "SELECT count(*) FROM designations_designation")

    assert '<html lang="tr"' in page
    assert '"ok"' in well
    assert any("gosterim-2026-Okul" in line for line in said)
    assert 0 < decided == printed
    assert stopped
    assert decided_again == decided
    assert not any("installing" in line for line in said_again)
