"""What the first page shows, on the pages and in the admin alike: tasks, news, figures, decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from designations.choices import DossierStatus, Verdict
from designations.models import Dossier
from schools.quality.reading import change_for

from .bars import Bar, bars
from .figures import FIGURES, STATE_KEYS, TYPE_KEYS, VERDICT_KEYS, count_all
from .news import summary_of
from .visits import last_of, visits_of
from .waiting import groups_of

RECENT = 8
LEADING = [figure.key for figure in FIGURES.values() if figure.lead]
BY_TYPE = [f"belirlenen-{key}" for key in TYPE_KEYS.values()]
BY_STATE = [f"dosya-{key}" for key, *_ in STATE_KEYS.values()]
BY_VERDICT = {kind: [f"{key}-{verdict}" for verdict, *_ in VERDICT_KEYS.values()] for kind, key in TYPE_KEYS.items()}
SHOWN = {*LEADING, *BY_TYPE, *BY_STATE, *(key for keys in BY_VERDICT.values() for key in keys)}


def desk_of(user: User, *, on: date, beside: Iterable[QuerySet[Any]] = ()) -> dict[str, Any]:
    """The context of the desk's parts, in a fixed number of questions to the database; ``beside``: what is read with it."""
    visits, decided = visits_of(user), recent_decisions(user)
    counts = count_all(user, on=on, keys=SHOWN, beside=(visits, decided, *beside))
    since = last_of(visits)
    return {
        "since": since,
        "news": summary_of(user, since) if since else [],
        "change": change_for(user),
        "groups": groups_of(user, on=on),
        "figures": [{"label": FIGURES[key].title, "value": counts[key], "url": FIGURES[key].url()} for key in LEADING],
        "by_type": _bars(BY_TYPE, counts),
        "by_state": _bars(BY_STATE, counts),
        "by_verdict": _verdicts(counts),
        "verdicts": [Verdict(verdict).label for verdict in VERDICT_KEYS],
        "recent": decided,
    }


def _bars(keys: list[str], counts: dict[str, int]) -> list[Bar]:
    figures = [FIGURES[key] for key in keys]
    return bars((figure.short, counts[figure.key], figure.tone, figure.url()) for figure in figures)


def _verdicts(counts: dict[str, int]) -> list[dict[str, Any]]:
    """A row a type with a linked count for each verdict."""
    rows = []
    for kind, keys in BY_VERDICT.items():
        figures = [FIGURES[key] for key in keys]
        cells = [{"value": counts[figure.key], "url": figure.url(), "title": figure.title} for figure in figures]
        rows.append({"label": kind.label, "cells": cells})
    return rows


def recent_decisions(user: User) -> QuerySet[Dossier]:
    """The last designations and refusals in the user's scope."""
    decided = Dossier.objects.visible_to(user).filter(status__in=[DossierStatus.APPROVED, DossierStatus.REFUSED])
    return decided.select_related("school__province").order_by("-decided_on", "-pk")[:RECENT]  # type: ignore[no-any-return]
