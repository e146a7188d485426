"""Stakeholders over REST: the list, one organisation, the acts on it, and records that look like one organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.deprecation import Deprecated, Deprecation
from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from protocols.acts import STAKEHOLDER, add_contact, correct, merge, open_stakeholder, tell_apart
from protocols.choices import StakeholderKind
from protocols.choices.sectors import SECTOR_CHOICES
from protocols.choices.stakeholders import StakeholderStatus
from protocols.forms.stakeholders import (
    FORM_OF_ACT,
    CodeField,
    NewStakeholderForm,
    ShortReasonForm,
    StakeholderForm,
)
from protocols.history import STAKEHOLDER as KEPT
from protocols.lookalikes import Pair, pairs
from protocols.merge_plan import plan_of
from protocols.models import Stakeholder, StakeholderAffiliation
from protocols.permissions.stakeholders import may_record_some
from schools.turkish import name_key
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import WholeNumberFilter
from workflow.api.history import AS_OF, days_of, known_on
from workflow.api.inputs import checked, described
from workflow.api.problems import Changed, Faults
from workflow.api.versions import IF_MATCH, Stamped, stamp_named, stamp_of

from . import examples

SHOWN_DIGITS = 4
# Whom to ask for was one text of an organisation; it is a person of its own now.
CONTACT = frozenset({"contact"})
LONGEST_CONTACT = 200
GOING = {"since": date(2026, 12, 1), "until": date(2027, 7, 1), "instead": "act `add_contact`"}
OF_POST = Deprecation("POST /api/v1/stakeholders/ contact", **GOING)
OF_PATCH = Deprecation("PATCH /api/v1/stakeholders/{id}/ contact", **GOING)
OLD_CONTACT = {
    "contact": {
        "type": ["string", "null"],
        "maxLength": LONGEST_CONTACT,
        "deprecated": True,
        "description": "A person to ask for, under this name.",
    }
}


def body_of(form_class: type[forms.Form], *required: str, **more: Any) -> dict[str, Any]:
    return {
        "application/json": {
            "type": "object",
            "required": list(required),
            "additionalProperties": False,
            "properties": {**described(form_class), **more},
        }
    }


def old_contact(request: Request) -> str:
    """What is given under the name that is announced to go."""
    given = request.data.get("contact") if isinstance(request.data, dict) else None
    if given is not None and (not isinstance(given, str) or len(given) > LONGEST_CONTACT):
        raise Faults([{"path": "contact", "message": f"En çok {LONGEST_CONTACT} karakterlik bir metin olmalıdır."}])
    return (given or "").strip()


class BelongingSerializer(serializers.ModelSerializer[StakeholderAffiliation]):
    """To whom it belongs, in which way, and when."""

    parent_name = serializers.CharField(source="parent.name", read_only=True)

    class Meta:
        model = StakeholderAffiliation
        fields = ["id", "parent", "parent_name", "how", "starts_on", "ends_on"]
        read_only_fields = fields


class StakeholderSerializer(serializers.ModelSerializer[Stakeholder]):
    """An organisation. Its tax number is shown masked; whom to reach there is kept to the pages.

    `merged_into`: the record that was kept, where this one was found to be the same organisation.
    """

    code = serializers.CharField(read_only=True, help_text="Such as P12; a representative's duty names it.")
    tax_number = serializers.SerializerMethodField(help_text="The last four digits; null when it is not known.")
    email = serializers.CharField(read_only=True, help_text="Of the organisation; empty when it is not known.")
    nace = serializers.CharField(read_only=True, help_text="NACE division, two digits; empty when it is not known.")
    province = serializers.IntegerField(source="province_id", allow_null=True, read_only=True)
    district = serializers.IntegerField(source="district_id", allow_null=True, read_only=True)
    merged_into = serializers.IntegerField(source="merged_into_id", allow_null=True, read_only=True)

    class Meta:
        model = Stakeholder
        fields = [
            "id", "code", "name", "kind", "status", "revision", "tax_number", "nace", "province", "district", "address",
            "phone", "email", "closed_on", "merged_into",
        ]  # fmt: skip
        read_only_fields = fields

    def get_tax_number(self, stakeholder: Stakeholder) -> str | None:
        number = stakeholder.tax_number
        return "*" * (len(number) - SHOWN_DIGITS) + number[-SHOWN_DIGITS:] if number else None


class StakeholderRecord(StakeholderSerializer):
    affiliations = BelongingSerializer(many=True, read_only=True)
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(StakeholderSerializer.Meta):
        fields = [*StakeholderSerializer.Meta.fields, "affiliations", "acts"]
        read_only_fields = fields

    def get_acts(self, stakeholder: Stakeholder) -> list[str]:
        return open_acts(STAKEHOLDER, stakeholder, self.context)


def shaped(request: Request, record: Stakeholder, *, past: bool = False) -> dict[str, Any]:
    return dict(StakeholderRecord(record, context={"request": request, "past": past}).data)


class StakeholderFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=StakeholderKind.choices)
    status = django_filters.ChoiceFilter(choices=StakeholderStatus.choices)
    nace = django_filters.ChoiceFilter(choices=SECTOR_CHOICES)
    province = WholeNumberFilter(field_name="province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81.")
    q = django_filters.CharFilter(method="of_name", help_text="Beginnings of words of the name, in any order.")

    class Meta:
        model = Stakeholder
        fields: list[str] = []

    def of_name(self, rows: Any, name: str, value: str) -> Any:
        return rows.named(name_key(value))


class StakeholderList(Deprecated, ScopedList):
    """Organisations that may be party to a protocol, the same for everybody; POST records one."""

    deprecation = OF_POST
    required_scopes = {"GET": "protocols:read", "POST": "protocols:write"}
    queryset = Stakeholder.objects.all()
    serializer_class = StakeholderSerializer
    filterset_class = StakeholderFilter

    @extend_schema(
        operation_id="list_stakeholders",
        summary="Organisations that may be party to a protocol",
        responses={200: StakeholderSerializer(many=True), **problems(400, 404)},
        examples=examples.of("list_stakeholders"),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="record_stakeholder",
        summary="Record an organisation; one that bears a name that is there is recorded with `is_another` only",
        parameters=[IDEMPOTENCY_KEY],
        request=body_of(NewStakeholderForm, "name", "kind", **OLD_CONTACT),
        responses={201: StakeholderRecord, **problems(400, 413, 415, 422)},
        examples=examples.of("record_stakeholder"),
    )
    @once
    def post(self, request: Request) -> Response:
        values, contact = checked(NewStakeholderForm, request.data, known=CONTACT), old_contact(request)
        is_another = values.pop("is_another")
        with transaction.atomic():
            made = open_stakeholder(Stakeholder(**values), by=request.user, on=localdate(), is_another=is_another)
            made = add_contact(made, by=request.user, on=localdate(), name=contact) if contact else made
        return Response(shaped(request, made), status=201)


class StakeholderDetail(Deprecated, Stamped):
    """One organisation; changed against what was read."""

    deprecation = OF_PATCH
    required_scopes = {"GET": "protocols:read", "PATCH": "protocols:write"}

    def stamp(self, data: Any) -> str:
        return stamp_of({name: value for name, value in data.items() if name != "acts"})

    @extend_schema(
        operation_id="read_stakeholder",
        summary="An organisation that may be party to a protocol",
        parameters=[AS_OF],
        responses={200: StakeholderRecord, **problems(400, 404)},
        examples=examples.of("read_stakeholder"),
    )
    def get(self, request: Request, pk: int) -> Response:
        known, _ = days_of(request)
        found = _find(request, pk)
        record = known_on(KEPT, found, known).record if known else found
        return Response(shaped(request, record, past=bool(known)))

    @extend_schema(
        operation_id="change_stakeholder",
        summary="Change an organisation, keys left out stay; refused by 412 when somebody else changed it meanwhile",
        parameters=[IF_MATCH],
        request=body_of(StakeholderForm, **OLD_CONTACT),
        responses={200: StakeholderRecord, **problems(400, 404, 409, 412, 413, 415, 422, 428)},
        examples=examples.of("change_stakeholder"),
    )
    def patch(self, request: Request, pk: int) -> Response:
        found = _find(request, pk)
        if not isinstance(request.data, dict):
            raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
        now = {name: getattr(found, Stakeholder._meta.get_field(name).attname) for name in StakeholderForm.base_fields}
        values, contact = checked(StakeholderForm, {**now, **request.data}, known=CONTACT), old_contact(request)
        expected = stamp_named(request)
        with transaction.atomic():
            record = Stakeholder.objects.select_for_update(of=("self",)).get(pk=pk)
            current = shaped(request, record)
            if expected not in {None, self.stamp(current)}:
                raise Changed("Siz yazarken bu kuruluş değişti. Değişikliği görüp yeniden kaydedin.", current)
            given = {name: values[name] for name in request.data.keys() & values.keys()}
            record = correct(record, by=request.user, on=localdate(), **given) if given or not contact else record
            record = add_contact(record, by=request.user, on=localdate(), name=contact) if contact else record
        return Response(shaped(request, record))


def _find(request: Request, pk: int) -> Stakeholder:
    return get_object_or_404(Stakeholder.objects.visible_to(request.user), pk=pk)


class ActOnStakeholder(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = STAKEHOLDER
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> Stakeholder:
        return _find(request, pk)

    def shape(self, request: Request, record: Stakeholder) -> dict[str, Any]:
        return shaped(request, Stakeholder.objects.get(pk=record.pk))

    @extend_schema(
        operation_id="act_on_stakeholder",
        summary="Perform an act on an organisation; `correct` writes all facts, PATCH changes some",
        parameters=[
            OpenApiParameter("name", {"enum": list(STAKEHOLDER.acts)}, OpenApiParameter.PATH),
            IDEMPOTENCY_KEY,
        ],
        request={"application/json": act_body(STAKEHOLDER, FORM_OF_ACT)},
        responses={
            200: OpenApiResponse(StakeholderRecord, "The organisation afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
        examples=examples.of("act_on_stakeholder"),
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class PairSerializer(serializers.Serializer[Pair]):
    """Two records that may be one organisation, with what speaks for it and against it, in Turkish."""

    first = StakeholderSerializer()
    second = StakeholderSerializer()
    likeness = serializers.FloatField(help_text="Of the letters of the folded names, from 0 to 1.")
    reasons = serializers.ListField(child=serializers.CharField())
    doubts = serializers.ListField(child=serializers.CharField())


class StakeholderPairs(Tagged, APIView):
    """Pairs that nobody has decided on, the likeliest first, at most 200; those of the caller's provinces."""

    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="list_stakeholder_pairs",
        summary="Records that may be one organisation",
        responses={200: PairSerializer(many=True), **problems(404)},
    )
    def get(self, request: Request) -> Response:
        user = request.user
        provinces = None if user.scope.everywhere else sorted(user.scope.provinces)
        found = pairs(provinces=provinces) if user.scope.everywhere or may_record_some(user) else []
        return Response(PairSerializer(found, many=True).data)


