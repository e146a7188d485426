"""Webhook subscriptions and their messages as JSON, and their examples."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from workflow.models import Delivery, DeliveryAttempt, Subscription


class SubscriptionSerializer(serializers.ModelSerializer[Subscription]):
    """A subscription; `waiting` and `dead` are numbers of messages."""

    province = serializers.IntegerField(source="province_id", allow_null=True, read_only=True)
    waiting = serializers.IntegerField(read_only=True)
    dead = serializers.IntegerField(read_only=True)

    class Meta:
        model = Subscription
        fields = [
            "id", "url", "description", "kinds", "province", "contact", "state", "paused_why", "created_at",
            "previous_until", "failing_since", "missed_at", "waiting", "dead",
        ]  # fmt: skip
        read_only_fields = fields


class DeliveryRow(serializers.ModelSerializer[Delivery]):
    """A message; `status` is what the last attempt was answered."""

    class Meta:
        model = Delivery
        fields = ["id", "event", "state", "attempts", "status", "next_at", "created_at", "finished_at"]
        read_only_fields = fields


class AttemptSerializer(serializers.ModelSerializer[DeliveryAttempt]):
    class Meta:
        model = DeliveryAttempt
        fields = ["at", "status", "milliseconds", "excerpt", "fault"]
        read_only_fields = fields


class DeliveryRecord(DeliveryRow):
    """A message with its body and its attempts, oldest first."""

    log = AttemptSerializer(many=True, read_only=True)

    class Meta(DeliveryRow.Meta):
        fields = [*DeliveryRow.Meta.fields, "body", "log"]
        read_only_fields = fields


EXAMPLE_REQUEST: dict[str, Any] = {
    "url": "https://kayit.ornek.gov.tr/webhook",
    "kinds": ["dossier", "designation"],
    "contact": "nobetci@ornek.gov.tr",
}
EXAMPLE_SUBSCRIPTION: dict[str, Any] = {
    "id": "0b6a2f9e-6f0e-4a55-9f29-3a1c0c7f1c55",
    "url": "https://kayit.ornek.gov.tr/webhook",
    "description": "",
    "kinds": ["designation", "dossier"],
    "province": None,
    "contact": "nobetci@ornek.gov.tr",
    "state": "active",
    "paused_why": "",
    "created_at": "2026-10-01T09:00:00+03:00",
    "previous_until": None,
    "failing_since": None,
    "missed_at": None,
    "waiting": 0,
    "dead": 0,
}
EXAMPLE_WITH_SECRET = {**EXAMPLE_SUBSCRIPTION, "secret": "whsec_example-shown-once"}
WITH_SECRET: dict[str, Any] = {
    "type": "object",
    "required": [*EXAMPLE_SUBSCRIPTION, "secret"],
    "properties": {
        **{name: {} for name in EXAMPLE_SUBSCRIPTION},
        "id": {"type": "string", "format": "uuid"},
        "url": {"type": "string"},
        "kinds": {"type": "array", "items": {"type": "string"}},
        "state": {"type": "string"},
        "secret": {"type": "string", "description": "Signs the messages. It is not shown again."},
    },
}
