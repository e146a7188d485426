"""The list behind a figure of the yearly report: each record with its page, its place, what it is, its state and the day of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Kind:
    """``page``: the address of one; ``related``: what is read with the records; ``line``: what is told of one."""

    page: str
    order: tuple[str, ...]
    related: tuple[str, ...]
    line: Callable[[Any], dict[str, Any]]
    key: str = "pk"

    def rows(self, rows: Any, user: Any) -> Any:
        return rows.visible_to(user).select_related(*self.related).order_by(*self.order)

    def told(self, record: Any) -> dict[str, Any]:
        return {"url": reverse(self.page, args=[getattr(record, self.key)]), **self.line(record)}


def _state(record: Any) -> dict[str, str]:
    return {"state": record.status, "state_words": record.get_status_display()}


def _of_school(record: Any) -> dict[str, Any]:
    return {"name": record.school.name, "place": record.school.province, **_state(record)}


def _of_center(record: Any) -> dict[str, Any]:
    return {"name": record.center.name, "place": record.center.school.province, **_state(record)}


SCHOOL, CENTER = ("school__province",), ("center__school__province",)
KINDS: Mapping[str, Kind] = {
    "designation": Kind(
        "designations:designation", ("-starts_on", "-pk"), SCHOOL,
        lambda r: {**_of_school(r), "what": r.get_type_display(), "day": r.starts_on},
    ),
    "dossier": Kind(
        "designations:dossier", ("-submitted_on", "-pk"), SCHOOL,
        lambda r: {**_of_school(r), "what": r.get_type_display(), "day": r.decided_on or r.submitted_on},
    ),
    "protocol": Kind(
        "protocols:detail", ("-starts_on", "-pk"), (), lambda r: {"name": r.title, "day": r.signed_on, **_state(r)}
    ),
    "expense": Kind(
        "protocols:expense", ("-month", "-pk"), (*SCHOOL, "stakeholder"),
        lambda r: {**_of_school(r), "what": r.stakeholder.name, "day": r.month},
    ),
    "round": Kind(
        "transfers:round", ("-year", "-pk"), (), lambda r: {"name": str(r), "day": r.announced_on, **_state(r)}
    ),
    "quota": Kind(
        "transfers:quota", ("school__name", "pk"), (*SCHOOL, "field", "branch"),
        lambda r: {**_of_school(r), "what": f"{r.field}, {r.places} yer", "day": r.decided_on},
    ),
    "application": Kind(
        "transfers:application", ("school__name", "pk"), (*SCHOOL, "field"),
        lambda r: {**_of_school(r), "what": str(r.field), "day": r.state_since},
    ),
    "run": Kind(
        "transfers:run", ("-pk",), ("round",), lambda r: {"name": str(r), "day": r.announced_on, **_state(r)}
    ),
    "offer": Kind(
        "transfers:quota", ("quota__school__name", "pk"), ("quota__school__province", "quota__field"),
        lambda r: {
            "name": r.quota.school.name, "place": r.quota.school.province,
            "what": f"{r.quota.field}, {r.get_kind_display()}: {r.placed} / {r.seats}",
        },
        key="quota_id",
    ),
    "center": Kind("centers:center", ("name", "pk"), SCHOOL, lambda r: {**_of_school(r), "name": r.name, "day": r.founded_on}),
    "plan": Kind("centers:plan", ("center__name", "pk"), CENTER, lambda r: {**_of_center(r), "day": r.handed_in_on}),
    "report": Kind("centers:report", ("center__name", "pk"), CENTER, lambda r: {**_of_center(r), "day": r.handed_in_on}),
    "activity": Kind(
        "centers:activity", ("-starts_on", "-pk"), CENTER,
        lambda r: {**_of_center(r), "name": r.name, "what": r.get_level_display(), "day": r.starts_on},
    ),
}  # fmt: skip
