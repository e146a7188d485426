"""Webhook subscriptions over REST: set up, changed, paused, ended; what was sent, and what was given up sent again."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction
from django.db.models import Count, Q
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from accounts.models import User
from workflow.choices import ChangeKind, DeliveryState
from workflow.feed.telling import kinds_open_to
from workflow.models import Delivery, Subscription
from workflow.webhooks import acts
from workflow.webhooks.acts import WHAT_MAY_CHANGE
from workflow.webhooks.forms import RotationForm, SubscriptionForm

from .inputs import checked, described
from .problems import Changed, Faults
from .versions import IF_MATCH, Stamped, stamp_named, stamp_of
from .webhook_shapes import (
    EXAMPLE_REQUEST,
    EXAMPLE_WITH_SECRET,
    WITH_SECRET,
    DeliveryRecord,
    DeliveryRow,
    SubscriptionSerializer,
)

READ, WRITE = "webhooks:read", "webhooks:write"
BODY = {
    "type": "object",
    "required": ["url"],
    "additionalProperties": False,
    "properties": {
        **described(SubscriptionForm),
        "kinds": {"type": ["array", "null"], "items": {"type": "string", "enum": list(ChangeKind.values)}},
    },
}
PART = {**BODY, "required": []}
NOTHING = {"type": "object", "additionalProperties": False, "properties": {}}
COUNTED = {
    "waiting": Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING)),
    "dead": Count("deliveries", filter=Q(deliveries__state=DeliveryState.DEAD)),
}


def caller(request: Request) -> User:
    return cast(User, request.user)  # the permission lets no anonymous caller through


def subscription_of(request: Request, pk: Any) -> Subscription:
    """One of the caller's own subscriptions; another's is 404."""
    return get_object_or_404(Subscription.objects.visible_to(caller(request)), pk=pk)


def shown(subscription: Subscription, **more: Any) -> dict[str, Any]:
    counted = Subscription.objects.filter(pk=subscription.pk).annotate(**COUNTED).get()
    return {**SubscriptionSerializer(counted).data, **more}


def nothing_asked(request: Request) -> None:
    checked(Form, request.data or {})


def asked_for(request: Request, body: Any) -> dict[str, Any]:
    """What a subscription is to be, checked against the form, the caller's scopes and province."""
    values = checked(SubscriptionForm, body)
    auth: Any = request.auth
    forbidden = set(values["kinds"]) - kinds_open_to(auth.scope.split() if auth else None)
    if forbidden:
        raise PermissionDenied(f"Bu türleri okuma izniniz yok: {', '.join(sorted(forbidden))}.")
    scope, province = caller(request).scope, values["province"]
    if province is not None and not scope.everywhere and province.code not in scope.provinces:
        raise Faults([{"path": "province", "message": "Bu il yetki alanınızda değil."}])
    return cast(dict[str, Any], values)


