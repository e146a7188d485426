"""The sections of a centre's page, in the order in which they are read. A subject adds its own as a line here."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from centers.models import Center
from workflow.at_once import read_at_once

from .activities import SECTION as ACTIVITIES
from .calls import SECTION as CALLS
from .facts import FACTS, FIELDS, PAPERS
from .monitoring import SECTION as MONITORING
from .needs import SECTION as NEEDS
from .parts import Section, Shown
from .plans import SECTION as PLANS
from .programmes import SECTION as PROGRAMMES
from .reports import SECTION as REPORTS
from .staff import SECTION as STAFF
from .tasks import SECTION as TASKS
from .waiting import rows_of, told
from .works import SECTION as WORKS

SECTIONS: tuple[Section, ...] = (
    FACTS,
    FIELDS,
    STAFF,
    CALLS,
    PLANS,
    REPORTS,
    NEEDS,
    PROGRAMMES,
    MONITORING,
    ACTIVITIES,
    TASKS,
    WORKS,
    PAPERS,
)


def told_of(center: Center, user: User, on: date) -> dict[str, Any]:
    """What the page shows of a centre to this user: its ``sections``, and what is ``waiting``; all read in one statement."""
    opened = [one for one in SECTIONS if one.open_to(user, center)]
    read = [one.reads(center, user, on) for one in opened]
    waiting = rows_of(center, user, on)
    read_at_once(*(rows for of_section in read for rows in of_section.values()), *waiting.all)
    return {
        "sections": [
            Shown(one, {**rows, **one.shows(center, user, on, rows)}) for one, rows in zip(opened, read, strict=True)
        ],
        "waiting": told(waiting, center, on),
    }
