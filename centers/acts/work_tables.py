"""Many works of a centre written at once, all or none (administrative practice)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from centers.choices.centers import STANDING
from centers.models import Center, Work
from centers.permissions.works import may_plan_work
from workflow.refusals import Invalid

from .works import plan

THERE = "Bu tür, ad ve ilk günle bir çalışma merkezde zaten yazılmış."
CLOSED = "Faaliyette olmayan merkeze çalışma yazılmaz: {}."
ONLY_THE_CENTRE = (
    "Çalışmaları, faaliyetteki merkezin koordinatörleri ve okul müdürü yazar (SMM Yönergesi m. 8/1, 9/1)."
)


def why_no_table(user: User, center: Center) -> str:
    """Why this user may not write works of the centre; a door asks it before it reads a table. Empty: may."""
    if not may_plan_work(user, center):
        return ONLY_THE_CENTRE
    return "" if center.status in STANDING else CLOSED.format(center.get_status_display())


class FaultyWorks(Invalid):
    """Some cannot be written, so none is: ``by_place`` has each one's faults by name."""

    def __init__(self, by_place: dict[int, dict[str, str]]) -> None:
        self.by_place = by_place
        super().__init__(f"{len(by_place)} satırda hata var; hiçbir çalışma yazılmadı.")


@transaction.atomic
def plan_all(center: Center, asked: Sequence[tuple[str, dict[str, Any]]], *, by: User, on: date) -> list[Work]:
    """Each by its own act; ``asked``: kind and values of each, as :func:`centers.acts.works.plan` takes them."""
    Center.objects.select_for_update(of=("self",), no_key=True).get(pk=center.pk)
    made: list[Work] = []
    faults: dict[int, dict[str, str]] = {}
    for place, (kind, values) in enumerate(asked):
        there = Work.objects.filter(center=center, kind=kind, title=values["title"], starts_on=values["starts_on"])
        if there.exists():
            faults[place] = {"title": THERE}
            continue
        try:
            with transaction.atomic():
                made.append(plan(center, kind, by=by, on=on, **values))
        except Invalid as refusal:
            faults[place] = refusal.faults or {"title": str(refusal)}
    if faults:
        raise FaultyWorks(faults)
    return made