class WebhookList(ScopedList):
    """The caller's subscriptions; POST makes one."""

    required_scopes = {"GET": READ, "POST": WRITE}
    queryset = Subscription.objects.annotate(**COUNTED)
    serializer_class = SubscriptionSerializer
    filterset_fields = ["state"]

    @extend_schema(
        operation_id="list_webhooks",
        summary="The caller's webhook subscriptions",
        responses={200: SubscriptionSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="create_webhook",
        summary="Be told of changes at an address, from now on; the secret is shown this once",
        description="No `Idempotency-Key` here: the answer holds a secret, and answers are kept for replays. If the answer "
        "was lost, remove the subscription that the list shows and make another.",
        request={"application/json": BODY},
        responses={
            201: OpenApiResponse(WITH_SECRET, "The subscription with its secret."),
            **problems(400, 413, 415, 422),
        },
        examples=[
            OpenApiExample("dossiers and designations", value=EXAMPLE_REQUEST, request_only=True),
            OpenApiExample("made", value=EXAMPLE_WITH_SECRET, response_only=True, status_codes=["201"]),
        ],
    )
    def post(self, request: Request) -> Response:
        if request.auth is None:
            raise PermissionDenied("Abonelikleri programlar kurar; kişiler bunu yönetim ekranında yapar.")
        values = asked_for(request, request.data)
        user = caller(request)
        subscription, secret = acts.subscribe(user, by=user, on=localdate(), **values)
        return Response(shown(subscription, secret=secret), status=201)


class WebhookDetail(Stamped):
    """One subscription; its tag begins with a stamp of what may be changed, not of what was sent meanwhile."""

    required_scopes = {"GET": READ, "PATCH": WRITE, "DELETE": WRITE}

    def stamp(self, data: Any) -> str:
        return stamp_of({name: data[name] for name in (*WHAT_MAY_CHANGE, "state")})

    @extend_schema(
        operation_id="read_webhook",
        summary="A subscription: whether it works, what waits, what was given up",
        responses={200: SubscriptionSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: str) -> Response:
        return Response(shown(subscription_of(request, pk)))

    @extend_schema(
        operation_id="change_webhook",
        summary="Change the address, the kinds, the province, the contact; keys left out stay",
        parameters=[IF_MATCH],
        request={"application/json": PART},
        responses={200: SubscriptionSerializer, **problems(400, 404, 409, 412, 413, 415, 422)},
        examples=[OpenApiExample("another address", value={"url": EXAMPLE_REQUEST["url"]}, request_only=True)],
    )
    def patch(self, request: Request, pk: str) -> Response:
        subscription = subscription_of(request, pk)
        body = request.data
        if isinstance(body, dict):
            now = {name: getattr(subscription, name) for name in ("url", "description", "kinds", "contact")}
            body = {**now, "province": subscription.province_id, **body}
        values = asked_for(request, body)
        expected = stamp_named(request, wanted=False)
        with transaction.atomic():
            Subscription.objects.select_for_update().get(pk=subscription.pk)
            current = shown(subscription)
            if expected not in {None, self.stamp(current)}:
                raise Changed("Siz yazarken bu abonelik değişti. Değişikliği görüp yeniden gönderin.", current)
            subscription = acts.change(subscription, by=caller(request), on=localdate(), **values)
        return Response(shown(subscription))

    @extend_schema(
        operation_id="remove_webhook", summary="End a subscription", responses={204: None, **problems(404, 409)}
    )
    def delete(self, request: Request, pk: str) -> Response:
        acts.remove(subscription_of(request, pk), by=caller(request), on=localdate())
        return Response(status=204)


class WebhookSecret(APIView):
    """A new secret for a subscription."""

    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="rotate_webhook_secret",
        summary="A new secret, shown this once; messages carry both signatures during the overlap",
        description="Whoever calls again within the hour has lost the answer: that secret is replaced, the old one stays.",
        request={"application/json": {**NOTHING, "properties": described(RotationForm)}},
        responses={
            200: OpenApiResponse(WITH_SECRET, "The subscription with its new secret."),
            **problems(400, 404, 409, 413, 415),
        },
        examples=[
            OpenApiExample("at once, after a leak", value={"overlap_hours": 0}, request_only=True),
            OpenApiExample("rotated", value=EXAMPLE_WITH_SECRET, response_only=True, status_codes=["200"]),
        ],
    )
    def post(self, request: Request, pk: str) -> Response:
        subscription = subscription_of(request, pk)
        hours = checked(RotationForm, request.data or {})["overlap_hours"]
        wanted = {} if hours is None else {"overlap_hours": hours}
        secret = acts.rotate_secret(subscription, by=caller(request), on=localdate(), **wanted)
        return Response(shown(subscription, secret=secret))


class WebhookPause(APIView):
    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="pause_webhook",
        summary="Send nothing until it is resumed",
        request={"application/json": NOTHING},
        responses={200: SubscriptionSerializer, **problems(400, 404, 409, 413, 415)},
    )
    def post(self, request: Request, pk: str) -> Response:
        subscription = subscription_of(request, pk)
        nothing_asked(request)
        return Response(shown(acts.pause(subscription, by=caller(request), on=localdate())))


