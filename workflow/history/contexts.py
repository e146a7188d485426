"""What pages and the admin show of a history: the story with its filters, the comparison of two days, a past state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from .comparing import between
from .kinds import STORIES, Kept, kept_of
from .showing import AsOfForm, BetweenForm, asked_in, shown
from .timeline import Story, page_asked, story


def history_context(request: HttpRequest, kept: Kept, record: Any) -> dict[str, Any]:
    """The context of ``workflow/history/record_body.html``, here and in the admin."""
    data = request.GET
    comparing = BetweenForm(data if {"ilk", "son"} & data.keys() else None)
    days = comparing.cleaned_data if comparing.is_bound and comparing.is_valid() else {}
    tell: Callable[..., Story] = STORIES.get(kept.kind, story)
    told = tell(record, page=page_asked(data.get("sayfa")), only=data.get("tur", ""))
    context: dict[str, Any] = {
        "record": record,
        "kind": str(kept.model._meta.verbose_name),
        "story": told,
        "entries": told.entries,
        "as_of": asked_in(data)[0],
        "between": comparing,
        "days": days if days.get("ilk") and days.get("son") else None,
    }
    if context["days"]:
        context["differences"] = between(kept, record.pk, days["ilk"], days["son"])
    return context


def past_context(request: HttpRequest, kept: Kept, record: Any, back: str) -> dict[str, Any]:
    form, asked = asked_in(request.GET)
    context = shown(kept, record, asked) if asked else {}
    return {"record": record, "kind": str(kept.model._meta.verbose_name), "as_of": form, "back": back, **context}


def latest(record: Any, **known: Any) -> dict[str, Any]:
    """What a record's own page shows of its history: the newest rows, the date picker, and the way to the rest.

    ``known``: what the page has read already and the record's own story would ask for.
    """
    kept = kept_of(record)
    tell: Callable[..., Story] = STORIES.get(record._meta.label_lower, story)
    told = tell(record, **known)
    if kept is None:
        return {"entries": told.entries}
    return {"entries": told.entries, "as_of": AsOfForm(), "history_url": history_url(kept, record)}


def history_url(kept: Kept, record: Any) -> str:
    return reverse("workflow:history", args=[kept.slug, record.pk])
