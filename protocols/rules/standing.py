"""How a signed protocol stands on a day: a matter of its days, whatever act was recorded last. Plain reckoning, no clock."""

from __future__ import annotations

from datetime import date, timedelta

UPCOMING, IN_FORCE, EXPIRING, ENDING, OVER = "upcoming", "in_force", "expiring", "ending", "over"


def standing(
    on: date, *, starts_on: date, ends_on: date | None, ended_on: date | None = None, expiring: int = 0
) -> str:
    """``ended_on``: first day out of force where it was ended by act; ``expiring``: days before its end in which it expires.

    ``ends_on`` is the last day in force. An end that was recorded for a later day leaves it in force until then.
    """
    if (ended_on is not None and ended_on <= on) or (ends_on is not None and ends_on < on):
        return OVER
    if starts_on > on:
        return UPCOMING
    if ended_on is not None:
        return ENDING
    return EXPIRING if ends_on is not None and ends_on <= on + timedelta(days=expiring) else IN_FORCE
