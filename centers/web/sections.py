"""The sections of a centre's page, in the order in which they are read. A subject adds its own as a line here."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from centers.models import Center

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


def shown(center: Center, user: User, on: date) -> list[Shown]:
    """What the page shows of a centre to this user."""
    return [Shown(one, one.shows(center, user, on)) for one in SECTIONS if one.open_to(user, center)]
