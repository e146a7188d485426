"""Needs of schools and assignments of sponsor schools over REST."""

from __future__ import annotations

from typing import Any

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.lists import ScopedList
from accounts.api.reading import Tagged
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from protocols.acts import SPONSOR, propose
from protocols.choices.sponsors import SponsorStatus
from protocols.dossiers import candidates_of, needs_of
from protocols.forms.sponsors import FORM_OF_ACT, ProposeForm
from protocols.history import SPONSOR as KEPT
from protocols.models import SponsorAssignment
from schools.models import School
from workflow.api.acts import ActView, act_body, open_acts
from workflow.api.filtering import WholeNumberFilter
from workflow.api.history import AS_OF, as_asked
from workflow.api.inputs import checked, described
from workflow.api.problems import Faults

from . import examples

MOST_CANDIDATES = 50


class SponsorSerializer(serializers.ModelSerializer[SponsorAssignment]):
    """``until``: the first day on which it no longer holds."""

    school = serializers.CharField(source="school.code", allow_null=True, read_only=True)
    sponsor = serializers.CharField(source="sponsor.code", allow_null=True, read_only=True)

    class Meta:
        model = SponsorAssignment
        fields = [
            "id", "school", "sponsor", "code", "name", "status", "revision", "starts_on", "ends_on", "until",
            "weekly_hours", "free_hours", "reason", "decided_on", "end_reason",
        ]  # fmt: skip
        read_only_fields = fields


class SponsorRecord(SponsorSerializer):
    acts = serializers.SerializerMethodField(help_text="Names of the acts that are open to the caller now.")

    class Meta(SponsorSerializer.Meta):
        fields = [*SponsorSerializer.Meta.fields, "acts"]
        read_only_fields = fields

    def get_acts(self, assignment: SponsorAssignment) -> list[str]:
        return open_acts(SPONSOR, assignment, self.context)


class SponsorFilter(django_filters.FilterSet):
    province = WholeNumberFilter(
        field_name="school__province_id", min_value=1, max_value=81, help_text="Plate code, 1 to 81."
    )
    status = django_filters.ChoiceFilter(choices=SponsorStatus.choices)

    class Meta:
        model = SponsorAssignment
        fields: list[str] = []


ROWS = SponsorAssignment.objects.select_related("school", "sponsor")


class SponsorList(ScopedList):
    """Assignments of the schools in the caller's scope, as school in need or as sponsor."""

    required_scopes = {"GET": "protocols:read"}
    queryset = ROWS
    serializer_class = SponsorSerializer
    filterset_class = SponsorFilter

    @extend_schema(
        operation_id="list_sponsor_assignments",
        summary="Sponsor schools: proposals and assignments",
        responses={200: SponsorSerializer(many=True), **problems(400, 404)},
        examples=examples.of("list_sponsor_assignments"),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class SponsorDetail(Tagged, APIView):
    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="read_sponsor_assignment",
        summary="One assignment of a sponsor school",
        parameters=[AS_OF],
        responses={200: SponsorRecord, **problems(400, 404)},
        examples=examples.of("read_sponsor_assignment"),
    )
    def get(self, request: Request, pk: int) -> Response:
        record, context = as_asked(request, KEPT, get_object_or_404(ROWS.all().visible_to(request.user), pk=pk))
        return Response(SponsorRecord(record, context=context).data)


