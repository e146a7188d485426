"""What differs between two runs of a round: who is placed elsewhere, whom the other places, whom it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from .models import Application, PlacementRun

CHANGED = """
    SELECT coalesce(a.application_id, b.application_id), a.programme_id, b.programme_id
    FROM (SELECT application_id, programme_id, quota_id, kind FROM transfers_placement p
          LEFT JOIN transfers_runprogramme n ON n.id = p.programme_id WHERE p.run_id = %s) a
    FULL JOIN (SELECT application_id, programme_id, quota_id, kind FROM transfers_placement p
          LEFT JOIN transfers_runprogramme n ON n.id = p.programme_id WHERE p.run_id = %s) b USING (application_id)
    WHERE (a.quota_id, a.kind) IS DISTINCT FROM (b.quota_id, b.kind)
    ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One application and its programmes in the two runs; ``None``: on none."""

    application: int
    before: int | None
    after: int | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "gained"
        return "lost" if self.after is None else "moved"


def changes(before: PlacementRun, after: PlacementRun) -> list[Change]:
    """Exactly who changes, by the number of the application."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [before.pk, after.pk])
        return [Change(*row) for row in cursor.fetchall()]


def counted(found: list[Change]) -> dict[str, int]:
    """How many of each kind."""
    kinds = [one.kind for one in found]
    return {kind: kinds.count(kind) for kind in ("gained", "moved", "lost")}


def seen_by(user: Any, found: list[Change]) -> list[Change]:
    """Those whose application the user may see."""
    if user.scope.everywhere:
        return found
    rows = Application.objects.visible_to(user).filter(pk__in=[one.application for one in found])
    seen = set(rows.values_list("pk", flat=True))
    return [one for one in found if one.application in seen]


def applications_of(found: list[Change]) -> dict[int, Application]:
    keys = [one.application for one in found]
    return Application.objects.select_related("school__province").in_bulk(keys)
