"""A section of a school's record as plain values: what an edit is compared with, journalled as, and known stale by."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models

from .choices import Section
from .models import BoardingNeed, Dormitory, Enrolment, School, SchoolField, Site, Space, StandardValue, TransportLink

DETAILS = (
    "address",
    "phone",
    "fax",
    "website",
    "latitude",
    "longitude",
    "education_region",
    "registration_area",
    "addable_places",
)
ROWS: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "fields": (SchoolField, ("field", "programme", "is_planned", "opened_on", "closed_on")),
    "enrolment": (Enrolment, ("year", "grade", "field", "girls", "boys")),
    "spaces": (Space, ("kind", "name", "area", "places", "fields")),
    "dormitories": (
        Dormitory,
        ("name", "girls_places", "girls_occupied", "boys_places", "boys_occupied", "stated_on"),
    ),
    "links": (TransportLink, ("dormitory", "is_available", "minutes", "description")),
    "site": (Site, ("kind", "host", "suited_fields", "suitability_known", "starts_on", "ends_on")),
    "boarding_need": (BoardingNeed, ("year", "girls", "boys")),
    "standards": (StandardValue, ("code", "value", "met_by", "sponsor", "note")),
}


def snapshot(school: School, section: str) -> list[dict[str, Any]]:
    """The section's rows as plain values, in the order of their keys; ``details`` is one row."""
    if section == "details":
        return [{name: _plain(school, name) for name in DETAILS}]
    model, names = ROWS[section]
    rows = model._default_manager.filter(school=school).order_by("pk")
    many = [name for name in names if model._meta.get_field(name).many_to_many]
    return [{"id": row.pk, **{name: _plain(row, name) for name in names}} for row in rows.prefetch_related(*many)]


def snapshots(schools: list[int], section: str) -> dict[int, list[dict[str, Any]]]:
    """:func:`snapshot` of a section of many schools, by their keys, in as many queries as of one."""
    model, names = ROWS[section]
    many = [name for name in names if model._meta.get_field(name).many_to_many]
    found: dict[int, list[dict[str, Any]]] = {key: [] for key in schools}
    rows = model._default_manager.filter(school__in=schools).order_by("pk").prefetch_related(*many)
    for row in rows.iterator(chunk_size=5000):
        found[row.school_id].append({"id": row.pk, **{name: _plain(row, name) for name in names}})  # type: ignore[attr-defined]
    return found


def fingerprint(school: School, section: str) -> str:
    """Sixteen hex digits that change with the section's content and its being stated complete; a form carries them to the save."""
    declared = section in Section.values and school.declarations.filter(section=section).exists()
    return _digest([*snapshot(school, section), *([{"complete": True}] if declared else [])])


def _digest(rows: list[dict[str, Any]]) -> str:
    text = json.dumps(rows, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(row: models.Model, name: str) -> Any:
    field = row._meta.get_field(name)
    if field.many_to_many:
        return sorted(related.pk for related in getattr(row, name).all())
    value = getattr(row, field.attname)  # type: ignore[union-attr]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
