"""The first sections of a centre's page: what it is, in which fields it works, and the decisions about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from centers.models import Center
from documents.models import Paper
from schools.phones import shown_phone

from .parts import Rows, Section


def _facts(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    return {"phone": shown_phone(center.phone)}


def _fields(center: Center, user: User, on: date) -> Rows:
    return {"fields": center.fields.select_related("field", "decided_by")}


def _parted(center: Center, user: User, on: date, rows: Rows) -> dict[str, Any]:
    """The fields of today, and those of other days."""
    fields = rows["fields"]
    return {
        "now": [row for row in fields if row.holds_on(on)],
        "others": [row for row in fields if not row.holds_on(on)],
    }


def _papers(center: Center, user: User, on: date) -> Rows:
    return {"papers": Paper.objects.of(center).exclude(file="").order_by("pk")}


FACTS = Section("bilgiler", "Bilgiler", "centers/centers/facts.html", shows=_facts)
FIELDS = Section("alanlar", "Faaliyet gösterdiği alanlar", "centers/centers/fields.html", _fields, _parted)
PAPERS = Section("belgeler", "Belgeler", "centers/centers/papers.html", _papers)
