"""A message of a subscription: its body, written once, and the headers that it is sent with."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.utils.timezone import localtime, now

from workflow.feed.cursors import Position
from workflow.models import Delivery, Subscription

from .secrets import unseal
from .sending import signature_header

AGENT = "okul-belirleme-webhooks/1"


def message(subscription: Subscription, event: str, more: dict[str, Any], position: Position) -> Delivery:
    """A message, not yet saved; its body is written here once, byte for byte as it will be signed."""
    key = uuid.uuid4()
    body = {
        "id": str(key),
        "event": event,
        "subscription": str(subscription.pk),
        "created_at": localtime().isoformat(),
        **more,
    }
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Delivery(
        pk=key,
        subscription=subscription,
        event=event,
        body=text,
        xact=position.xact,
        change=position.change,
        next_at=now(),
    )


def write_message(subscription: Subscription, event: str, more: dict[str, Any], position: Position) -> Delivery:
    written = message(subscription, event, more, position)
    written.save(force_insert=True)
    return written


def headers_of(delivery: Delivery, *, at: int) -> dict[str, str]:
    """What stands above the body; ``at``: seconds since 1970, for the signature."""
    subscription = delivery.subscription
    sealed = [subscription.secret]
    if subscription.previous_until is not None and subscription.previous_until > now():
        sealed.append(subscription.previous_secret)
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": AGENT,
        "Webhook-Id": str(delivery.pk),
        "Webhook-Event": delivery.event,
        "Webhook-Attempt": str(delivery.attempts + 1),
        "Signature": signature_header([unseal(item) for item in sealed], at, delivery.body),
    }
