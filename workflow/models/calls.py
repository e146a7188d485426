"""How often each account called the API, a row for a window of time."""

from __future__ import annotations

from django.db import models

from workflow.querysets import CallCountQuerySet


class CallCount(models.Model):
    """Calls of one account, or of one address without an account, in the window that begins at ``begins_at`` (epoch seconds).

    The table is unlogged: counting writes no journal of the database, and a crash only lets clients start anew.
    """

    caller = models.CharField("çağıran", max_length=80, editable=False)
    begins_at = models.BigIntegerField("pencere", editable=False)
    calls = models.PositiveIntegerField("çağrı", default=0, editable=False)

    objects = CallCountQuerySet.as_manager()

    class Meta:
        verbose_name = "API çağrı sayısı"
        verbose_name_plural = "API çağrı sayıları"
        constraints = [models.UniqueConstraint(fields=["caller", "begins_at"], name="callcount_once_for_a_window")]

    def __str__(self) -> str:
        return self.caller