class ApartForm(ShortReasonForm):
    other = CodeField(label="Öbür kaydın kodu")


class TellApart(APIView):
    required_scopes = {"POST": "protocols:write"}

    @extend_schema(
        operation_id="tell_stakeholders_apart",
        summary="Decide that two records are two organisations; the pair is not listed again",
        parameters=[IDEMPOTENCY_KEY],
        request=body_of(ApartForm, "other", "reason"),
        responses={200: StakeholderRecord, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("tell_stakeholders_apart"),
    )
    @once
    def post(self, request: Request, pk: int) -> Response:
        record = _find(request, pk)
        values = checked(ApartForm, request.data)
        tell_apart(record, values["other"], by=request.user, on=localdate(), reason=values["reason"])
        return Response(shaped(request, record))


class MoveSerializer(serializers.Serializer[Any]):
    label = serializers.CharField()
    count = serializers.IntegerField()


class MergePlanSerializer(serializers.Serializer[Any]):
    """What the act `merge` would do. `refusals` empty: it can be done; `notes`: what to know before."""

    moves = MoveSerializer(many=True)
    notes = serializers.ListField(child=serializers.CharField())
    refusals = serializers.ListField(child=serializers.CharField())


INTO = OpenApiParameter("into", str, required=True, description="Code of the record that would be kept, such as P12.")


class MergePlans(Tagged, APIView):
    """The look before the act: what would move, what is to be known, what forbids it."""

    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="plan_stakeholder_merger",
        summary="What merging an organisation's record into another would do; nothing is written",
        parameters=[INTO],
        responses={200: MergePlanSerializer, **problems(400, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        record = _find(request, pk)
        merge.check(record, by=request.user)
        form = forms.Form(request.query_params)
        form.fields["into"] = CodeField(label="Korunacak kaydın kodu")
        if not form.is_valid():
            raise Faults([{"path": "into", "message": str(message)} for message in form.errors["into"]])
        return Response(MergePlanSerializer(plan_of(record, form.cleaned_data["into"])).data)
