"""Delivers webhooks: from the feed to each subscription, in order, each message until it is taken or given up.

What is to be sent is written before it is sent, and the outcome after: a killed worker leaves a message that the next one sends
again under the same key. No transaction is open while the other side is waited for, since that would hold up the feed.
"""

from __future__ import annotations

import random
import time
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, now

from workflow.choices import DeliveryState, SubscriptionState
from workflow.feed.cursors import Cursor, Position, digest_of
from workflow.feed.reading import Forgotten, changes_for, check_kept, passed, read, state
from workflow.feed.telling import kinds_open_to, told
from workflow.models import Change, Delivery, DeliveryAttempt, Subscription

from .acts import pause, retries
from .messages import headers_of, message, write_message
from .sending import ALTOGETHER, GONE, Answer, send
from .telling import tell_of_pause

LEASE = timedelta(seconds=4 * ALTOGETHER)  # longer than any attempt takes, the name's resolution included
AT_ONCE = 100  # messages written ahead
A_TURN = 20  # seconds after which others come to their turn
NO_FILTERS = digest_of(kinds=None, province=None)
JITTER = random.SystemRandom()


def due() -> list[uuid.UUID]:
    """The subscriptions for which something is to be done now and that nobody has in hand."""
    moment = now()
    newest = Change.objects.settled().order_by("-xact", "-pk").values_list("xact", "pk").first() or (0, 0)
    free = Q(leased_until=None) | Q(leased_until__lt=moment)
    behind = Q(xact__lt=newest[0]) | Q(xact=newest[0], change__lt=newest[1]) | ~Q(era=state().era)
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=moment).values("subscription")
    active = Subscription.objects.filter(free, state=SubscriptionState.ACTIVE, owner__is_active=True)
    return list(active.filter(behind | Q(pk__in=waiting)).values_list("pk", flat=True))


def deliver(key: Any) -> int:
    """Have one worker send what is due for a subscription; returns how many attempts it made."""
    token = uuid.uuid4()
    if not _lease(key, token, free=True):
        return 0
    attempts, until = 0, time.monotonic() + A_TURN
    try:
        while time.monotonic() < until and _lease(key, token):
            delivery = _next(key, token)
            if delivery is None:
                break
            _attempt(delivery)
            attempts += 1
    finally:
        Subscription.objects.filter(pk=key, leased_by=token).update(leased_until=None, leased_by=None)
    return attempts


def _lease(key: Any, token: uuid.UUID, *, free: bool = False) -> bool:
    """Take the subscription in hand, or keep it so; ``False`` where another has it or it is active no longer."""
    mine = Q(leased_until=None) | Q(leased_until__lt=now()) if free else Q(leased_by=token)
    rows = Subscription.objects.filter(mine, pk=key, state=SubscriptionState.ACTIVE, owner__is_active=True)
    return bool(rows.update(leased_until=now() + LEASE, leased_by=token))


def _next(key: Any, token: uuid.UUID) -> Delivery | None:
    """The message whose turn it is, if its time has come; what the feed has to tell is written down when none waits."""
    waiting = Delivery.objects.filter(subscription=key, state=DeliveryState.WAITING)
    in_order = waiting.select_related("subscription").order_by("xact", "change", "created_at")
    first = in_order.first()
    while first is None and _write_down(key, token):
        first = in_order.first()
    return first if first is not None and first.next_at is not None and first.next_at <= now() else None


@transaction.atomic
def _write_down(key: Any, token: uuid.UUID) -> bool:
    """Write the next messages and move the position behind them, both or none; ``False`` at the end of the feed."""
    found = Subscription.objects.select_for_update(of=("self",)).filter(pk=key, leased_by=token)
    subscription = found.select_related("owner__api_client").first()
    if subscription is None:
        return False
    position = Position(subscription.xact, subscription.change)
    try:
        check_kept(position, era=subscription.era)
    except Forgotten:
        _begin_over(subscription)
        return True
    rows = changes_of(subscription)
    page = read(rows, position, AT_ONCE)
    Delivery.objects.bulk_create([_message(subscription, change) for change in page.changes])
    behind = page.position if page.changes else passed(rows, position)
    Subscription.objects.filter(pk=key).update(xact=behind.xact, change=behind.change)
    return bool(page.changes)


