"""Registrations of many students at once, all or none: each is confirmed or given up by the very acts of a single one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from transfers.models import Application
from workflow.journal import record_acts
from workflow.lifecycle import Act
from workflow.refusals import Invalid, Refusal

from .applications import APPLICATION
from .bulk import BATCH, Faults

ACTS = ("confirm_registration", "decline_registration")
NOT_HERE = "Yetki alanınızda bu numarayla bir başvuru yok."
TWICE = "Bu başvuru burada birden çok kez yazılmış; birini silin."
STALE = "Bu kayıt siz baktıktan sonra değişti; yeniden okuyun."
CHANGED = ("status", "state_since", "revision", "seat", "register_until", "remark")
WITH = ("round", "school", "field", "seat__quota__school", "seat__quota__field", "seat__quota__branch")


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided on one application: the name of an act of :data:`ACTS`, with the reason where the act asks for one.

    ``revision``: the application's revision that was looked at, where the caller says so.
    """

    application: int
    act: str
    reason: str = ""
    revision: int | None = None


@dataclass(slots=True)
class Done:
    """An application as the act leaves it, not yet written, and what the journal says of it."""

    application: Application
    act: Act
    before: str
    details: dict[str, Any]


class Faulty(Invalid):
    """Nothing was written; ``of``: by the place of each decision at fault (from 0) its sentences by field."""

    def __init__(self, of: Faults) -> None:
        self.of = of
        super().__init__(f"{len(of)} kayıtta hata var; hiçbiri yazılmadı.")


def check_registrations(decisions: Sequence[Decision], *, by: User, on: date) -> Faults:
    """Every fault of these decisions, as each would be refused by itself; nothing is written."""
    return _decided(decisions, _found(decisions, by), by, on)[1]


@transaction.atomic
def register_many(decisions: Sequence[Decision], *, by: User, on: date, source: str = "") -> list[Application]:
    """Confirms or gives up all of these registrations, or none: :class:`Faulty` names every fault.

    Returns the applications afterwards, in the order of the decisions. In a fixed number of statements a thousand; each gets its
    own entry in the journal, as if decided by itself. ``source``: where the decisions came from, in words.
    """
    keys = {one.application for one in decisions}
    # In one order, so that two who decide on the same students never wait for each other in a ring; read once they are held.
    list(Application.objects.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk"))
    done, faults = _decided(decisions, _found(decisions, by), by, on)
    if faults:
        raise Faulty(faults)
    changed = [one.application for one in done]
    Application.objects.bulk_update(changed, CHANGED, batch_size=BATCH)
    _note(done, by, on, source)
    return changed


def _found(decisions: Sequence[Decision], by: User) -> dict[int, Application]:
    keys = {one.application for one in decisions}
    rows = Application.objects.visible_to(by).filter(pk__in=keys).select_related(*WITH)
    return {one.pk: one for one in rows}


def _decided(
    decisions: Sequence[Decision], found: dict[int, Application], by: User, on: date
) -> tuple[list[Done], Faults]:
    done, faults, seen = [], {}, set()
    for place, one in enumerate(decisions):
        application = found.get(one.application)
        if application is None or one.application in seen:
            faults[place] = {"application": TWICE if one.application in seen else NOT_HERE}
            continue
        seen.add(one.application)
        try:
            done.append(_perform(application, one, by, on))
        except Invalid as refusal:
            faults[place] = dict(refusal.faults) or {"act": str(refusal)}
        except Refusal as refusal:
            faults[place] = {"act": str(refusal)}
    return done, faults


def _perform(application: Application, one: Decision, by: User, on: date) -> Done:
    """What the runner of a single act does, in memory; raises as it does."""
    act = APPLICATION.acts[one.act]
    if one.revision is not None and one.revision != application.revision:
        raise Invalid(STALE, {"revision": STALE})
    act.check(application, by=by)
    asked = {"reason": one.reason.strip()} if one.act == "decline_registration" else {}
    before = application.status
    noted = act.body(application, by=by, on=on, **asked)
    application.status, application.state_since = act.target, on
    application.revision += 1
    return Done(application, act, before, {**asked, **noted})


def _note(done: Sequence[Done], by: User, on: date, source: str) -> None:
    alike: dict[tuple[str, str], list[Done]] = defaultdict(list)
    for one in done:
        alike[one.act.name, one.before].append(one)
    more = {"source": source} if source else {}
    for (_, before), rows in alike.items():
        act = rows[0].act
        record_acts(
            [one.application for one in rows], act=act.name, label=act.label, by=by, on=on, before=before, after=act.target,
            cites=act.cites, details={one.application.pk: {**one.details, **more} for one in rows},
        )  # fmt: skip