class ActOnSponsor(ActView):
    required_scopes = {"POST": "protocols:write"}
    lifecycle = SPONSOR
    forms_of_acts = FORM_OF_ACT

    def find(self, request: Request, pk: int) -> SponsorAssignment:
        return get_object_or_404(ROWS.all().visible_to(request.user), pk=pk)

    def shape(self, request: Request, record: SponsorAssignment) -> dict[str, Any]:
        return dict(SponsorRecord(ROWS.get(pk=record.pk), context={"request": request}).data)

    @extend_schema(
        operation_id="act_on_sponsor_assignment",
        summary="Perform an act on an assignment of a sponsor school",
        parameters=[OpenApiParameter("name", {"enum": list(SPONSOR.acts)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": act_body(SPONSOR, FORM_OF_ACT)},
        responses={
            200: OpenApiResponse(SponsorRecord, "The assignment afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
        examples=examples.of("act_on_sponsor_assignment"),
    )
    @once
    def post(self, request: Request, pk: int, name: str) -> Response:
        return self.perform(request, pk, name)


class NeedSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(source="asked.code")
    name = serializers.CharField(source="asked.name")
    minimum = serializers.DecimalField(10, 2, source="asked.minimum", allow_null=True)
    unit = serializers.CharField(source="asked.unit")
    value = serializers.DecimalField(10, 2, allow_null=True)
    standing = serializers.ChoiceField(["missing", "unknown", "covered"])


class SchoolNeedsSerializer(serializers.Serializer[Any]):
    """``needs`` null: no version of the Annex is in force, so what is missing is not known."""

    types = serializers.ListField(child=serializers.CharField())
    needs = NeedSerializer(many=True, allow_null=True)


class SponsorNeeds(Tagged, APIView):
    """What a school lacks of what a sponsor school may provide, and the proposal of one."""

    required_scopes = {"GET": "protocols:read", "POST": "protocols:write"}

    @extend_schema(
        operation_id="read_sponsor_needs",
        summary="Spaces that a school lacks and a sponsor school may provide",
        responses={200: SchoolNeedsSerializer, **problems(404)},
        examples=examples.of("read_sponsor_needs"),
    )
    def get(self, request: Request, code: str) -> Response:
        found = needs_of([_school(request, code)], localdate())
        shown = {"types": sorted(found[0].types), "needs": found[0].needs} if found else {"types": [], "needs": []}
        return Response(SchoolNeedsSerializer(shown).data)

    @extend_schema(
        operation_id="propose_sponsor_school",
        summary="Propose a sponsor school for a space that is missing",
        parameters=[IDEMPOTENCY_KEY],
        request={
            "application/json": {
                "type": "object",
                "required": ["code", "sponsor", "starts_on", "ends_on"],
                "additionalProperties": False,
                "properties": described(ProposeForm),
            }
        },
        responses={201: SponsorRecord, **problems(400, 404, 409, 413, 415, 422)},
        examples=examples.of("propose_sponsor_school"),
    )
    @once
    def post(self, request: Request, code: str) -> Response:
        school = _school(request, code)
        values = checked(ProposeForm, request.data)
        made = propose(school, by=request.user, on=localdate(), **values)
        return Response(SponsorRecord(made, context={"request": request}).data, status=201)


class CandidateSerializer(serializers.Serializer[Any]):
    """A suited school that has the space itself; `distance_km` and `free_hours` null: not known."""

    code = serializers.CharField(source="school.code")
    name = serializers.CharField(source="school.name")
    distance_km = serializers.FloatField(source="ranked.distance_km", allow_null=True)
    free_hours = serializers.IntegerField(source="ranked.candidate.free_hours", allow_null=True)
    reason = serializers.CharField(source="ranked.reason", help_text="Why it stands where it stands.")


class SponsorCandidates(Tagged, APIView):
    """Schools that may lend one kind of space, the nearest first, then those with more free hours."""

    required_scopes = {"GET": "protocols:read"}

    @extend_schema(
        operation_id="list_sponsor_candidates",
        summary="Schools that may lend a kind of space to a school, ranked (okul/8/5)",
        parameters=[OpenApiParameter("space", str, required=True, description="Key of the row of the Annex.")],
        responses={200: CandidateSerializer(many=True), **problems(400, 404)},
        examples=examples.of("list_sponsor_candidates"),
    )
    def get(self, request: Request, code: str) -> Response:
        school = _school(request, code)
        if not (space := request.query_params.get("space", "")):
            raise Faults([{"path": "space", "message": "Mekân türünün anahtarını yazın."}])
        ranked = candidates_of(school, space, localdate())[:MOST_CANDIDATES]
        schools = School.objects.in_bulk([one.candidate.key for one in ranked])
        rows = [{"school": schools[one.candidate.key], "ranked": one} for one in ranked]
        return Response(CandidateSerializer(rows, many=True).data)


def _school(request: Request, code: str) -> School:
    return get_object_or_404(School.objects.visible_to(request.user), code=code)
