"""The shapes of protocols in the API."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from protocols.acts import PROTOCOL
from protocols.choices import UNSIGNED
from protocols.dossiers import reminders_on, standing_of
from protocols.models import Protocol, Signature, SpecialProvision
from workflow.api.acts import open_acts


class PartySerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class NamedSchoolSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(allow_null=True)
    name = serializers.CharField()


class ProtocolRow(serializers.ModelSerializer[Protocol]):
    """A protocol as lists show it; wants stakeholders and schools prefetched."""

    stakeholders = PartySerializer(many=True, read_only=True)
    schools = NamedSchoolSerializer(many=True, read_only=True)
    standing = serializers.SerializerMethodField(
        help_text="How it stands on the day: its state until the signature and once over; between them `upcoming`, "
        "`in_force`, `expiring`, `ending` (ended by act from a later day on) or `over` (its term is over)."
    )
    is_in_force = serializers.SerializerMethodField(help_text="Whether it holds on the day of `on`, or today.")

    class Meta:
        model = Protocol
        fields = [
            "id",
            "title",
            "status",
            "revision",
            "state_since",
            "general_directorate_party",
            "stakeholders",
            "schools",
            "signed_on",
            "starts_on",
            "ends_on",
            "ended_on",
            "is_in_force",
            "standing",
        ]
        read_only_fields = fields

    def get_standing(self, protocol: Protocol) -> str:
        on = self.context.get("on") or localdate()
        if "reminders" not in self.context:
            self.context["reminders"] = reminders_on(on)
        return standing_of(protocol, on, self.context["reminders"])[0]

    def get_is_in_force(self, protocol: Protocol) -> bool:
        """The twin of the queryset's ``in_force``, for rows that are read already."""
        today = self.context.get("on") or localdate()
        days = (protocol.signed_on, protocol.starts_on)
        return (
            protocol.status not in UNSIGNED
            and all(day is not None and day <= today for day in days)
            and (protocol.ends_on is None or protocol.ends_on >= today)
            and (protocol.ended_on is None or protocol.ended_on > today)
        )


class ProvisionSerializer(serializers.ModelSerializer[SpecialProvision]):
    """What a clause provides on registration or transfer; without a school or field it holds for all of the protocol."""

    school = serializers.CharField(source="school.code", default=None, allow_null=True, read_only=True)
    field = serializers.CharField(source="field.code", default=None, allow_null=True, read_only=True)

    class Meta:
        model = SpecialProvision
        fields = ["id", "clause", "subject", "effect", "whom", "seats", "school", "field", "grades", "text"]
        read_only_fields = fields


class SignatureSerializer(serializers.ModelSerializer[Signature]):
    """Who signed for a party; `stakeholder` null: the General Directorate."""

    class Meta:
        model = Signature
        fields = ["stakeholder", "name", "title", "signed_on"]
        read_only_fields = fields


class ProtocolRecord(ProtocolRow):
    """A protocol with its special provisions (okul/8/3), and the acts that are open to the caller."""

    signatures = serializers.SerializerMethodField()
    provisions = ProvisionSerializer(many=True, read_only=True)
    end_reason = serializers.CharField(read_only=True)
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(ProtocolRow.Meta):
        fields = [*ProtocolRow.Meta.fields, "signatures", "provisions", "end_reason", "acts"]
        read_only_fields = fields

    @extend_schema_field(SignatureSerializer(many=True))
    def get_signatures(self, protocol: Protocol) -> Any:
        rows = [row for row in protocol.signatures.all() if row.amendment_id is None]
        return SignatureSerializer(rows, many=True).data

    def get_acts(self, protocol: Protocol) -> list[str]:
        return open_acts(PROTOCOL, protocol, self.context)
