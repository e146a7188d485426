"""Comments, assignments and substitutions, the first two as acts of people who may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from accounts.models import Substitution, User
from workflow.assigning import assign
from workflow.commenting import comment
from workflow.models import Assignment, Comment

from . import TODAY


def make_comment(record: Any, by: User, **values: Any) -> Comment:
    return comment(record, by=by, on=TODAY, **{"side": "both", "text": "Ek bilgi gerekiyor.", **values})


def make_assignment(record: Any, person: User, **values: Any) -> Assignment:
    return assign(record, on=TODAY, **{"by": person, "side": "ministry", "person": person, **values})


def make_substitution(absent: User, substitute: User, **values: Any) -> Substitution:
    """``substitute`` exercises the only duty of ``absent``, from yesterday until tomorrow."""
    today = localdate()
    days = {"starts_on": today - timedelta(days=1), "ends_on": today + timedelta(days=1)}
    duty = values.pop("duty", None) or absent.duties.get()
    return Substitution.objects.create(duty=duty, person=absent, substitute=substitute, **{**days, **values})
