"""The ministry's acts on an institution over REST: name, status, closing, who comes after it; and what is declared complete."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.repeating import PARAMETER as IDEMPOTENCY_KEY, once
from accounts.api.schema import problems
from schools import acts
from schools.choices import Section
from schools.forms import CloseForm, GovernForm, RenameForm, SucceedForm
from schools.models import School
from schools.permissions import may_edit, may_govern
from workflow.api.inputs import checked, described
from workflow.refusals import NotPermitted

from .shapes import SchoolRecord
from .views import FACTS, PLACES

CODE = OpenApiParameter("code", {"type": "string", "pattern": "^[0-9]{6}$"}, OpenApiParameter.PATH)


class DeclareForm(forms.Form):
    section = forms.ChoiceField(label="Bölüm", choices=Section.choices)
    complete = forms.BooleanField(label="Tamdır", required=False)


def _declare(school: School, *, section: str, complete: bool, **who: Any) -> School:
    return acts.declare_section(school, section, complete=complete, **who)


def _govern(school: School, *, by: Any, on: Any, **values: Any) -> School:
    return acts.govern_school(school, by=by, on=on, values=values)


@dataclass(frozen=True, slots=True)
class SchoolAct:
    """One act: what it asks, the act itself, and who may."""

    label: str
    form: type[forms.Form | forms.ModelForm]
    perform: Callable[..., Any]
    may: Callable[[Any, School], bool] = may_govern


ACTS: dict[str, SchoolAct] = {
    "rename_school": SchoolAct("Adını değiştir", RenameForm, acts.rename_school),
    "close_school": SchoolAct("Kurumu kapat", CloseForm, acts.close_school),
    "succeed_school": SchoolAct("Ardıl bağla", SucceedForm, acts.succeed_school),
    "govern_school": SchoolAct("Statüsünü değiştir", GovernForm, _govern),
    "declare_section": SchoolAct("Bölümün tamlığını beyan et", DeclareForm, _declare, may_edit),
}


def _body() -> dict[str, Any]:
    """What any of the acts asks; which asks what stands in the description."""
    properties: dict[str, Any] = {}
    asked = []
    for name, act in ACTS.items():
        fields = described(act.form)
        properties = fields | properties
        asked.append(f"- `{name}` ({act.label}): " + ", ".join(f"`{field}`" for field in fields))
    text = "What the act asks; keys that it does not ask for are faults. `govern_school` leaves as it is what is left out.\n\n"
    return {"type": "object", "description": text + "\n".join(asked), "properties": properties}


class ActOnSchool(APIView):
    required_scopes = {"POST": "schools:write"}

    @extend_schema(
        operation_id="act_on_school",
        summary="Perform an act on an institution",
        parameters=[CODE, OpenApiParameter("name", {"enum": list(ACTS)}, OpenApiParameter.PATH), IDEMPOTENCY_KEY],
        request={"application/json": _body()},
        responses={
            200: OpenApiResponse(SchoolRecord, "The institution afterwards."),
            **problems(400, 404, 409, 413, 415, 422),
        },
    )
    @once
    def post(self, request: Request, code: str, name: str) -> Response:
        act = ACTS.get(name)
        rows = School.objects.visible_to(request.user).select_related(*PLACES).filter(code=code)
        school = rows.first() if re.fullmatch(r"[0-9]{6}", code) else None
        if act is None or school is None:
            raise Http404
        if not act.may(request.user, school):  # who may not act is asked nothing
            raise NotPermitted(f"“{act.label}” işlemi için yetkiniz yok.")
        act.perform(school, by=request.user, on=localdate(), **_details(request, act, school))
        school = School.objects.select_related(*PLACES).prefetch_related(*FACTS).get(pk=school.pk)
        return Response(SchoolRecord(school, context={"on": localdate()}).data)


def _details(request: Request, act: SchoolAct, school: School) -> dict[str, Any]:
    if act.form is not GovernForm:
        return dict(checked(act.form, request.data))
    # The form asks for all that the ministry sets; what the body leaves out stays as it is.
    given = request.data
    if isinstance(given, dict):
        names = [*GovernForm.base_fields]
        now = {name: getattr(school, School._meta.get_field(name).attname) for name in names}
        given = {**now, **given}
    values = checked(act.form, given, instance=School.objects.get(pk=school.pk))
    return {name: values[name] for name in values if isinstance(request.data, dict) and name in request.data}
