"""Whether the process lives, and whether it can serve: for the proxy and the watchers."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """Database reachable and migrated, cache writable; 503 with the names of what is not."""
    failing = [name for name, works in (("database", _database), ("cache", _cache)) if not works()]
    return JsonResponse(
        {"status": "ok" if not failing else "failing", "failing": failing}, status=503 if failing else 200
    )


def _database() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _cache() -> bool:
    try:
        cache.set("health", "1", 5)
        return cache.get("health") == "1"
    except (OSError, DatabaseError):
        return False
