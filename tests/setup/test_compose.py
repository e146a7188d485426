"""The production form: every process there, watched, without a secret of its own, and writing nowhere but in its volume."""

import pytest
import yaml

from .conftest import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ["migrate", "web", "worker", "beat"]


def test_every_process_of_production_is_there():
    assert set(SERVICES) == {"migrate", "web", "worker", "beat", "database", "redis", "proxy"}


@pytest.mark.parametrize("name", ["web", "worker", "beat", "database", "redis", "proxy"])
def test_every_process_is_watched(name):
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", OURS)
def test_secrets_come_from_outside_or_nothing_starts(name):
    environment = SERVICES[name]["environment"]

    assert [environment[key].startswith(f"${{{key}:?") for key in ("SECRET_KEY", "JOURNAL_SEAL_KEY")] == [True, True]
    assert "${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]


@pytest.mark.parametrize("name", OURS)
def test_our_containers_may_do_and_write_as_little_as_possible(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["data:/data"]


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
