"""A database of the former migrations is ready, one on its way to the last of them is refused (docs/adr/0026)."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from accounts.replaced import check_version, replaced

pytestmark = pytest.mark.django_db
FORMER = [name for names in replaced() for name in names]


def stand_at(names):
    """Have the database say that of our migrations these were done."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app__in=settings.PROJECT_APPS).delete()
    for app, name in names:
        recorder.record_applied(app, name)


def fresh_to_do():
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [migration for migration, _ in plan if migration.replaces]


def test_a_former_migration_is_replaced_once():
    assert len(FORMER) == len(set(FORMER)) == 111


def test_a_database_of_the_last_former_version_has_nothing_to_do():
    stand_at(FORMER)

    assert check_version(["default"]) == []
    assert fresh_to_do() == []


def test_an_empty_database_gets_the_fresh_migrations():
    stand_at([])

    assert check_version(["default"]) == []
    assert len(fresh_to_do()) == len(replaced())


@pytest.mark.parametrize("names", [names for names in replaced() if len(names) > 1], ids=lambda names: names[0][0])
def test_a_database_half_way_is_refused(names):
    stand_at(name for name in FORMER if name != names[-1])

    [error] = check_version(["default"])

    assert error.msg.endswith(f"Not done: {names[-1][0]}.{names[-1][1]}.")


def test_migrate_asks_before_it_changes_anything():
    lacking = max(replaced(), key=len)[
        -1
    ]  # of one that stands for many: of one that stands for it alone nothing was begun
    stand_at(name for name in FORMER if name != lacking)

    with pytest.raises(CommandError, match=r"docs/adr/0026"):
        call_command("migrate", verbosity=0, skip_checks=False)


def test_fresh_migrations_begun_and_broken_off_go_on():
    """One fresh migration is done whole or not at all, and says that all it stands for was done."""
    stand_at(replaced()[0])

    assert check_version(["default"]) == []
    assert len(fresh_to_do()) == len(replaced()) - 1
