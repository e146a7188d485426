"""Webhooks: which program wants to be told of which changes, what was told, and each attempt to tell it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from workflow.choices import ChangeKind, DeliveryState, SubscriptionState
from workflow.webhooks.querysets import DeliveryQuerySet, SubscriptionQuerySet


class Subscription(models.Model):
    """A program's wish to be told of changes at an address; it hears what its account may see, in order.

    ``secret``, ``previous_secret``: sealed (see :mod:`workflow.webhooks.secrets`). ``xact``, ``change``: up to where in the
    feed it has been told. ``leased_until``, ``leased_by``: which worker has it in hand; a lease falls with its time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="subscriptions", verbose_name="İstemci"
    )
    url = models.URLField("adres", max_length=500)
    description = models.CharField("açıklama", max_length=200, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=20, choices=ChangeKind.choices), verbose_name="kayıt türleri", default=list
    )
    province = models.ForeignKey(
        "accounts.Province", on_delete=models.PROTECT, null=True, blank=True, verbose_name="İl sınırı"
    )
    contact = models.EmailField("İrtibat", blank=True)
    secret = models.TextField(editable=False)
    previous_secret = models.TextField(blank=True, editable=False)
    previous_until = models.DateTimeField("eski anahtarın son anı", null=True, editable=False)
    rotated_at = models.DateTimeField("anahtarın yenilenmesi", null=True, editable=False)
    state = models.CharField(
        "durum",
        max_length=10,
        choices=SubscriptionState.choices,
        default=SubscriptionState.ACTIVE,
        editable=False,
    )
    paused_why = models.CharField("durdurma nedeni", max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField("kuruluş", auto_now_add=True)
    era = models.BigIntegerField(editable=False)
    xact = models.BigIntegerField(editable=False)
    change = models.BigIntegerField(editable=False)
    missed_at = models.DateTimeField("değişiklik kaçırdığı an", null=True, editable=False)
    failing_since = models.DateTimeField("ne zamandır ulaşılamıyor", null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    leased_by = models.UUIDField(null=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "Webhook aboneliği"
        verbose_name_plural = "Webhook abonelikleri"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(previous_secret="", previous_until=None)
                | (~Q(previous_secret="") & Q(previous_until__isnull=False)),
                name="subscription_previous_secret_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One message of a subscription: written once, its body never changed, sent until it is taken or given up.

    The key is told to the receiver with each attempt, so that it can take what arrives twice once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="deliveries", verbose_name="abonelik"
    )
    event = models.CharField("olay", max_length=40, editable=False)
    body = models.TextField("gövde", editable=False)
    xact = models.BigIntegerField(editable=False)
    change = models.BigIntegerField(editable=False)
    state = models.CharField(
        "durum", max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING, editable=False
    )
    attempts = models.PositiveSmallIntegerField("deneme", default=0, editable=False)
    next_at = models.DateTimeField("sıradaki deneme", null=True, editable=False)
    status = models.PositiveSmallIntegerField("son yanıt", null=True, editable=False)
    created_at = models.DateTimeField("oluşturulma", auto_now_add=True)
    finished_at = models.DateTimeField("bitiş", null=True, editable=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "Webhook iletisi"
        verbose_name_plural = "Webhook iletileri"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DeliveryState.WAITING, finished_at=None, next_at__isnull=False)
                | (~Q(state=DeliveryState.WAITING) & Q(finished_at__isnull=False, next_at=None)),
                name="delivery_finished_exactly_when_it_waits_no_longer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["subscription", "xact", "change"],
                condition=Q(state=DeliveryState.WAITING),
                name="delivery_in_order",
            ),
            models.Index(fields=["subscription", "-created_at"], name="delivery_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.event} ({self.pk})"


class DeliveryAttempt(models.Model):
    """One attempt: what was answered (``status``), in how many milliseconds, and the beginning of the answer."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="log", verbose_name="İleti")
    at = models.DateTimeField("an", editable=False)
    status = models.PositiveSmallIntegerField("yanıt", null=True, editable=False)
    milliseconds = models.PositiveIntegerField("süre (ms)", editable=False)
    excerpt = models.TextField("yanıtın başı", blank=True, editable=False)
    fault = models.CharField("hata", max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = "Gönderme denemesi"
        verbose_name_plural = "Gönderme denemeleri"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M:%S}: {self.status or self.fault}"
