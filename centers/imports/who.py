"""In whose name an export is taken over, and on which day: one proposes, a second decides, an administrator gives duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Operators:
    """``by`` proposes the centres and takes the plans; ``decider`` founds them (smm/4/1); ``administrator`` gives duties."""

    by: User
    decider: User
    administrator: User | None
    on: date
