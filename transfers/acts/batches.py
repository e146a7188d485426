"""Applications handed in together by a program: taken in, then entered by a worker, all or none, and once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, now

from accounts.models import User
from schools.models import Field, School
from transfers.models import ApplicationBatch, TransferRound
from transfers.permissions import SCHOOL_SIDE
from transfers.rules.batches import MOST_TOLD
from transfers.rules.preferences import Choice
from workflow import jobs
from workflow.refusals import Invalid, NotPermitted

from .bulk import Asked, Faults, Faulty, check_applications, submit_applications
from .deciding import Entry, fault_of_day

TASK = "transfers.tasks.enter_batch"
NO_SCHOOL = "Yetki alanınızda bu kodla bir okul yok."
NO_FIELD = "Bu kodla bir alan yok."
UNSETTLED = timedelta(days=7)
Tell = Callable[[int, int], None]
Item = dict[str, Any]


@transaction.atomic
def receive_batch(taking: TransferRound, items: Sequence[Item], *, by: User, on: date) -> ApplicationBatch:
    """Takes the applications in and has a worker enter them; ``items`` as :func:`transfers.rules.batches.read_batch` gives them."""
    if not by.has_role(*SCHOOL_SIDE):
        raise NotPermitted("“Başvuru gir” işlemi için yetkiniz yok.")
    if said := fault_of_day(taking, on):
        raise Invalid(said, {"round": said})
    batch = ApplicationBatch(round=taking, by=by, content=list(items), count=len(items), received_at=now())
    batch.save()
    title = f"{taking}: {len(items)} başvuru giriliyor"
    batch.job = jobs.start(TASK, title=title[:200], by=by, pk=batch.pk)
    batch.save(update_fields=["job"])
    return batch


def enter_batch(pk: int, *, tell: Tell) -> dict[str, Any]:
    """Enters a batch, or refuses all of it with every fault by its path; returns what became of it.

    The day of receipt counts. Asked again about a batch that is settled, it does nothing.
    """
    batch = ApplicationBatch.objects.select_related("round__criteria", "by").get(pk=pk)
    if batch.content is None:
        return {}
    places, asked, found = _resolved(batch.content, batch.by)
    on = localdate(batch.received_at)
    try:
        for place, faults in check_applications(batch.round, asked, by=batch.by, on=on, tell=tell).items():
            found[places[place]] = faults
        if not found:
            return _written(batch, asked, on)
    except Faulty as refused:  # what came in between
        found = {places[place]: faults for place, faults in refused.of.items()}
    except Invalid as refused:
        return _refused(batch, [{"path": "round", "message": str(refused)}])
    return _refused(batch, _by_path(found))


def _resolved(items: Sequence[Item], by: User) -> tuple[list[int], list[Asked], Faults]:
    """What can be asked, with its places in the batch; a school or field that is not there for the user is a fault."""
    codes = {item["school"] for item in items}
    rows = School.objects.visible_to(by).filter(code__in=codes).select_related("registration_area__province")
    schools = {school.code: school for school in rows}
    fields = {field.code: field for field in Field.objects.all()}
    places, asked, found = [], [], {}
    for place, item in enumerate(items):
        school, field = schools.get(item["school"]), fields.get(item["field"])
        faults = {} if school else {"school": NO_SCHOOL}
        faults |= {} if field else {"field": NO_FIELD}
        if school is None or field is None:
            found[place] = faults
        else:
            places.append(place)
            asked.append(Asked(school, _entry(item, field)))
    return places, asked, found


def _entry(item: Item, field: Field) -> Entry:
    return Entry(
        gender=item["gender"],
        field=field,
        completed_grade=item["completed_grade"],
        has_penalty=item["has_penalty"],
        values={key: None if value is None else Decimal(value) for key, value in item["values"].items()},
        preferences=[Choice(quota, kind) for quota, kind in item["preferences"]],
        group=item["group"],
        student_number=item["student_number"],
    )


@transaction.atomic
def _written(batch: ApplicationBatch, asked: Sequence[Asked], on: date) -> dict[str, Any]:
    """Batch and applications stand or fall together; whoever comes second finds it settled."""
    held = ApplicationBatch.objects.select_for_update().get(pk=batch.pk)
    if held.settled_at is not None:
        return {}
    submit_applications(batch.round, asked, by=batch.by, on=on, source=f"toplu istek {batch.pk}")
    _settle(held)
    return {"round": batch.round_id, "applications": batch.count, "written": batch.count, "faults": []}


@transaction.atomic
def _refused(batch: ApplicationBatch, faults: list[dict[str, str]]) -> dict[str, Any]:
    held = ApplicationBatch.objects.select_for_update().get(pk=batch.pk)
    if held.settled_at is not None:
        return {}
    _settle(held)
    told = {"round": batch.round_id, "applications": batch.count, "written": 0, "faults": faults[:MOST_TOLD]}
    return told | {"faults_in_all": len(faults)}


def _settle(batch: ApplicationBatch) -> None:
    batch.settled_at, batch.content = now(), None
    batch.save(update_fields=["settled_at", "content"])


def _by_path(found: Faults) -> list[dict[str, str]]:
    return [
        {"path": _path(place, field), "message": said}
        for place, faults in sorted(found.items())
        for field, said in faults.items()
    ]


def _path(place: int, field: str) -> str:
    number = field.removeprefix("preference_")
    inner = f"preferences[{int(number) - 1}]" if number != field else field
    return f"applications[{place}].{inner}" if inner else f"applications[{place}]"


def forget_batches(*, at: datetime) -> int:
    """Take away what no worker settled within a week; how many it were."""
    old = ApplicationBatch.objects.filter(received_at__lt=at - UNSETTLED, content__isnull=False)
    return old.update(content=None, settled_at=at)
