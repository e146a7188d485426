"""Follow-ups of acts that are not lost: written down with the act, handed to a worker on commit, swept up where one died.

A broker may be down, and a worker may be killed with the message in its hands. The row that says what is to be done is written
in the act's own transaction; whoever works on it holds its lock, which falls with the worker.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string
from django.utils.timezone import now

from .models import Errand

logger = logging.getLogger(__name__)
PERFORM = "workflow.tasks.perform_errand"
PATIENCE = timedelta(minutes=2)  # a message that nobody took for longer is lost, or its worker died
MOST_ATTEMPTS = 8  # doubling: the last one about four hours after the first
KEPT = timedelta(days=30)


def follow_up(task: str, **arguments: Any) -> None:
    """Have the task done after this transaction; a broker that is down is logged, and the sweep hands it on later."""
    plain = {name: str(value) if isinstance(value, UUID) else value for name, value in arguments.items()}
    errand = Errand.objects.create(task=task, arguments=plain)

    def queue() -> None:
        import_string(PERFORM).delay(errand=errand.pk)

    transaction.on_commit(queue, robust=True)


def perform(key: int) -> bool:
    """Do one errand; ``False`` where it is done already or in another worker's hands. Errors are kept and raised."""
    tried = Errand.objects.filter(pk=key, done_at=None).update(attempts=F("attempts") + 1, tried_at=now())
    if not tried:
        return False
    try:
        with transaction.atomic():
            errand = Errand.objects.select_for_update(skip_locked=True).filter(pk=key, done_at=None).first()
            if errand is None:
                return False
            import_string(errand.task)(**errand.arguments)
            Errand.objects.filter(pk=key).update(done_at=now(), fault="")
    except Exception as error:
        Errand.objects.filter(pk=key).update(fault=f"{type(error).__name__}: {error}"[:300])
        raise
    return True


def sweep_errands() -> int:
    """Hand on again what was not done, later each time; returns how many. What is long done is cleared away."""
    waiting = Errand.objects.filter(done_at=None, attempts__lt=MOST_ATTEMPTS)
    due = Q()
    for attempts in range(MOST_ATTEMPTS):
        patience = PATIENCE * 2**attempts
        due |= Q(attempts=attempts, tried_at__lt=now() - patience)
    due |= Q(tried_at=None, created_at__lt=now() - PATIENCE)
    keys = list(waiting.filter(due).order_by("pk").values_list("pk", flat=True)[:500])
    for key in keys:
        import_string(PERFORM).delay(errand=key)
    Errand.objects.filter(done_at__lt=now() - KEPT).delete()
    return len(keys)
