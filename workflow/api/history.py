"""Records as of a day over REST: ``?as_of=`` is the day of knowledge, ``?on=`` that of legal validity."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from workflow.history.kinds import Kept
from workflow.history.reading import Past, past

from .problems import Faults

AS_OF = OpenApiParameter(
    "as_of",
    OpenApiTypes.DATE,
    description=(
        "Time of entry: the record as this system knew it at the end of that day in Türkiye; today when left out. "
        "404 when the record was not known yet. Who may not see the record today may not see its past."
    ),
)
ON = OpenApiParameter(
    "on",
    OpenApiTypes.DATE,
    description="Legal validity: the day asked about; the day of `as_of`, or today, when both are left out.",
)


def day_in(request: Request, name: str) -> date | None:
    """The day that a parameter gives; ``None`` where it is left out. Raises :class:`Faults` with its path."""
    text = request.query_params.get(name)
    if text is None:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Faults([{"path": name, "message": "Takvimde olan bir günü YYYY-AA-GG biçiminde yazın."}])
    return day


def days_of(request: Request) -> tuple[date | None, date]:
    """``(as_of, on)``; the legal day is that of knowledge where it is not given."""
    known, on = day_in(request, "as_of"), day_in(request, "on")
    if known is not None and known > localdate():
        raise Faults([{"path": "as_of", "message": "Bugün veya daha önceki bir gün yazın."}])
    return known, on or known or localdate()


def as_asked(request: Request, kept: Kept, record: models.Model) -> tuple[Any, dict[str, Any]]:
    """The record as the query asks for it, and the context that its serializer needs: ``request``, ``past``, ``on``."""
    known, on = days_of(request)
    past_of_day = known_on(kept, record, known) if known else None
    shown = past_of_day.record if past_of_day else record
    return shown, {"request": request, "past": past_of_day, "on": on}


def known_on(kept: Kept, record: models.Model, day: date) -> Past:
    """The record's state at the end of a day; 404 where it was not known then."""
    before = past(kept, record.pk, day)
    if before.record is None:
        raise NotFound(f"Bu kayıt {day:%d.%m.%Y} gününde sistemde yoktu.")
    return before
