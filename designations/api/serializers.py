"""The shapes of dossiers and designations in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from designations.choices import Ending, Verdict
from designations.models import Designation, Dossier

NULLABLE_DAY = {"type": ["string", "null"], "format": "date"}
DESIGNATION_DETAIL = {
    "type": "object",
    "required": ["id", "school", "type", "status"],
    "properties": {
        "id": {"type": "integer"},
        "school": {"type": ["string", "null"]},
        "type": {"type": "string"},
        "status": {"type": "string"},
        "revision": {"type": "integer"},
        "decided_on": NULLABLE_DAY,
        "starts_on": NULLABLE_DAY,
        "ended_on": NULLABLE_DAY,
    },
}
DOSSIER_DETAIL = {
    "type": "object",
    "required": ["id", "school", "type", "status", "revision"],
    "properties": {
        "id": {"type": "integer"},
        "school": {"type": ["string", "null"]},
        "type": {"type": "string"},
        "status": {"type": "string"},
        "revision": {"type": "integer"},
        "verdict": {"type": "string"},
        "opened_on": NULLABLE_DAY,
        "submitted_on": NULLABLE_DAY,
        "decided_on": NULLABLE_DAY,
        "findings": {"type": "array", "items": {"type": "object"}},
        "facts": {"type": "object"},
    },
}


class DossierSerializer(serializers.ModelSerializer[Dossier]):
    school = serializers.CharField(source="school.code", read_only=True, allow_null=True)
    # Empty until the dossier was examined for the first time; a field of the model's own would not say so.
    verdict = serializers.ChoiceField(choices=Verdict.choices, allow_blank=True, read_only=True)

    class Meta:
        model = Dossier
        fields = [
            "id",
            "school",
            "type",
            "status",
            "revision",
            "verdict",
            "opened_on",
            "submitted_on",
            "decided_on",
        ]
        read_only_fields = fields


class DesignationSerializer(serializers.ModelSerializer[Designation]):
    school = serializers.CharField(source="school.code", read_only=True, allow_null=True)

    ending = serializers.ChoiceField(choices=Ending.choices, allow_blank=True, read_only=True)  # empty while it holds

    class Meta:
        model = Designation
        fields = [
            "id",
            "school",
            "type",
            "status",
            "revision",
            "decided_on",
            "starts_on",
            "ended_on",
            "ending",
            "dossier",
        ]
        read_only_fields = fields


def dossier_shape(dossier: Dossier) -> dict[str, Any]:
    """A dossier with the facts and findings that are frozen with it."""
    return {
        **DossierSerializer(dossier).data,
        "policy": dossier.policy.name if dossier.policy else None,
        "facts": dossier.facts,
        "findings": dossier.findings,
    }
