"""A school's sections over REST: read with a tag, written whole against it, by the acts that the pages perform."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.schema import problems
from schools.acts import site_on
from schools.forms import SECTION_FORMS, Editor
from schools.models import School
from schools.snapshots import fingerprint
from workflow.api.problems import Changed, Faults
from workflow.api.versions import IF_MATCH, Stamped, stamp_named
from workflow.refusals import Invalid, Stale

from .rows import properties_of, read_rows, read_values, shown

CODE = OpenApiParameter("code", {"type": "string", "pattern": "^[0-9]{6}$"}, OpenApiParameter.PATH)
SECTION = OpenApiParameter("section", {"enum": list(SECTION_FORMS)}, OpenApiParameter.PATH)
ANY_ROW = {"type": "object", "additionalProperties": True}
RECORD = {
    "type": "object",
    "required": ["section", "version", "complete"],
    "properties": {
        "section": {"type": "string", "enum": list(SECTION_FORMS)},
        "version": {"type": "string", "description": "Changes with the content; the ETag begins with it."},
        "complete": {"type": ["boolean", "null"], "description": "Declared complete; null where nothing is declared."},
        "rows": {"type": "array", "items": ANY_ROW},
        "values": {"oneOf": [ANY_ROW, {"type": "null"}]},
    },
}


def _asked() -> dict[str, Any]:
    """The body of a write; what a row may hold by section stands in the description."""
    lines = []
    for section, editor in SECTION_FORMS.items():
        kind = "values" if editor.form else "rows"
        lines.append(f"- `{section}` ({kind}): " + ", ".join(f"`{name}`" for name in properties_of(editor)))
    return {
        "type": "object",
        "description": "The whole section: rows that are left out are taken away; `id` names a row that stays. "
        "Fields are named by their codes.\n\n" + "\n".join(lines),
        "additionalProperties": False,
        "properties": {
            "complete": {"type": ["boolean", "null"]},
            "rows": {"type": "array", "maxItems": 500, "items": ANY_ROW},
            "values": ANY_ROW,
        },
    }


class SchoolSection(Stamped):
    """One section of a school's record."""

    required_scopes = {"GET": "schools:read", "PUT": "schools:write"}

    def stamp(self, data: Any) -> str:
        return str(data["version"])

    @extend_schema(
        operation_id="read_school_section",
        summary="A section of a school's record; its ETag is wanted in If-Match when it is written",
        parameters=[CODE, SECTION],
        responses={200: RECORD, **problems(404)},
    )
    def get(self, request: Request, code: str, section: str) -> Response:
        school, editor = _found(request, code, section)
        return Response(_record(school, editor))

    @extend_schema(
        operation_id="write_school_section",
        summary="Write a section whole; refused by 412, with what stands there now, when somebody else wrote meanwhile",
        parameters=[CODE, SECTION, IF_MATCH],
        request={"application/json": _asked()},
        responses={200: RECORD, **problems(400, 404, 409, 412, 413, 415, 422, 428)},
    )
    def put(self, request: Request, code: str, section: str) -> Response:
        school, editor = _found(request, code, section)
        options = _options(request, editor)
        content = _content(request, school, editor)
        try:
            editor.act(school, by=request.user, on=localdate(), **content, **options)
        except Stale as stale:
            raise Changed(str(stale), _record(_again(school), editor)) from stale
        except Invalid as refusal:
            raise Invalid(str(refusal), _by_path(refusal.faults, editor)) from refusal
        return Response(_record(_again(school), editor))


def _found(request: Request, code: str, section: str) -> tuple[School, Editor]:
    """The school in the caller's scope and the section's editor; else there is none."""
    if section not in SECTION_FORMS or not re.fullmatch(r"[0-9]{6}", code):
        raise Http404
    school = School.objects.visible_to(request.user).filter(code=code).first()
    if school is None:
        raise Http404
    return school, SECTION_FORMS[section]


def _again(school: School) -> School:
    return School.objects.get(pk=school.pk)


def _options(request: Request, editor: Editor) -> dict[str, Any]:
    """What goes beside the content: the version written against, and whether the section is stated to be complete."""
    body = request.data
    known = {"complete", "values" if editor.form else "rows"}
    if not isinstance(body, dict):
        raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
    strange = [{"path": key, "message": "Bu istekte böyle bir bilgi yok."} for key in body if key not in known]
    complete = body.get("complete")
    if complete is not None and not (editor.is_declared and isinstance(complete, bool)):
        strange.append(
            {
                "path": "complete",
                "message": "Bu bölümde true, false veya null olmalıdır."
                if editor.is_declared
                else "Bu bölüm için tamlık beyan edilmez.",
            }
        )
    if strange:
        raise Faults(strange)
    options: dict[str, Any] = {"expected": stamp_named(request)}
    if editor.is_declared:
        options["complete"] = complete
    return options


def _content(request: Request, school: School, editor: Editor) -> dict[str, Any]:
    if editor.form is None:
        return {"rows": read_rows(editor, request.data, school)}
    instance = _again(school) if editor.section == "details" else site_on(school, localdate())
    return {"values": read_values(editor, request.data, instance)}


def _record(school: School, editor: Editor) -> dict[str, Any]:
    content = shown(editor, school, site=site_on(school, localdate()) if editor.section == "site" else None)
    declared = school.declarations.filter(section=editor.section).exists() if editor.is_declared else None
    return {
        "section": editor.section,
        "version": fingerprint(school, editor.section),
        "complete": declared,
        "values" if editor.form else "rows": content,
    }


def _by_path(faults: dict[str, str], editor: Editor) -> dict[str, str]:
    """An act's faults (``2.girls``) as paths of the body (``rows[2].girls``)."""
    if editor.form is not None:
        return {f"values.{name}".rstrip("."): sentence for name, sentence in faults.items()}
    found = {}
    for name, sentence in faults.items():
        position, _, rest = name.partition(".")
        found[f"rows[{position}].{rest}".rstrip(".") if position.isdigit() else "rows"] = sentence
    return found
