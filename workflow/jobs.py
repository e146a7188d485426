"""Long work: started as a job, its progress written to the database, taken up again when its worker died."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from celery.exceptions import Ignore
from django.db import transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string
from django.utils.timezone import now

from .choices import JobState
from .models import Job

SILENT = timedelta(minutes=3)  # a running job without a sign of life for longer has lost its worker
UNHEARD = timedelta(minutes=15)  # a queued job that no worker took for longer has lost its message
MOST_ATTEMPTS = 3


class Cancelled(Exception):
    """The job was cancelled while it ran."""


def start(task: str, *, title: str, by: Any, **arguments: Any) -> Job:
    """Record a job and queue its task on commit; ``task`` is dotted, and takes ``job`` (the key) and ``arguments``."""
    job = Job.objects.create(task=task, title=title, by=by, arguments=arguments)

    def queue() -> None:
        _queue(job)

    transaction.on_commit(queue, robust=True)
    return job


def _queue(job: Job) -> None:
    import_string(job.task).delay(job=str(job.pk), **job.arguments)


def cancel(job: Job) -> bool:
    """Ask a job to stop; ``False`` when it was over already."""
    waiting = Job.objects.filter(pk=job.pk, state__in=[JobState.QUEUED, JobState.RUNNING])
    return bool(waiting.update(state=JobState.CANCELLED, finished_at=now()))


class Progress:
    """What a task says while it works."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.result: dict[str, Any] = {}

    def tell(self, done: int, total: int, message: str = "") -> None:
        """Write how far the work is; :class:`Cancelled` when somebody cancelled it."""
        running = Job.objects.filter(pk=self.key, state=JobState.RUNNING)
        if not running.update(done=done, total=total, message=message[:300], heartbeat_at=now()):
            raise Cancelled


@contextmanager
def running(key: str) -> Iterator[Progress]:
    """Mark the job as running, then as done or failed; an error is kept for the administrator and raised again.

    A second message about a job that is in hand, over or cancelled is passed over.
    """
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, heartbeat_at__lt=now() - SILENT)
    taken = Job.objects.filter(free, pk=key).update(
        state=JobState.RUNNING, heartbeat_at=now(), attempts=F("attempts") + 1, message=""
    )
    if not taken:
        raise Ignore
    progress = Progress(key)
    try:
        yield progress
    except Cancelled:
        return
    except Exception as error:
        Job.objects.filter(pk=key).update(state=JobState.FAILED, finished_at=now(), message=type(error).__name__)
        raise
    Job.objects.filter(pk=key, state=JobState.RUNNING).update(
        state=JobState.DONE, finished_at=now(), result=progress.result
    )


def sweep() -> int:
    """Queue again the jobs whose worker died or whose message was lost; after three attempts they have failed.

    Returns how many were lost.
    """
    died = Q(state=JobState.RUNNING, heartbeat_at__lt=now() - SILENT)
    unheard = Q(state=JobState.QUEUED, heartbeat_at=None, created_at__lt=now() - UNHEARD)
    lost = Job.objects.filter(died | unheard | Q(state=JobState.QUEUED, heartbeat_at__lt=now() - UNHEARD))
    count = 0
    for job in lost:
        count += 1
        if job.attempts >= MOST_ATTEMPTS:
            message = "Görev birkaç kez yarıda kaldı."
            Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, finished_at=now(), message=message)
            continue
        Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED, heartbeat_at=now())
        _queue(job)
    return count
