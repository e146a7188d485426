"""When a session's code may be used, and whom somebody means who gives a surname and a number. Pure: no clock, no database.

All of it is administrative practice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from schools.turkish import fold

HOUR = timedelta(hours=1)  # a lesson hour with its break
LAST_DIGITS = 4
PARTICIPANT = "K"  # before the number of a participant


@dataclass(frozen=True, slots=True)
class Known:
    """A participant. ``number``: the whole identity number, empty once it is forgotten."""

    key: int
    first_name: str
    last_name: str
    number: str


def window_of(day: date, starts_at: time, hours: int, *, before: int, after: int) -> tuple[datetime, datetime]:
    """From when to when the code of a session is taken: local times, the margins in minutes."""
    begins = datetime.combine(day, starts_at)
    return begins - timedelta(minutes=before), begins + hours * HOUR + timedelta(minutes=after)


def why_not_now(moment: datetime, first: datetime, last: datetime) -> str:
    """Why nobody is marked at this local time; empty when it is the time."""
    if moment < first:
        return f"Yoklama henüz açılmadı; {first:%d.%m.%Y} günü saat {first:%H.%M}’de açılır."
    if moment > last:
        return f"Yoklama {last:%d.%m.%Y} günü saat {last:%H.%M}’de kapandı. Katıldıysanız merkezin koordinatörüne söyleyin."
    return ""


def meant(people: Iterable[Known], *, last_name: str, number: str, first_name: str = "") -> list[Known]:
    """Those who have this surname, and this number: the last four digits, or that of the participant after a K."""
    wanted, given, typed = fold(last_name), fold(first_name), "".join(number.split()).upper()
    found = [one for one in people if fold(one.last_name) == wanted and _is_number_of(one, typed)]
    return [one for one in found if fold(one.first_name) == given] if given else found


def _is_number_of(one: Known, typed: str) -> bool:
    if typed.startswith(PARTICIPANT):
        return typed == f"{PARTICIPANT}{one.key}"
    return len(typed) == LAST_DIGITS and typed.isascii() and typed.isdigit() and one.number.endswith(typed)
