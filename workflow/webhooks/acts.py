"""What is done with subscriptions: each is an act with its day and its doer, and stands in the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now

from accounts.models import Province, User
from workflow.choices import DeliveryState, SubscriptionState
from workflow.feed.cursors import Position
from workflow.feed.reading import end, state
from workflow.journal import record_act
from workflow.models import Delivery, Subscription
from workflow.refusals import Invalid, OutOfState

from .addresses import AddressRefused, read, resolve
from .messages import write_message
from .secrets import new_secret, seal

RETRIED_WITHIN = timedelta(hours=1)
MOST_SUBSCRIPTIONS = 20
OWNER_PAUSED = "Elle durduruldu."
WHAT_MAY_CHANGE = ("url", "description", "kinds", "province", "contact")


def check_address(url: str) -> None:
    """:class:`Invalid` at ``url`` where nothing would be sent to it; a name that cannot be resolved now is none."""
    try:
        resolve(read(url))
    except AddressRefused as refusal:
        raise Invalid("Abonelik kaydedilmedi.", {"url": str(refusal)}) from refusal


@transaction.atomic
def subscribe(
    owner: User,
    *,
    by: User,
    on: date,
    url: str,
    kinds: Iterable[str] = (),
    description: str = "",
    province: Province | None = None,
    contact: str = "",
) -> tuple[Subscription, str]:
    """Begin to tell a program of what changes from now on. Its secret is returned once and kept sealed."""
    check_address(url)
    User.objects.select_for_update().get(pk=owner.pk)
    if Subscription.objects.visible_to(owner).filter(owner=owner).count() >= MOST_SUBSCRIPTIONS:
        raise Invalid(f"Bir istemcinin en çok {MOST_SUBSCRIPTIONS} aboneliği olabilir.")
    secret, position = new_secret(), end()
    subscription = Subscription.objects.create(
        owner=owner,
        url=url,
        kinds=sorted(set(kinds)),
        description=description,
        province=province,
        contact=contact,
        secret=seal(secret),
        era=state().era,
        xact=position.xact,
        change=position.change,
    )
    _note(subscription, "subscribe", "Webhook aboneliği kuruldu", by=by, on=on, details={"url": url, "kinds": kinds})
    return subscription, secret


@transaction.atomic
def change(subscription: Subscription, *, by: User, on: date, **values: Any) -> Subscription:
    """Change the address, the kinds, the province or who is asked about it."""
    if unknown := values.keys() - set(WHAT_MAY_CHANGE):
        raise ValueError(f"unknown: {sorted(unknown)}")
    subscription = _locked(subscription)
    if values.get("url", subscription.url) != subscription.url:
        check_address(values["url"])
    changed = {name: value for name, value in values.items() if getattr(subscription, name) != value}
    for name, value in changed.items():
        setattr(subscription, name, value)
    if changed:
        subscription.save(update_fields=list(changed))
        _note(subscription, "change", "Webhook aboneliği değiştirildi", by=by, on=on, details=changed)
    return subscription


@transaction.atomic
def rotate_secret(subscription: Subscription, *, by: User, on: date, overlap_hours: int = 24) -> str:
    """A new secret, returned once; during the overlap messages are signed with the old one too, so that none is refused.

    Whoever rotates again within the hour has not got the answer: the secret that was lost is replaced, the old one stays.
    """
    subscription = _locked(subscription)
    secret, moment = new_secret(), now()
    began = subscription.previous_until and subscription.rotated_at
    if not (began and began > moment - RETRIED_WITHIN):
        subscription.previous_secret = subscription.secret
    subscription.previous_until = moment + timedelta(hours=overlap_hours)
    if not overlap_hours:
        subscription.previous_secret, subscription.previous_until = "", None
    subscription.secret, subscription.rotated_at = seal(secret), moment
    subscription.save(update_fields=["secret", "previous_secret", "previous_until", "rotated_at"])
    details = {"overlap_hours": overlap_hours}
    _note(subscription, "rotate_secret", "Webhook anahtarı yenilendi", by=by, on=on, details=details)
    return secret


@transaction.atomic
def test(subscription: Subscription, *, by: User, on: date) -> Delivery:
    """Send a message that tells of no change, to see whether the receiver takes it and checks its signature."""
    subscription = _locked(subscription)
    if subscription.state != SubscriptionState.ACTIVE:
        raise OutOfState("Durdurulmuş aboneliğe deneme iletisi gönderilmez; önce aboneliği sürdürün.")
    detail = {"detail": "Bu bir deneme iletisidir; hiçbir kayıt değişmedi."}
    return write_message(subscription, "webhook.test", detail, Position(subscription.xact, subscription.change))


@transaction.atomic
def pause(subscription: Subscription, *, by: User | None, on: date, why: str = OWNER_PAUSED) -> Subscription:
    """Send nothing until it is resumed; what changes meanwhile is told then, as long as the feed keeps it."""
    subscription = _locked(subscription)
    if subscription.state != SubscriptionState.ACTIVE:
        raise OutOfState("Bu abonelik zaten durdurulmuş.")
    subscription.state, subscription.paused_why = SubscriptionState.PAUSED, why
    subscription.save(update_fields=["state", "paused_why"])
    _note(subscription, "pause", "Webhook aboneliği durduruldu", by=by, on=on, details={"why": why})
    return subscription


@transaction.atomic
def resume(subscription: Subscription, *, by: User, on: date) -> Subscription:
    """Go on where it stopped; what waits is tried at once."""
    subscription = _locked(subscription)
    if subscription.state != SubscriptionState.PAUSED:
        raise OutOfState("Bu abonelik durdurulmuş değil.")
    subscription.state, subscription.paused_why, subscription.failing_since = SubscriptionState.ACTIVE, "", None
    subscription.save(update_fields=["state", "paused_why", "failing_since"])
    subscription.deliveries.filter(state=DeliveryState.WAITING).update(next_at=now(), attempts=0)
    _note(subscription, "resume", "Webhook aboneliği sürdürüldü", by=by, on=on)
    return subscription


@transaction.atomic
def remove(subscription: Subscription, *, by: User, on: date) -> None:
    """End it: nothing more is sent, its secrets are forgotten; what was sent stays in the log for its time."""
    subscription = _locked(subscription)
    subscription.state = SubscriptionState.REMOVED
    subscription.secret, subscription.previous_secret, subscription.previous_until = "", "", None
    subscription.save(update_fields=["state", "secret", "previous_secret", "previous_until"])
    waiting = subscription.deliveries.filter(state=DeliveryState.WAITING)
    waiting.update(state=DeliveryState.DEAD, finished_at=now(), next_at=None)
    _note(subscription, "remove", "Webhook aboneliği kaldırıldı", by=by, on=on)


@transaction.atomic
def resend(subscription: Subscription, deliveries: Any, *, by: User, on: date) -> int:
    """Send again what was given up, once and before all that waits; how many. What is not dead is left alone."""
    subscription = _locked(subscription)
    keys = list(deliveries.dead().filter(subscription=subscription).select_for_update().values_list("pk", flat=True))
    # One attempt more: a message that is refused again must not hold back the others for a day.
    last = len(retries())
    Delivery.objects.filter(pk__in=keys).update(
        state=DeliveryState.WAITING, finished_at=None, next_at=now(), attempts=last
    )
    if keys:
        _note(
            subscription,
            "resend",
            "Webhook iletileri yeniden gönderiliyor",
            by=by,
            on=on,
            details={"count": len(keys)},
        )
    return len(keys)


def retries() -> list[int]:
    """Seconds from each failed attempt to the next."""
    return list(settings.WEBHOOK_RETRY_SECONDS)


def _locked(subscription: Subscription) -> Subscription:
    found = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if found.state == SubscriptionState.REMOVED:
        raise OutOfState("Bu abonelik kaldırılmış.")
    return found


def _note(subscription: Subscription, act: str, label: str, *, by: User | None, on: date, details: Any = None) -> None:
    record_act(subscription, act=act, label=label, by=by, on=on, details=details or {})
