"""What the page of any record of the chain shows: where it is, the way so far with the days, and the notes on its parts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings

from accounts.models import User
from centers.acts.chain import subject_of
from centers.choices import IN_THE_CENTRE, LEVEL_OF, SETTLED, ChainLevel
from centers.models import Chained, ChainNote, ChainStep
from centers.permissions.chain import manned_for, may_write
from centers.rules.chain import Level, Stay, acting_at, days_by_level
from workflow.at_once import read_at_once
from workflow.models import DayOff
from workflow.working_days import WorkingDays

IN_CENTRE = "Merkez"


def chain_context(record: Chained, user: User, on: date) -> dict[str, Any]:
    """For ``centers/chain/way.html``: ``chain`` with stations, steps, notes; the notes that the user may answer."""
    steps = ChainStep.objects.of(record).select_related("by")
    notes = ChainNote.objects.of(record).select_related("answered_by", "step")
    off = DayOff.objects.values_list("day", flat=True)
    read_at_once(steps, notes, off)
    if record.author_id == user.pk:
        record.author = user  # whose duties are known
    may_answer = record.status in IN_THE_CENTRE and may_write(user, record)
    return {
        "chain": {
            "stations": _stations(record),
            "steps": [step for step in steps if step.left_on],
            "days": _days(record, steps, on, WorkingDays(frozenset(off))),
            "notes": notes,
            "open_notes": [note for note in notes if note.answered_on is None],
            "may_answer": may_answer,
            "stands_in": _who_stands_in(record),
        }
    }


def _stations(record: Chained) -> list[dict[str, Any]]:
    """The way with where the record is now."""
    levels = [level.value for level in subject_of(record).way(record).levels]
    here = LEVEL_OF.get(record.status)
    at = levels.index(here) if here in levels else (-1 if record.status in IN_THE_CENTRE else len(levels))
    names = [(IN_CENTRE, at == -1, at > -1)]
    names += [(ChainLevel(level).label, place == at, place < at) for place, level in enumerate(levels)]
    return [{"name": name, "is_here": is_here, "is_over": is_over} for name, is_here, is_over in names]


def _days(record: Chained, steps: Iterable[ChainStep], on: date, calendar: WorkingDays) -> list[tuple[str, int]]:
    """Working days that each had it, in the order of the way."""
    until = None if record.status not in SETTLED else record.state_since
    stays = [Stay(step.level, step.came_on, step.left_on or until) for step in steps]
    found = days_by_level(stays, today=on, between=calendar.between)
    return [(str(ChainLevel(level).label) if level else IN_CENTRE, days) for level, days in found.items()]


def _who_stands_in(record: Chained) -> str:
    """Who has the next step where nobody is on duty at the level at which the record lies; empty where somebody is."""
    here = LEVEL_OF.get(record.status)
    if here is None:
        return ""
    way = subject_of(record).way(record)
    acting = acting_at(Level(here), manned_for(record.school), way, stands_in=settings.CENTRE_CHAIN_STANDS_IN)
    if acting is None:
        return "kimse (görevli tanımlı değil)"
    return "" if here in {acting, Level.UNIT} else str(ChainLevel(acting.value).label)
