"""Days that pass between two clicks: the server's day moves on, as if the people came back later."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

REAL = timezone.localdate


class Clock:
    """``days``: how many have passed since the test began."""

    days = 0

    def today(self, *asked: Any, **named: Any) -> date:
        """As ``localdate``: of a moment its own day, else the day of the server."""
        told: date = REAL(*asked, **named)
        return told if asked or named.get("value") else told + timedelta(days=self.days)

    def pass_until(self, day: date) -> None:
        self.days = (day - REAL()).days


CLOCK = Clock()


@pytest.fixture
def clock(monkeypatch):
    """The clock behind every ``localdate`` of the server, which runs in this process; it stands again after the test."""
    told = CLOCK.today
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get("localdate") is REAL:
            monkeypatch.setattr(module, "localdate", told)
    CLOCK.days = 0
    yield CLOCK
    CLOCK.days = 0
