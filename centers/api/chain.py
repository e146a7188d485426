"""What every record of the chain tells over REST: the steps with their days, and the notes on its parts (smm/5/3)."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from centers.models import ChainNote, ChainStep


class ChainStepSerializer(serializers.ModelSerializer[ChainStep]):
    """`level` empty: with the centre itself; `left_on` null: it is there now; `stood_in`: who acted where nobody was on duty."""

    class Meta:
        model = ChainStep
        fields = ["level", "came_on", "left_on", "move", "note", "stood_in"]
        read_only_fields = fields


class ChainNoteSerializer(serializers.ModelSerializer[ChainNote]):
    """`answered_on` null: the centre has not answered yet, and the record cannot be handed in again."""

    class Meta:
        model = ChainNote
        fields = ["id", "part", "part_name", "text", "answer", "answered_on"]
        read_only_fields = fields


class WithChain(serializers.Serializer[Any]):
    """The chain of a record, beside what the record says."""

    steps = serializers.SerializerMethodField()
    notes = serializers.SerializerMethodField()

    @extend_schema_field(ChainStepSerializer(many=True))
    def get_steps(self, record: Any) -> list[dict[str, Any]]:
        return [dict(ChainStepSerializer(step).data) for step in ChainStep.objects.of(record)]

    @extend_schema_field(ChainNoteSerializer(many=True))
    def get_notes(self, record: Any) -> list[dict[str, Any]]:
        return [dict(ChainNoteSerializer(note).data) for note in ChainNote.objects.of(record)]
