"""Webhook subscriptions, their messages and the change feed in the admin: kept by the system administrator."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from accounts.choices import Role
from workflow.choices import ChangeKind, DeliveryState, SubscriptionState
from workflow.conflicts import Offer
from workflow.listing.paging import Bounded
from workflow.models import Change, Delivery, DeliveryAttempt, FeedKeeping, FeedState, JournalEntry, Subscription
from workflow.refusals import Invalid, Refusal
from workflow.templatetags.look import status_badge
from workflow.webhooks import acts
from workflow.webhooks.forms import NewSubscriptionForm, RotationForm, SubscriptionForm

from .base import MinistryAdmin
from .people import KEEPERS, READERS, Journalled

ACTIVE, PAUSED = SubscriptionState.ACTIVE, SubscriptionState.PAUSED


def _change(subscription: Subscription, **values: Any) -> None:
    acts.change(subscription, **values)


def _rotate(subscription: Subscription, *, overlap_hours: int | None, **who: Any) -> str:
    return acts.rotate_secret(
        subscription, **who, **({} if overlap_hours is None else {"overlap_hours": overlap_hours})
    )


def _resend(subscription: Subscription, **who: Any) -> None:
    acts.resend(subscription, Delivery.objects.all(), **who)


@dataclass(frozen=True)
class WebhookAct:
    """An act on a subscription, as its page offers it in these states."""

    name: str
    label: str
    perform: Callable[..., Any]
    states: frozenset[str]
    intro: str
    done: str
    form: type[forms.Form] = forms.Form
    danger: bool = False


BOTH = frozenset({ACTIVE, PAUSED})
ACTS = {
    act.name: act
    for act in (
        WebhookAct(
            "deneme", "Deneme iletisi gönder", acts.test, frozenset({ACTIVE}),
            "Hiçbir kaydın değişmediğini söyleyen bir ileti gönderilir; alıcının imzayı denetleyip denetlemediği görülür.",
            "Deneme iletisi sıraya alındı.",
        ),
        WebhookAct(
            "duzenle", "Düzenle", _change, BOTH, "Adres değişirse bekleyen iletiler yeni adrese gider.",
            "Abonelik değişti.", SubscriptionForm,
        ),
        WebhookAct(
            "anahtar", "Anahtarı yenile", _rotate, BOTH,
            "Süre boyunca iletiler hem yeni hem eski anahtarla imzalanır; alıcı bu sürede yenisine geçer.",
            "Anahtar yenilendi.", RotationForm,
        ),
        WebhookAct(
            "yeniden", "İletilemeyenleri yeniden gönder", _resend, BOTH,
            "İletilemeyen iletiler, bekleyenlerden önce birer kez daha gönderilir.", "İletiler sıraya alındı.",
        ),
        WebhookAct(
            "durdur", "Durdur", acts.pause, frozenset({ACTIVE}),
            "Sürdürülene kadar ileti gönderilmez. Aradaki değişiklikler, saklandıkları sürece sonradan gönderilir.",
            "Abonelik durduruldu.",
        ),
        WebhookAct(
            "surdur", "Sürdür", acts.resume, frozenset({PAUSED}),
            "Kaldığı yerden sürer; bekleyen iletiler hemen denenir.", "Abonelik sürüyor.",
        ),
        WebhookAct(
            "kaldir", "Kaldır", acts.remove, BOTH,
            "Artık ileti gönderilmez ve anahtarlar silinir. Gönderilmiş iletilerin kaydı süresi dolana kadar kalır.",
            "Abonelik kaldırıldı.", danger=True,
        ),
    )
}  # fmt: skip


class WebhookPages(MinistryAdmin):
    """What subscriptions and messages share: who looks, who acts, and states by word and icon."""

    job = "Denetim"
    viewers = READERS
    adders = frozenset()

    @admin.display(description="Durum", ordering="state")
    def shown_state(self, record: Any) -> str:
        return render_to_string("components/badge.html", status_badge(record.state, record.get_state_display()))

    def may_act(self, request: HttpRequest) -> bool:
        return request.user.has_role(*KEEPERS)

    def record_of(self, request: HttpRequest, object_id: str) -> Any:
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if not self.may_act(request):
            raise PermissionDenied
        return record

    def page_of(self, name: str, record: Any) -> str:
        return reverse(f"{self.admin_site.name}:workflow_{name}", args=[record.pk])


def _offer(request: HttpRequest, record: Subscription, act: WebhookAct) -> Offer:
    """The act's form; what changes values is compared, under the lock, with what was saved meanwhile."""
    data = request.POST if request.method == "POST" else None
    if act.form is not SubscriptionForm:
        return Offer(act.form(data), "", None)
    if data is not None:
        record = Subscription.objects.select_for_update(of=("self",)).get(pk=record.pk)
    initial = {field: getattr(record, field) for field in acts.WHAT_MAY_CHANGE}
    return Offer.of(record, lambda sent: act.form(sent, initial=initial), None, data)


