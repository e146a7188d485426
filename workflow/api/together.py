"""People's work on records over REST: comments, and who works on what. For people who are signed in; programs talk to nobody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.asking import Answered
from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from accounts.models import User
from workflow.assigning import assign, holder_of, is_assigned, release
from workflow.choices import CommentSide, WorkSide
from workflow.commenting import MOST_TEXT, SLUGS, comment, comments_for, edit_comment, withdraw_comment
from workflow.history.kinds import kept_by
from workflow.history.showing import may_see
from workflow.models import Comment
from workflow.refusals import Invalid
from workflow.sides import sides_read_by

from .inputs import checked, described

PEOPLE = "people"  # a scope that no program is given: only sessions come through
LONGEST_KEY = 18  # digits that fit the column
MOST_COMMENTS = 500
RECORD = [
    OpenApiParameter("slug", {"enum": sorted(SLUGS)}, OpenApiParameter.PATH),
    OpenApiParameter("id", int, OpenApiParameter.PATH),
]
SIDE = OpenApiParameter("side", {"enum": list(WorkSide.values)}, OpenApiParameter.PATH)


class CommentSerializer(serializers.ModelSerializer[Comment]):
    """A comment; the text of one that was taken back is empty."""

    by = serializers.CharField(source="by.username", read_only=True)
    text = serializers.SerializerMethodField()
    mentions = serializers.SerializerMethodField(help_text="User names of those who were named.")

    class Meta:
        model = Comment
        fields = ["id", "side", "text", "by", "mentions", "at", "edited_at", "withdrawn_at"]
        read_only_fields = fields

    def get_text(self, written: Comment) -> str:
        return "" if written.withdrawn_at else written.text

    def get_mentions(self, written: Comment) -> list[str]:
        return [mention.user.username for mention in written.mentions.all()]


class WriteForm(forms.Form):
    side = forms.ChoiceField(label="Kim görecek", choices=CommentSide.choices)
    text = forms.CharField(label="Yorum", max_length=MOST_TEXT)


class EditForm(forms.Form):
    text = forms.CharField(label="Yorum", max_length=MOST_TEXT)


class AssignForm(forms.Form):
    person = forms.CharField(label="Kullanıcı adı", max_length=150)
    reason = forms.CharField(label="Gerekçe", required=False, max_length=2000)


class ReleaseForm(forms.Form):
    reason = forms.CharField(label="Gerekçe", max_length=2000)


HOLDER = {
    "type": "object",
    "required": ["side", "person"],
    "properties": {
        "side": {"type": "string"},
        "person": {"type": ["string", "null"], "description": "The user name; null while nobody works on it."},
        "since": {"type": ["string", "null"], "format": "date-time"},
    },
}


def _body(form: type[forms.Form]) -> dict[str, Any]:
    return {"application/json": {"type": "object", "additionalProperties": False, "properties": described(form)}}


def _record(request: Request, slug: str, key: int) -> Any:
    """The record, when people talk of its kind and the caller sees it; else there is none."""
    kept = kept_by(slug) if slug in SLUGS else None
    record = may_see(request.user, kept, key) if kept and len(str(key)) <= LONGEST_KEY else None
    if record is None:
        raise Http404
    return record


class Comments(Answered):
    required_scopes = {"GET": PEOPLE, "POST": PEOPLE}

    @extend_schema(
        operation_id="list_comments",
        summary="The comments on a record that the signed-in person may read, newest first, at most 500",
        parameters=RECORD,
        responses={200: CommentSerializer(many=True), **problems(404)},
    )
    def get(self, request: Request, slug: str, pk: int) -> Response:
        written = comments_for(request.user, _record(request, slug, pk))[:MOST_COMMENTS]
        return Response(CommentSerializer(written, many=True).data)

    @extend_schema(
        operation_id="write_comment",
        summary="Write a comment; @user names tell people, who must be able to read it",
        parameters=[*RECORD, IDEMPOTENCY_KEY],
        request=_body(WriteForm),
        responses={201: CommentSerializer, **problems(400, 404, 413, 415, 422)},
    )
    @once
    def post(self, request: Request, slug: str, pk: int) -> Response:
        record = _record(request, slug, pk)
        written = comment(record, by=request.user, on=localdate(), **checked(WriteForm, request.data))
        return Response(CommentSerializer(written).data, status=201)


class OneComment(APIView):
    required_scopes = {"PATCH": PEOPLE, "DELETE": PEOPLE}

    @extend_schema(
        operation_id="edit_comment",
        summary="Mend one's own comment soon after it was written",
        parameters=RECORD,
        request=_body(EditForm),
        responses={200: CommentSerializer, **problems(400, 404, 409, 413, 415, 422)},
    )
    def patch(self, request: Request, slug: str, pk: int, comment: int) -> Response:
        record = _record(request, slug, pk)
        found = get_object_or_404(comments_for(request.user, record), pk=comment)
        text = checked(EditForm, request.data)["text"]
        return Response(
            CommentSerializer(edit_comment(found, record, by=request.user, on=localdate(), text=text)).data
        )

    @extend_schema(
        operation_id="withdraw_comment",
        summary="Take one's own comment back; readers see that there was one",
        parameters=RECORD,
        responses={204: None, **problems(404, 409)},
    )
    def delete(self, request: Request, slug: str, pk: int, comment: int) -> Response:
        record = _record(request, slug, pk)
        found = get_object_or_404(comments_for(request.user, record), pk=comment)
        withdraw_comment(found, record, by=request.user, on=localdate())
        return Response(status=204)


class Holder(Answered):
    """Who works on a record for a side; the own side's only, and both for whoever audits."""

    required_scopes = {"GET": PEOPLE, "PUT": PEOPLE, "DELETE": PEOPLE}
    parameters = [*RECORD, SIDE]

    def _found(self, request: Request, slug: str, pk: int, side: str) -> Any:
        record = _record(request, slug, pk)
        if not is_assigned(record) or side not in WorkSide.values or side not in sides_read_by(request.user):
            raise Http404
        return record

    def _shown(self, record: Any, side: str) -> Response:
        holder = holder_of(record, side)
        person, since = (holder.person.username, holder.starts_at) if holder else (None, None)
        return Response({"side": side, "person": person, "since": since})

    @extend_schema(
        operation_id="read_assignment",
        summary="Who works on a record for a side",
        parameters=parameters,
        responses={200: OpenApiResponse(HOLDER, "Who works on it."), **problems(404)},
    )
    def get(self, request: Request, slug: str, pk: int, side: str) -> Response:
        return self._shown(self._found(request, slug, pk, side), side)

    @extend_schema(
        operation_id="assign",
        summary="Put somebody in charge, or take what nobody has; a reason is due where somebody else had it",
        parameters=parameters,
        request=_body(AssignForm),
        responses={200: OpenApiResponse(HOLDER, "Who works on it now."), **problems(400, 404, 409, 413, 415, 422)},
    )
    def put(self, request: Request, slug: str, pk: int, side: str) -> Response:
        record = self._found(request, slug, pk, side)
        given = checked(AssignForm, request.data)
        person = User.objects.filter(username=given["person"], is_active=True).first()
        if person is None:  # by the words of the act: whether an account exists is nobody's business here
            raise Invalid("Bu kişi görevlendirilemez.", {"person": "Bu kişinin bu kayda bakan bir görevi yok."})
        assign(record, by=request.user, on=localdate(), side=side, person=person, reason=given["reason"])
        return self._shown(record, side)

    @extend_schema(
        operation_id="release",
        summary="Take the person off a record, for a reason in the body",
        parameters=parameters,
        request=_body(ReleaseForm),
        responses={200: OpenApiResponse(HOLDER, "Nobody works on it now."), **problems(400, 404, 409, 413, 415, 422)},
    )
    def delete(self, request: Request, slug: str, pk: int, side: str) -> Response:
        record = self._found(request, slug, pk, side)
        release(record, by=request.user, on=localdate(), side=side, **checked(ReleaseForm, request.data))
        return self._shown(record, side)
