"""The sections of a centre's page, in the order in which they are read. A subject adds its own as a line here."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from centers.models import Center

from .facts import FACTS, FIELDS, PAPERS
from .monitoring import SECTION as MONITORING
from .parts import Section, Shown
from .plans import SECTION as PLANS
from .reports import SECTION as REPORTS
from .tasks import SECTION as TASKS

SECTIONS: tuple[Section, ...] = (
    FACTS,
    FIELDS,
    PLANS,
    REPORTS,
    MONITORING,
    TASKS,
    PAPERS,
)


def shown(center: Center, user: User, on: date) -> list[Shown]:
    """What the page shows of a centre to this user."""
    return [Shown(one, one.shows(center, user, on)) for one in SECTIONS if one.open_to(user, center)]