def changes_of(subscription: Subscription) -> Any:
    """What the subscription is told of: what its account may see today, of the kinds and the province that it names."""
    client = getattr(subscription.owner, "api_client", None)
    kinds = kinds_open_to(client.scopes if client else None)
    if subscription.kinds:
        kinds &= frozenset(subscription.kinds)
    return changes_for(subscription.owner, kinds=kinds, province=subscription.province_id)


def _begin_over(subscription: Subscription) -> None:
    """The feed no longer has what comes next: the receiver is told so, and hears what is kept."""
    subscription.era, subscription.xact, subscription.change = state().era, 0, 0
    subscription.missed_at = now()
    subscription.save(update_fields=["era", "xact", "change", "missed_at"])
    sentence = "Bazı değişiklikler artık saklanmıyor; kayıtları listelerden baştan okuyun."
    write_message(subscription, "feed.missed", {"detail": sentence}, Position())


def _message(subscription: Subscription, change: Change) -> Delivery:
    position = Position(change.xact, change.pk)
    told_of = told(change, subscription.owner)
    cursor = str(Cursor(subscription.era, position, NO_FILTERS))
    event = f"{told_of['kind']}.{told_of['change']}"
    return message(subscription, event, {"change": {"cursor": cursor, **told_of}}, position)


def _attempt(delivery: Delivery) -> None:
    answer = send(delivery.subscription.url, delivery.body, headers_of(delivery, at=int(time.time())))
    _record(delivery, answer)


@transaction.atomic
def _record(delivery: Delivery, answer: Answer) -> None:
    """Write what came of an attempt, and what follows: taken, tried again later, or given up."""
    moment = now()
    DeliveryAttempt.objects.create(
        delivery=delivery,
        at=moment,
        status=answer.status,
        milliseconds=answer.milliseconds,
        excerpt=answer.excerpt,
        fault=answer.fault,
    )
    subscription = Subscription.objects.select_for_update().get(pk=delivery.subscription_id)
    waits = retries()
    outcome: dict[str, Any] = {"attempts": delivery.attempts + 1, "status": answer.status}
    if answer.is_taken:
        outcome |= {"state": DeliveryState.DELIVERED, "finished_at": moment, "next_at": None}
    elif delivery.attempts < len(waits):
        outcome |= {"next_at": moment + timedelta(seconds=waits[delivery.attempts] * JITTER.uniform(0.8, 1.2))}
    else:
        outcome |= {"state": DeliveryState.DEAD, "finished_at": moment, "next_at": None}
    # A message that was taken was taken, also where its subscription went while the answer was on its way.
    open_to = {DeliveryState.WAITING, DeliveryState.DEAD} if answer.is_taken else {DeliveryState.WAITING}
    Delivery.objects.filter(pk=delivery.pk, state__in=open_to).update(**outcome)
    _note_failing(subscription, answer)


def _note_failing(subscription: Subscription, answer: Answer) -> None:
    if subscription.state != SubscriptionState.ACTIVE:
        return
    if answer.is_taken:
        Subscription.objects.filter(pk=subscription.pk).exclude(failing_since=None).update(failing_since=None)
        return
    since = subscription.failing_since or now()
    Subscription.objects.filter(pk=subscription.pk, failing_since=None).update(failing_since=since)
    days = settings.WEBHOOK_PAUSE_AFTER_DAYS
    if answer.status == GONE:
        why = "Alıcı artık ileti istemediğini bildirdi (410)."
    elif since <= now() - timedelta(days=days):
        why = f"Alıcıya {days} gündür ulaşılamıyor."
    else:
        return
    tell_of_pause(pause(subscription, by=None, on=localdate(), why=why))


def forget_old() -> int:
    """Delete messages whose time is over: taken ones after 30 days, dead ones after 180."""
    moment = now()
    taken = Q(state=DeliveryState.DELIVERED, finished_at__lt=moment - timedelta(days=30))
    dead = Q(state=DeliveryState.DEAD, finished_at__lt=moment - timedelta(days=180))
    return Delivery.objects.filter(taken | dead).delete()[0]
