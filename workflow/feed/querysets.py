"""Questions asked of the change feed: whose changes, which are settled, what comes after a position."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

HORIZON = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
EVERYBODY = "*"


def place_keys(scope: Any) -> list[str]:
    """A scope as the keys under which the feed's rows are found."""
    return [
        *(f"p{code}" for code in sorted(scope.provinces)),
        *(f"d{code}" for code in sorted(scope.districts)),
        *(f"k{code}" for code in sorted(scope.institution_codes)),
    ]


class ChangeQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """The changes that lie, or lay, in the user's scope, and those that concern everybody."""
        scope = user.scope
        return self if scope.everywhere else self.filter(places__overlap=[EVERYBODY, *place_keys(scope)])

    def in_province(self, code: int) -> Self:
        return self.filter(places__overlap=[f"p{code}"])

    def settled(self) -> Self:
        """The changes of transactions that nothing older, still running, can come before."""
        return self.filter(RawSQL(f"workflow_change.xact < {HORIZON}", (), BooleanField()))  # noqa: S611 - our own words

    def after(self, xact: int, change: int) -> Self:
        """What comes after a position; compared as a pair, so that the index leads there at once."""
        return self.filter(
            RawSQL("(workflow_change.xact, workflow_change.id) > (%s, %s)", (xact, change), BooleanField())
        )