class WebhookResume(APIView):
    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="resume_webhook",
        summary="Go on where it stopped",
        request={"application/json": NOTHING},
        responses={200: SubscriptionSerializer, **problems(400, 404, 409, 413, 415)},
    )
    def post(self, request: Request, pk: str) -> Response:
        subscription = subscription_of(request, pk)
        nothing_asked(request)
        return Response(shown(acts.resume(subscription, by=caller(request), on=localdate())))


class WebhookTest(APIView):
    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="test_webhook",
        summary="Send a message of the event webhook.test",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": NOTHING},
        responses={202: DeliveryRow, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: str) -> Response:
        subscription = subscription_of(request, pk)
        nothing_asked(request)
        return Response(DeliveryRow(acts.test(subscription, by=caller(request), on=localdate())).data, status=202)


class DeliveryList(ScopedList):
    """What was, or is to be, sent to a subscription, newest first by key."""

    required_scopes = {"GET": READ}
    queryset = Delivery.objects.all()
    serializer_class = DeliveryRow
    filterset_fields = ["state"]

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.filter(subscription=self.kwargs["pk"]) if "pk" in self.kwargs else rows

    @extend_schema(
        operation_id="list_webhook_deliveries",
        summary="The messages of a subscription; state=dead is the dead-letter list",
        responses={200: DeliveryRow(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        subscription_of(request, self.kwargs["pk"])
        return super().get(request, *args, **kwargs)


class DeliveryDetail(Tagged):
    """One message with its body and each attempt."""

    required_scopes = {"GET": READ}

    @extend_schema(
        operation_id="read_webhook_delivery",
        summary="A message: its body, and what each attempt was answered",
        responses={200: DeliveryRecord, **problems(404)},
    )
    def get(self, request: Request, pk: str, delivery: str) -> Response:
        rows = Delivery.objects.filter(subscription=subscription_of(request, pk)).prefetch_related("log")
        return Response(DeliveryRecord(get_object_or_404(rows, pk=delivery)).data)


RESENT = {
    "type": "object",
    "required": ["resent"],
    "properties": {"resent": {"type": "integer", "description": "How many messages are on their way again."}},
}


class ResendAll(APIView):
    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="resend_webhook_deliveries",
        summary="Send again all messages that were given up, one attempt each",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": NOTHING},
        responses={202: OpenApiResponse(RESENT, "How many."), **problems(400, 404, 409, 413, 415, 422)},
        examples=[OpenApiExample("three", value={"resent": 3}, response_only=True, status_codes=["202"])],
    )
    @once
    def post(self, request: Request, pk: str) -> Response:
        subscription = subscription_of(request, pk)
        nothing_asked(request)
        count = acts.resend(subscription, Delivery.objects.all(), by=caller(request), on=localdate())
        return Response({"resent": count}, status=202)


class ResendOne(APIView):
    required_scopes = {"POST": WRITE}

    @extend_schema(
        operation_id="resend_webhook_delivery",
        summary="Send again one message that was given up",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": NOTHING},
        responses={
            202: OpenApiResponse(RESENT, "1, or 0 where it was not given up."),
            **problems(400, 404, 409, 413, 415, 422),
        },
        examples=[OpenApiExample("sent again", value={"resent": 1}, response_only=True, status_codes=["202"])],
    )
    @once
    def post(self, request: Request, pk: str, delivery: str) -> Response:
        subscription = subscription_of(request, pk)
        nothing_asked(request)
        one = get_object_or_404(Delivery, subscription=subscription, pk=delivery)
        count = acts.resend(subscription, Delivery.objects.filter(pk=one.pk), by=caller(request), on=localdate())
        return Response({"resent": count}, status=202)
