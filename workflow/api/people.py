"""Requests for accounts over REST, for people who are signed in: asked by a province, decided by the ministry."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from accounts.models import Province
from workflow.models import AccountRequest
from workflow.people.acts import REQUEST, ask_account
from workflow.people.forms import FORM_OF_ACT, AskForm

from .acts import ActView, act_body, open_acts
from .inputs import checked_form, described
from .problems import Faults
from .together import PEOPLE


class RequestSerializer(serializers.ModelSerializer[AccountRequest]):
    """A request for an account or about a duty; the address is shown where the pages ask why one wants to see it."""

    province = serializers.IntegerField(source="province_id", read_only=True)
    district = serializers.IntegerField(source="district_id", read_only=True, allow_null=True)
    requested_by = serializers.CharField(source="requested_by.username", read_only=True)
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta:
        model = AccountRequest
        fields = [
            "id", "kind", "status", "revision", "province", "requested_by", "first_name", "last_name", "role", "district",
            "institution_code", "starts_on", "ends_on", "reason", "answer", "submitted_at", "acts",
        ]  # fmt: skip
        read_only_fields = fields

    def get_acts(self, record: AccountRequest) -> list[str]:
        return open_acts(REQUEST, record, self.context)


class AccountRequests(ScopedList):
    required_scopes = {"GET": PEOPLE, "POST": PEOPLE}
    queryset = AccountRequest.objects.select_related("requested_by")
    serializer_class = RequestSerializer
    filterset_fields = ["status", "kind", "province"]

    @extend_schema(
        operation_id="list_account_requests",
        summary="Requests that the signed-in person sees",
        responses={200: RequestSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="ask_account",
        summary="Ask for an account with a duty, for somebody of the own province",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "additionalProperties": False,
                "properties": {**described(AskForm), "province": {"type": "integer"}},
            }
        },
        responses={201: RequestSerializer, **problems(400, 413, 415, 422)},
    )
    @once
    def post(self, request: Request) -> Response:
        province = _province(request)
        form = checked_form(AskForm, request.data, known=frozenset({"province"}), province=province)
        made = ask_account(province, by=request.user, on=localdate(), asked=form.asked())
        return Response(RequestSerializer(made, context={"request": request}).data, status=201)


def _province(request: Request) -> Province:
    """The province that asks: the one named, or the own one where there is no other; never one beyond the own."""
    if not isinstance(request.data, dict):
        raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
    own = list(Province.objects.filter(pk__in=request.user.scope.provinces)) if request.user.is_province else []
    named = request.data.get("province")
    found = [province for province in own if named is None or province.pk == named]
    if not found:
        raise Faults([{"path": "province", "message": "Yalnız görevli olduğunuz il için hesap isteyebilirsiniz."}])
    return found[0]


def _seen(request: Request) -> Any:
    return AccountRequest.objects.visible_to(request.user).select_related("requested_by", "province")


class RequestDetail(Tagged):
    required_scopes = {"GET": PEOPLE}

    @extend_schema(
        operation_id="read_account_request",
        summary="A request with the acts open to the signed-in person",
        responses={200: RequestSerializer, **problems(404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        found = get_object_or_404(_seen(request), pk=pk)
        return Response(RequestSerializer(found, context={"request": request}).data)


class ActOnRequest(ActView):
    required_scopes = {"POST": PEOPLE}
    lifecycle = REQUEST
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> AccountRequest:
        return get_object_or_404(_seen(request), pk=pk)

    def shape(self, request: Request, record: AccountRequest) -> dict[str, Any]:
        return dict(RequestSerializer(record, context={"request": request}).data)

    @extend_schema(
        operation_id="act_on_account_request",
        summary="Perform an act on a request",
        parameters=[OpenApiParameter("name", {"enum": list(REQUEST.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(REQUEST, FORM_OF_ACT)},
        responses={200: RequestSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)
