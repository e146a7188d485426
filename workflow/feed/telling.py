"""A change as programs are told of it, by the feed and by webhooks alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from workflow.choices import ChangeKind, ChangeType
from workflow.models import Change

from .querysets import EVERYBODY, place_keys

# What a program needs to read the kind's records; it is told of no others.
SCOPE_OF = {
    ChangeKind.SCHOOL: "schools:read",
    ChangeKind.FIELD: "schools:read",
    ChangeKind.STANDARDS: "schools:read",
    ChangeKind.DOSSIER: "dossiers:read",
    ChangeKind.DESIGNATION: "designations:read",
    ChangeKind.POLICY: "designations:read",
    ChangeKind.CLUSTERS: "designations:read",
    ChangeKind.PROTOCOL: "protocols:read",
    ChangeKind.STAKEHOLDER: "protocols:read",
    ChangeKind.PAPER: "papers:read",
    ChangeKind.TRANSFER_ROUND: "transfers:read",
    ChangeKind.TRANSFER_QUOTA: "transfers:read",
    ChangeKind.TRANSFER_APPLICATION: "transfers:read",
    ChangeKind.TRANSFER_RUN: "transfers:read",
    ChangeKind.TRANSFER_OBJECTION: "transfers:read",
    ChangeKind.CENTER: "centers:read",
    ChangeKind.WORK: "centers:read",
    ChangeKind.PROVISION: "policies:read",
}
# The address of one record; kinds that are not named are read as lists or not at all.
ADDRESS_OF = {
    ChangeKind.DOSSIER: "api-dossier",
    ChangeKind.DESIGNATION: "api-designation",
    ChangeKind.PROTOCOL: "api-protocol",
    ChangeKind.PAPER: "api-paper",
    ChangeKind.TRANSFER_ROUND: "api-transfer-round",
    ChangeKind.TRANSFER_QUOTA: "api-transfer-quota",
    ChangeKind.TRANSFER_APPLICATION: "api-transfer-application",
    ChangeKind.TRANSFER_RUN: "api-transfer-run",
    ChangeKind.TRANSFER_OBJECTION: "api-transfer-objection",
    ChangeKind.CENTER: "api-center",
    ChangeKind.WORK: "api-center-work",
    ChangeKind.PROVISION: "api-provision-version",
}


def kinds_open_to(scopes: Iterable[str] | None) -> frozenset[str]:
    """The kinds whose records these OAuth scopes let a program read; all of them to a person (``None``)."""
    if scopes is None:
        return frozenset(str(kind) for kind in ChangeKind)
    held = frozenset(scopes)
    return frozenset(str(kind) for kind in ChangeKind if SCOPE_OF[kind] in held)


def told(change: Change, user: Any) -> dict[str, Any]:
    """The change as JSON. A record that has left the user's scope is gone for that user."""
    gone = change.change == ChangeType.DELETED or _has_left(change, user)
    at = localtime(change.at)
    return {
        "kind": change.kind,
        "id": change.record,
        "code": change.code or None,
        "change": str(ChangeType.DELETED) if gone else change.change,
        "act": change.act or None,
        "on": (change.on or at.date()).isoformat(),
        "at": at.isoformat(),
        "href": None if gone else href(change),
    }


def _has_left(change: Change, user: Any) -> bool:
    if not change.places_left or user.scope.everywhere:
        return False
    here = set(change.places) - set(change.places_left)
    return here.isdisjoint([EVERYBODY, *place_keys(user.scope)])


def href(change: Change) -> str | None:
    """Where the record is read; ``None`` where it has no address of its own."""
    if change.kind == ChangeKind.SCHOOL:
        return reverse("api-school", args=[change.code]) if change.code else None
    name = ADDRESS_OF.get(ChangeKind(change.kind))
    return reverse(name, args=[change.record]) if name else None
