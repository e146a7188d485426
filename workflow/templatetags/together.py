"""What people work on together, on a record's own page: the newest comments that the reader may read, and the way to all."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

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
    return {
        "comments": rows[:NEWEST],
        "count": rows.count(),
        "comments_url": reverse("workflow:comments", args=[kept.slug, record.pk]),
        "record": record,
        "slug": kept.slug,
    }
