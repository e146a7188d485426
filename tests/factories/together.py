"""Comments and assignments, as acts of people who may."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from workflow.assigning import assign
from workflow.commenting import comment
from workflow.models import Assignment, Comment

from . import TODAY


def make_comment(record: Any, by: User, **values: Any) -> Comment:
    return comment(record, by=by, on=TODAY, **{"side": "both", "text": "Ek bilgi gerekiyor.", **values})


def make_assignment(record: Any, person: User, **values: Any) -> Assignment:
    return assign(record, on=TODAY, **{"by": person, "side": "ministry", "person": person, **values})
