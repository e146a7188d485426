"""The story of an application in its own words: where placements put it, until when it registers, and reasons; nobody's figures."""

from __future__ import annotations

from typing import Any

from django.utils.dateparse import parse_date

from workflow.history.timeline import Story, said, story
from workflow.models import JournalEntry

# What an entry may say of a student's placement, in the order in which it is read.
TOLD = ("run", "place", "preference", "place_before", "register_until")
ICONS = {
    "submit_application": "send",
    "be_placed": "check2-circle",
    "confirm_registration": "check2-circle",
    "wait_for_place": "hourglass-split",
    "lapse_registration": "clock-history",
    "decline_registration": "arrow-return-left",
    "withdraw_application": "arrow-return-left",
}


def story_of(record: Any, *, page: int = 1, only: str = "") -> Story:
    """One page of an application's story."""
    told = story(record, page=page, only=only, words=in_words)
    for row in told.entries:
        row.setdefault("icon", ICONS.get(row.get("act", ""), "circle"))
    return told


def in_words(entry: JournalEntry) -> str:
    """What the entry says: a line for each thing."""
    told = placement_in(entry)
    number = f" ({told['preference']}. tercih)" if "preference" in told else ""
    until = parse_date(told.get("register_until", ""))
    lines = [
        f"{told['run']}. yerleştirmenin sonucu" if "run" in told else "",
        f"Yer: {told['place']}{number}" if "place" in told else "",
        f"Önceki yer: {told['place_before']}" if "place_before" in told else "",
        f"Kaydın son günü: {until:%d.%m.%Y}" if until else "",
        said(entry),
    ]
    return "\n".join(line for line in lines if line)


def placement_in(entry: JournalEntry) -> dict[str, Any]:
    """The part of an entry's details that tells of a placement; the rest may hold what was entered of the student."""
    return {name: entry.details[name] for name in TOLD if name in entry.details}
