"""The set-up's parts: what is missing is said in one line, the private PostgreSQL keeps to itself, environments are stamped."""

import os
import socket
import subprocess

import pytest

from .conftest import ROOT, answer_of


def test_missing_packages_are_named_in_one_line_to_those_who_may_not_install(monkeypatch):
    from house import packages
    from house.saying import CannotGoOn

    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(CannotGoOn) as refusal:
        packages.ensure({"libfirst": lambda: False, "libthere": lambda: True, "libsecond": lambda: False})

    assert str(refusal.value) == (
        "system packages are missing; as root: apt-get install --no-install-recommends libfirst libsecond"
    )


def test_postgresql_is_not_asked_for_where_another_server_is_given(monkeypatch):
    from house import packages

    monkeypatch.delenv("DATABASE_URL", raising=False)
    needed = packages.database()
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/okul")

    assert list(needed) == ["postgresql"]
    assert packages.database() == {}


def test_an_unknown_command_is_answered_with_the_usage():
    answer = subprocess.run([ROOT / "script" / "with-python", "nonsense"], capture_output=True, text=True, check=False)

    assert answer.returncode == 2
    assert answer.stderr == "usage: house server|test\n"


def test_the_private_server_is_reached_by_its_socket_alone(data_folder):
    from house.cluster import Cluster

    cluster = Cluster("demo", careless=True)

    with cluster.running() as url:
        addresses = answer_of(url, "SHOW listen_addresses")
        folder = answer_of(url, "SHOW data_directory")

    assert not addresses
    assert folder == str(data_folder / "postgresql-demo")
    assert not cluster.is_running()


def test_a_server_that_ran_before_is_left_running(data_folder):
    from house.cluster import Cluster

    first = Cluster("demo", careless=True)
    first.start()
    try:
        with Cluster("demo", careless=True).running():
            pass
        still = first.is_running()
    finally:
        first.stop()

    assert still


def test_what_was_stored_is_there_after_a_stop(data_folder):
    from house.cluster import Cluster

    cluster = Cluster("demo")
    with cluster.running() as url:
        stored = answer_of(url, "CREATE TABLE kept AS SELECT 'İstanbul' AS name; SELECT name FROM kept")

    with cluster.running() as url:
        found = answer_of(url, "SELECT name FROM kept")

    assert found == stored == "İstanbul"


def test_a_cluster_of_another_version_is_named_and_not_touched(data_folder):
    from house.cluster import Cluster
    from house.saying import CannotGoOn

    kept = data_folder / "postgresql-demo"
    kept.mkdir()
    (kept / "PG_VERSION").write_text("9\n")

    with pytest.raises(CannotGoOn, match="was made by PostgreSQL 9"):
        Cluster("demo").start()

    assert [path.name for path in kept.iterdir()] == ["PG_VERSION"]


def test_two_data_folders_have_sockets_of_their_own(data_folder, monkeypatch):
    from house.places import socket_folder

    one = socket_folder("demo")
    monkeypatch.setenv("DATA_DIR", str(data_folder / "other"))

    assert socket_folder("demo") != one


def test_an_environment_is_made_anew_when_its_lock_changes(tmp_path):
    from house.environment import stamp_of

    lock = tmp_path / "runtime.lock"
    lock.write_text("django==5.2\n")
    before = stamp_of(lock)
    lock.write_text("django==5.3\n")

    assert stamp_of(lock) != before


def test_a_taken_port_is_passed_over():
    from house.serving import free_port

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert free_port(port) > port


def test_secrets_are_made_once_and_kept_from_others(data_folder):
    from house.serving import settings

    first = settings("postgres://", 8000)["SECRET_KEY"]

    assert settings("postgres://", 8000)["SECRET_KEY"] == first
    assert len(first) >= 50
    assert (data_folder / "secret").stat().st_mode & 0o077 == 0
