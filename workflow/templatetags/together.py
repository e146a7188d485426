"""What people work on together, on a record's own page: who works on it, and the newest comments that the reader may read."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Count
from django.urls import reverse

from workflow.assigning import holders_of
from workflow.at_once import counted, only, read_at_once
from workflow.choices import WorkSide
from workflow.commenting import comments_for, is_commented
from workflow.history.kinds import kept_of
from workflow.sides import sides_read_by

register = template.Library()
NEWEST = 3


@register.inclusion_tag("workflow/comments/newest.html")
def newest_comments(record: Any, user: Any) -> dict[str, Any]:
    """``{% newest_comments dossier user %}``; nothing for programs and for who stands on no side."""
    kept = kept_of(record) if record else None
    if kept is None or not is_commented(record) or not sides_read_by(user):
        return {}
    rows = comments_for(user, record)
    newest, count = rows[:NEWEST], counted(rows, n=Count("pk"))
    read_at_once(newest, count)
    return {
        "comments": newest,
        "count": only(count)[0],
        "comments_url": reverse("workflow:comments", args=[kept.slug, record.pk]),
        "record": record,
        "slug": kept.slug,
    }


@register.inclusion_tag("workflow/assignment/line.html")
def who_works_on(record: Any, user: Any) -> dict[str, Any]:
    """``{% who_works_on dossier user %}``: the person of each side; nothing for kinds that nobody is put in charge of."""
    kept = kept_of(record) if record else None
    if kept is None or kept.at_work is None or not sides_read_by(user):
        return {}
    names = holders_of([record])
    return {
        "holders": [{"side": WorkSide(side).label, "name": name} for (_, _, side), name in sorted(names.items())],
        "assignment_url": reverse("workflow:assignment", args=[kept.slug, record.pk]),
    }