@admin.register(Subscription)
class SubscriptionAdmin(WebhookPages):
    menu_label = "Webhook abonelikleri"
    menu_rank = 60
    purpose = "Değişikliklerin bildirildiği öteki sistemler. Anahtar yalnız kurulurken ve yenilenirken gösterilir."
    adders = KEEPERS
    change_form_template = "workflow/admin/change_form.html"
    list_display = ["url", "owner", "shown_kinds", "province", "shown_state", "failing_since", "created_at"]
    list_filter = ["state"]
    list_select_related = ["owner", "province"]
    search_fields = ["url", "owner__username", "owner__first_name"]
    fields = [
        "url", "owner", "shown_kinds", "province", "description", "contact", "shown_state", "paused_why", "created_at",
        "rotated_at", "previous_until", "failing_since", "missed_at", "messages_of",
    ]  # fmt: skip
    readonly_fields = fields

    @admin.display(description="Kayıt türleri")
    def shown_kinds(self, subscription: Subscription) -> str:
        return ", ".join(ChangeKind(kind).label for kind in subscription.kinds) or "Okuyabildiği bütün türler"

    @admin.display(description="İletiler")
    def messages_of(self, subscription: Subscription) -> str:
        """How many wait and were given up, as ways to the lists of them."""
        address = reverse(f"{self.admin_site.name}:workflow_delivery_changelist")
        states = list(subscription.deliveries.exclude(state=DeliveryState.DELIVERED).values_list("state", flat=True))
        links = [
            format_html(
                '<a href="{}?subscription__id__exact={}&state__exact={}">{}: {}</a>',
                address, subscription.pk, state, state.label, states.count(state),
            )
            for state in (DeliveryState.WAITING, DeliveryState.DEAD)
        ]  # fmt: skip
        return format_html("{} · {}", *links)

    def get_urls(self) -> list[URLPattern]:
        add, act = self.admin_site.admin_view(self.subscribe_view), self.admin_site.admin_view(self.act_view)
        return [
            path("add/", add, name="workflow_subscription_add"),
            path("<path:object_id>/islem/<slug:name>/", act, name="workflow_subscription_act"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        context = extra_context or {}
        if record is not None:
            open_acts = [act for act in ACTS.values() if record.state in act.states and self.may_act(request)]
            url = f"{self.admin_site.name}:workflow_subscription_act"
            context |= {
                "acts": [
                    {"label": act.label, "danger": act.danger, "url": reverse(url, args=[record.pk, act.name])}
                    for act in open_acts
                ],
                "timeline": JournalEntry.objects.of(record).select_related("by").reverse()[:200],
            }
        return super().change_view(request, object_id, form_url, context)

    def subscribe_view(self, request: HttpRequest) -> HttpResponse:
        """Set up a subscription for a client; its secret is shown this once."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NewSubscriptionForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            values = dict(form.cleaned_data)
            owner = values.pop("client").user
            made = self._try(form, acts.subscribe, owner, by=request.user, on=localdate(), **values)
            if made:
                subscription, secret = made
                return self._page(request, subscription, secret=secret, title="Webhook aboneliği kuruldu")
        return self._page(request, None, form=form, title="Webhook aboneliği ekle", submit="Aboneliği kur")

    @transaction.atomic
    def act_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """One act on a subscription: what it does, what it asks, and what came of it."""
        record = self.record_of(request, object_id)
        act = ACTS.get(name)
        if act is None or record.state not in act.states:
            raise Http404
        offer = _offer(request, record, act)
        form = offer.form
        if request.method == "POST" and offer.is_ready():
            done = self._try(form, act.perform, record, by=request.user, on=localdate(), **form.cleaned_data)
            if isinstance(done, str):
                return self._page(request, record, secret=done, title=act.done)
            if not form.errors:
                messages.success(request, act.done)
                gone = name == "kaldir"
                return redirect(
                    "admin:workflow_subscription_changelist" if gone else self.page_of("subscription_change", record)
                )
        more = {"title": act.label, "intro": act.intro, "submit": act.label, "danger": act.danger}
        return self._page(request, record, **offer.context(), **more)

    def _try(self, form: forms.Form, perform: Callable[..., Any], *given: Any, **values: Any) -> Any:
        """What the act returns; a refusal stands at its field of the form."""
        try:
            return perform(*given, **values)
        except Invalid as refusal:
            for field, sentence in (refusal.faults or {None: str(refusal)}).items():
                form.add_error(field if field in form.fields else None, sentence)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        return None

    def _page(self, request: HttpRequest, record: Subscription | None, **more: Any) -> HttpResponse:
        back = (
            self.page_of("subscription_change", record)
            if record
            else reverse(f"{self.admin_site.name}:workflow_subscription_changelist")
        )
        context = {**self.admin_site.each_context(request), "opts": self.opts, "record": record, "back": back, **more}
        return TemplateResponse(request, "workflow/admin/webhook.html", context)


class AttemptInline(admin.TabularInline):  # type: ignore[type-arg]
    model = DeliveryAttempt
    extra = 0
    can_delete = False
    fields = readonly_fields = ["at", "status", "milliseconds", "fault", "excerpt"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Delivery)
class DeliveryAdmin(WebhookPages):
    menu_label = "Webhook iletileri"
    menu_rank = 61
    purpose = (
        "Gönderilen, sırada bekleyen ve iletilemeyen iletiler. Denemeleri biten ileti buradan yeniden gönderilir."
    )
    paginator = Bounded
    change_form_template = "workflow/admin/change_form.html"
    list_display = ["created_at", "event", "subscription", "shown_state", "attempts", "status", "next_at"]
    list_filter = ["state", "event"]
    list_select_related = ["subscription"]
    ordering = ["-created_at"]
    fields = [
        "subscription",
        "event",
        "shown_state",
        "attempts",
        "status",
        "next_at",
        "finished_at",
        "shown_body",
    ]
    readonly_fields = fields
    inlines = [AttemptInline]

    @admin.display(description="Gövde")
    def shown_body(self, delivery: Delivery) -> str:
        frame = '<pre tabindex="0" role="group" aria-label="Gövde">{}</pre>'  # scrolls, so the keyboard reaches it
        return format_html(frame, json.dumps(json.loads(delivery.body), ensure_ascii=False, indent=2))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == "subscription__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.resend_view)
        return [path("<path:object_id>/yeniden/", view, name="workflow_delivery_resend"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        context = extra_context or {}
        if record is not None and self._may_resend(request, record):
            context |= {"acts": [{"label": "Yeniden gönder", "url": self.page_of("delivery_resend", record)}]}
        return super().change_view(request, object_id, form_url, context)

    def _may_resend(self, request: HttpRequest, delivery: Delivery) -> bool:
        standing = delivery.subscription.state != SubscriptionState.REMOVED
        return delivery.state == DeliveryState.DEAD and standing and self.may_act(request)

    def resend_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send one message again, once."""
        delivery = self.record_of(request, object_id)
        back = self.page_of("delivery_change", delivery)
        if not self._may_resend(request, delivery):
            messages.warning(request, "Yalnız iletilemeyen iletiler yeniden gönderilir.")
            return redirect(back)
        if request.method == "POST":
            one = Delivery.objects.filter(pk=delivery.pk)
            acts.resend(delivery.subscription, one, by=request.user, on=localdate())
            messages.success(request, "İleti sıraya alındı.")
            return redirect(back)
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "record": delivery, "back": back,
            "title": "Yeniden gönder", "form": forms.Form(), "submit": "Yeniden gönder",
            "intro": "İleti aynı gövde ve aynı kimlikle bir kez daha gönderilir.",
        }  # fmt: skip
        return TemplateResponse(request, "workflow/admin/webhook.html", context)


@admin.register(Change)
class ChangeAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Değişiklik akışı"
    menu_rank = 62
    purpose = "Öteki sistemlere bildirilen değişiklikler, en yenisi üstte. Satırları veritabanı yazar."
    viewers = READERS
    paginator = Bounded
    list_display = ["at", "kind", "code", "record", "change", "act", "on"]
    list_filter = ["kind", "change"]
    search_fields = ["=code"]
    search_help_text = "Kurum kodu."
    ordering = ["-xact", "-pk"]
    fields = ["at", "kind", "code", "record", "change", "act", "on", "places", "places_left", "xact"]


@admin.register(FeedKeeping)
class FeedKeepingAdmin(Journalled, MinistryAdmin):
    job = "Ayarlar"
    menu_label = "Akış saklama süresi"
    menu_rank = 85
    purpose = "Değişiklik akışının satırları kaç gün saklanır (idari usul). Kayıt yoksa 90 gün."
    viewers = READERS
    editors = frozenset()
    adders = KEEPERS
    list_display = ["valid_from", "days", "note"]
    fields = ["valid_from", "days", "note"]


@admin.register(FeedState)
class FeedStateAdmin(MinistryAdmin):
    """Looked at by its address where something is to be found out; nothing to do in the menu."""

    viewers = frozenset({Role.ADMINISTRATOR})
    list_display = ["era", "forgotten_xact"]
