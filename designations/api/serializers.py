"""The shapes of dossiers and designations in the API."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate
from rest_framework import serializers

from designations.acts import DESIGNATION, DOSSIER
from designations.choices import Ending, Verdict
from designations.history import DESIGNATION as DESIGNATION_KEPT, holds
from designations.models import Designation, Dossier, Evidence, ReturnNote, SectionEntry
from designations.sections import STATES, states_of
from workflow.api.acts import open_acts
from workflow.history.reading import Past, was_known


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
            "state_since",
            "opened_on",
            "submitted_on",
            "decided_on",
        ]
        read_only_fields = fields


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """A file of the dossier; ``attachment`` is what an act that asks for evidence takes."""

    attachment = serializers.UUIDField(source="attachment_id", read_only=True)
    name = serializers.CharField(source="attachment.name", read_only=True)
    media_type = serializers.CharField(source="attachment.media_type", read_only=True)
    size = serializers.IntegerField(source="attachment.size", read_only=True, help_text="Bytes.")
    sha256 = serializers.CharField(source="attachment.sha256", read_only=True)

    class Meta:
        model = Evidence
        fields = [
            "id",
            "section",
            "provision",
            "description",
            "attachment",
            "name",
            "media_type",
            "size",
            "sha256",
            "added_on",
        ]
        read_only_fields = fields


class SectionRow(serializers.Serializer[Any]):
    """A line of the task list."""

    section = serializers.CharField()
    label = serializers.CharField()
    state = serializers.ChoiceField(choices=list(STATES.items()), help_text="locked is not used here; see is_open.")
    is_open = serializers.BooleanField(help_text="Whether it may be changed now.")
    provision = serializers.CharField(allow_blank=True, help_text="The criterion that it answers to.")
    missing = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True, help_text="What the reviewer wants mended.")


class SectionRecord(SectionRow):
    """A section with its words; `revision` is 0 until it was saved for the first time."""

    text = serializers.CharField(allow_blank=True)
    is_done = serializers.BooleanField()
    revision = serializers.IntegerField()
    updated_by = serializers.CharField(allow_null=True)
    updated_at = serializers.DateTimeField(allow_null=True)
    evidence = EvidenceSerializer(many=True)


class NoteSerializer(serializers.ModelSerializer[ReturnNote]):
    class Meta:
        model = ReturnNote
        fields = ["section", "note", "round", "on", "answered_on"]
        read_only_fields = fields


class DossierRecord(DossierSerializer):
    """A dossier with the facts and findings that are frozen with it, and the acts that are open to the caller."""

    policy = serializers.CharField(source="policy.name", default=None, allow_null=True, read_only=True)
    sections = serializers.SerializerMethodField()
    evidence = serializers.SerializerMethodField()
    return_notes = NoteSerializer(many=True, read_only=True)
    designation = serializers.SerializerMethodField(help_text="Its designation, once approved.")
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")
    facts = serializers.DictField(read_only=True)
    findings = serializers.ListField(child=serializers.DictField(), read_only=True)

    class Meta(DossierSerializer.Meta):
        fields = [
            *DossierSerializer.Meta.fields,
            "policy",
            "sections",
            "evidence",
            "return_notes",
            "designation",
            "acts",
            "facts",
            "findings",
        ]
        read_only_fields = fields

    def get_sections(self, dossier: Dossier) -> list[dict[str, Any]]:
        return list(SectionRow(states_of(dossier, []), many=True).data)

    def get_evidence(self, dossier: Dossier) -> list[dict[str, Any]]:
        past = [item for item in dossier.evidence.all() if item.removed_on is None] if self.past else []
        return list(EvidenceSerializer(past if self.past else held_by(dossier), many=True).data)

    def get_designation(self, dossier: Dossier) -> int | None:
        designation = Designation.objects.filter(dossier=dossier).first()
        if designation is None or (self.past and not was_known(DESIGNATION_KEPT, designation.pk, self.past.before)):
            return None
        return int(designation.pk)

    @property
    def past(self) -> Past | None:
        return self.context.get("past")

    def get_acts(self, dossier: Dossier) -> list[str]:
        return open_acts(DOSSIER, dossier, self.context)


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
            "state_since",
            "decided_on",
            "starts_on",
            "ended_on",
            "ending",
            "dossier",
        ]
        read_only_fields = fields


class DesignationRecord(DesignationSerializer):
    """A designation with what is said about its end, and the acts that are open to the caller."""

    answer_until = serializers.DateField(allow_null=True, read_only=True)
    is_in_force = serializers.SerializerMethodField(help_text="Whether it holds on the day of `on`.")
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(DesignationSerializer.Meta):
        fields = [
            *DesignationSerializer.Meta.fields,
            "reason",
            "ending_note",
            "answer_until",
            "answer",
            "is_in_force",
            "acts",
        ]
        read_only_fields = fields

    def get_is_in_force(self, designation: Designation) -> bool:
        return holds(designation, self.context.get("on") or localdate())

    def get_acts(self, designation: Designation) -> list[str]:
        return open_acts(DESIGNATION, designation, self.context)


def held_by(dossier: Dossier, section: str | None = None) -> Any:
    """The files that are in the dossier, or in one section of it."""
    rows = dossier.evidence.filter(removed_on=None).select_related("attachment")
    return rows.filter(section=section) if section else rows


def section_shape(dossier: Dossier, section: str) -> dict[str, Any]:
    """One section as it stands."""
    (state,) = [state for state in states_of(dossier, []) if state.section == section]
    entry: SectionEntry | None = dossier.entries.select_related("updated_by").filter(section=section).first()
    own = {
        "text": entry.text if entry else "",
        "is_done": entry.is_done if entry else False,
        "revision": entry.revision if entry else 0,
        "updated_by": str(entry.updated_by) if entry and entry.updated_by else None,
        "updated_at": entry.updated_at if entry else None,
        "evidence": held_by(dossier, section),
    }
    names = ("section", "label", "state", "is_open", "provision", "missing", "note")
    return dict(SectionRecord({name: getattr(state, name) for name in names} | own).data)
