"""Celery's way in: the daily seal, webhooks, the keeping of the change feed, and the sweep for jobs whose worker died."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.urls import reverse
from django.utils.timezone import localdate, now

from .bulk.acts import finish_bulk_act, finish_trial
from .bulk.choices import BulkOutcome
from .bulk.doing import do_all, try_all
from .choices import NoticeKind
from .errands import perform, sweep_errands
from .feed import keeping
from .jobs import running, sweep
from .law.guards import follow_publishing
from .listing import exporting
from .models import BulkAct, CallCount, Export, ProvisionVersion
from .notices import tell
from .people.duties import close_the_day
from .sealing import seal
from .webhooks import delivering, telling


@shared_task
def seal_the_day(**_: Any) -> None:
    """Seal all that was written until yesterday's end."""
    seal(localdate() - timedelta(days=1))


@shared_task
def perform_errand(*, errand: int, **_: Any) -> None:
    """Do what follows an act."""
    perform(errand)


@shared_task
def after_version_published(*, pk: int, **_: Any) -> None:
    """What the rooms above do once a version of a provision is published."""
    follow_publishing(ProvisionVersion.objects.get(pk=pk), on=localdate())


@shared_task
def sweep_jobs(**_: Any) -> None:
    """Hand on again what a broker lost or a killed worker left: follow-ups of acts, and long work."""
    sweep_errands()
    sweep()


@shared_task
def forget_calls(**_: Any) -> None:
    """Delete the counts of API calls of windows that are long over."""
    CallCount.objects.before((now() - timedelta(days=1)).timestamp()).delete()


@shared_task
def deliver_webhooks(**_: Any) -> None:
    """Hand each subscription for which something is due to a worker."""
    for key in delivering.due():
        deliver_to.delay(subscription=str(key))


@shared_task
def deliver_to(*, subscription: str, **_: Any) -> None:
    """Send what is due for one subscription, in order."""
    delivering.deliver(subscription)


@shared_task
def mail_of_pause(*, subscription: str, **_: Any) -> None:
    """Tell a subscription's contact that it was paused."""
    telling.mail_of_pause(subscription)


@shared_task
def keep_the_feed(**_: Any) -> None:
    """Forget what is kept no longer; begin the feed anew where the database was restored from another one's copy."""
    if keeping.belongs_elsewhere():
        keeping.begin_anew()
    keeping.forget_old(on=localdate())
    delivering.forget_old()


@shared_task
def open_the_day(**_: Any) -> None:
    """End the sessions of those whose last duty is over, and tell the others of the ends to come."""
    close_the_day(on=localdate())


@shared_task
def write_export(*, job: str, pk: str, **_: Any) -> None:
    """Write the file of a list, and say that it is there."""
    with running(job) as progress:
        export = Export.objects.select_related("by").get(pk=pk)
        rows = exporting.write_export(export, at=now(), tell=progress.tell)
        address = reverse("workflow:exports")
        text = f"“{export.title}” dosyası hazır: {rows} satır."
        tell([export.by], text, address, occasion=f"export-{export.pk}", kind=NoticeKind.JOB)


@shared_task
def forget_exports(**_: Any) -> None:
    """Delete files of lists whose time is over."""
    exporting.forget_exports(at=now())


def _tell_of_bulk(bulk: BulkAct, words: str, counts: dict[str, int]) -> None:
    """One notice to whoever ordered."""
    done = ", ".join(f"{BulkOutcome(key).label}: {count}" for key, count in sorted(counts.items()))
    address = reverse("workflow:bulk_act", args=[bulk.pk])
    occasion = f"bulk:{bulk.pk}:{bulk.status}"
    tell([bulk.by], f"{words}: {bulk} ({done})", address, occasion=occasion, kind=NoticeKind.JOB)


@shared_task
def try_bulk_act(*, job: str, pk: str, **_: Any) -> None:
    """Try the act on every record; what was tried before a worker died is not tried again."""
    with running(job) as progress:
        bulk = BulkAct.objects.select_related("by").get(pk=pk)
        try_all(bulk, on=localdate(), tell=progress.tell)
        counts = bulk.lines.counts()
        _tell_of_bulk(finish_trial(bulk, by=bulk.by, on=localdate(), counts=counts), "Denendi", counts)


@shared_task
def do_bulk_act(*, job: str, pk: str, **_: Any) -> None:
    """Do the act to every record that was ready; a killed worker's successor goes on with those that are left."""
    with running(job) as progress:
        bulk = BulkAct.objects.select_related("by").get(pk=pk)
        do_all(bulk, on=localdate(), tell=progress.tell)
        counts = bulk.lines.counts()
        _tell_of_bulk(finish_bulk_act(bulk, by=bulk.by, on=localdate(), counts=counts), "Uygulandı", counts)
