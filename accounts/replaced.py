"""Keeps databases that stand before the fresh migrations from being taken for ready (docs/adr/0026).

Django forgets a migration that replaces others of which some are done and some are not: it trusts that those are there to be done.
Ours are gone, so ``migrate`` would find nothing to do on a database that lacks half of its tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

SENTENCE = "This database first has to be brought to the last version with the former migrations (docs/adr/0026). Not done: {}."


def replaced() -> list[list[tuple[str, str]]]:
    """What each fresh migration stands for."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    ours = [
        migration for (app, _), migration in sorted(loader.disk_migrations.items()) if app in settings.PROJECT_APPS
    ]
    return [migration.replaces for migration in ours if migration.replaces]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Former migrations that were not done although others of the same fresh one were."""
    done = MigrationRecorder(connection).applied_migrations()
    begun = [names for names in replaced() if any(name in done for name in names)]
    return sorted(f"{app}.{name}" for names in begun for app, name in names if (app, name) not in done)


@register(Tags.database)
def check_version(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Every ``migrate`` asks this before it changes anything."""
    lacking = [name for alias in databases or () for name in missing(connections[alias])]
    return [Error(SENTENCE.format(", ".join(lacking)), id="accounts.E002")] if lacking else []
