"""The three fixed contracts: eligibility checks, operating rules, registration checks. Nothing is stored."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import Http404
from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.reading import Tagged
from accounts.api.schema import problems
from accounts.models import User
from designations.dossiers import facts_of_school, policy_on
from designations.operations import designations_on, operating_rules, registration_check
from designations.rules import RULE_BOOKS
from designations.rules.facts import Facts, Policy
from designations.rules.operating import GRADES
from designations.rules.requests import EligibilityRequest, read_request
from designations.stars import with_stars_under
from legislation.reading import SCHOOL_CODE, Fault, Reader, read_school_code
from schools.models import School
from workflow.api.problems import Faults
from workflow.api.shapes import faulty
from workflow.law.reading import law_now

from . import examples, shapes

STAR_KEYS = {"concentration_min_employment", "specialisation_min"}
NO_SUCH_SCHOOL = "Yetki alanınızda bu kurum koduyla bir kurum yok."


def refuse(faults: list[Fault]) -> None:
    if faults:
        raise Faults([{"path": fault.path, "message": fault.message} for fault in faults])


def school_of(request: Request, code: str) -> School | None:
    """The school with this code in the caller's scope; what is no code is the code of none."""
    if not SCHOOL_CODE.fullmatch(code):
        return None
    caller = cast(User, request.user)  # the permission lets no anonymous caller through
    return School.objects.visible_to(caller).filter(code=code).first()


class EligibilityChecks(APIView):
    """Whether a school, registered or described, meets the criteria of one designation on a day."""

    required_scopes = {"POST": "checks"}

    @extend_schema(
        operation_id="check_eligibility",
        summary="Check a school against the criteria of a designation; nothing is stored",
        request={"application/json": shapes.ELIGIBILITY_REQUEST},
        responses={
            200: OpenApiResponse(shapes.ELIGIBILITY_ANSWER, "The verdict and a finding per criterion."),
            **problems(400, 413, 415),
        },
        examples=[
            OpenApiExample("registered school", value=examples.REGISTERED, request_only=True),
            OpenApiExample("described school", value=examples.DESCRIBED, request_only=True),
            OpenApiExample("answer", value=examples.ANSWER, response_only=True, status_codes=["200"]),
            faulty("several faults at once", examples.FAULTS),
        ],
    )
    def post(self, request: Request) -> Response:
        asked, faults = read_request(request.data)
        school = self._school(request, faults)
        refuse(faults)
        assert asked is not None  # noqa: S101 - a request without faults is read
        on = asked.as_of or localdate()
        version, policy = policy_on(on)
        policy = asked.apply(policy)
        facts = asked.facts if school is None else self._facts(school, asked, policy, on)
        assert facts is not None  # noqa: S101 - one of school and facts is there
        findings = RULE_BOOKS[asked.type].examine(facts, policy, on=on, law=law_now())
        return Response(
            {
                "type": asked.type,
                "as_of": on.isoformat(),
                "verdict": str(findings.verdict),
                "policy": {"version": version.name if version else "varsayılan", **policy.values()},
                "findings": [finding.as_json() for finding in findings],
            }
        )

    def _school(self, request: Request, faults: list[Fault]) -> School | None:
        """The registered school that is asked about, if one is; a code that names none is one more fault."""
        body = request.data if isinstance(request.data, dict) else {}
        code = body.get("school")
        if not isinstance(code, str) or not SCHOOL_CODE.fullmatch(code):
            return None
        school = school_of(request, code)
        if school is None:
            faults.append(Fault("school", NO_SUCH_SCHOOL))
        return school

    def _facts(self, school: School, asked: EligibilityRequest, policy: Policy, on: date) -> Facts:
        facts = facts_of_school(school, asked.type, on=on)
        # Stars are stored under the policy in force; other thresholds for them ask for other stars.
        return with_stars_under(policy, facts, school) if STAR_KEYS & asked.policy.keys() else facts


class OperatingRules(Tagged):
    """What follows from a school's designations on a day."""

    required_scopes = {"GET": "checks"}

    @extend_schema(
        operation_id="read_operating_rules",
        summary="The operating rules that follow from a school's designations on a day",
        parameters=[
            OpenApiParameter("code", {"type": "string", "pattern": "^[0-9]{6}$"}, OpenApiParameter.PATH),
            OpenApiParameter("on", OpenApiTypes.DATE, description="The day; today when left out."),
        ],
        responses={
            200: OpenApiResponse(shapes.OPERATING_RULES, "The rules, each with its provision."),
            **problems(400, 404),
        },
        examples=[
            OpenApiExample("sector-integrated school", value=examples.RULES, response_only=True, status_codes=["200"]),
            faulty("a day that is not in the calendar", examples.FAULT_OF_DAY),
        ],
    )
    def get(self, request: Request, code: str) -> Response:
        reader = Reader()
        on = reader.day(request.query_params.get("on"), "on")
        refuse(reader.faults)
        on = on or localdate()
        school = school_of(request, code)
        if school is None:
            raise Http404
        return Response(
            {
                "school": school.code,
                "on": on.isoformat(),
                "designations": [_designation(item) for item in designations_on(school, on)],
                "rules": [rule.as_json() for rule in operating_rules(school, on=on)],
            }
        )


def _designation(designation: Any) -> dict[str, Any]:
    return {
        "id": designation.pk,
        "type": designation.type,
        "decided_on": designation.decided_on.isoformat(),
        "starts_on": designation.starts_on.isoformat(),
        "ended_on": designation.ended_on.isoformat() if designation.ended_on else None,
    }


class RegistrationChecks(APIView):
    """Whether a school may register a student at a grade on a day."""

    required_scopes = {"POST": "checks"}

    @extend_schema(
        operation_id="check_registration",
        summary="Whether a student may be registered at a grade of a school on a day",
        request={"application/json": shapes.REGISTRATION_REQUEST},
        responses={
            200: OpenApiResponse(shapes.REGISTRATION_ANSWER, "The answer with its provision."),
            **problems(400, 413, 415),
        },
        examples=[
            OpenApiExample("grade 9", value=examples.REGISTRATION, request_only=True),
            OpenApiExample(
                "sector-integrated school", value=examples.REFUSED, response_only=True, status_codes=["200"]
            ),
            faulty("no such grade", examples.FAULT_OF_GRADE),
        ],
    )
    def post(self, request: Request) -> Response:
        body = request.data if isinstance(request.data, dict) else None
        refuse([] if body is not None else [Fault("", "İstek gövdesi bir JSON nesnesi olmalıdır.")])
        body = body or {}
        reader = Reader()
        code = read_school_code(reader, body.get("school"), "school")
        school = school_of(request, code) if code else None
        if code and school is None:
            reader.fault("school", NO_SUCH_SCHOOL)
        grade = _grade(reader, body.get("grade"))
        on = reader.day(body.get("on"), "on")
        refuse(reader.faults)
        assert school is not None  # noqa: S101 - refused above
        assert grade is not None  # noqa: S101 - refused above
        return Response(registration_check(school, grade=grade, on=on or localdate()).as_json())


def _grade(reader: Reader, value: Any) -> int | None:
    grade = reader.count(value, "grade")
    if value is None or (grade is not None and grade not in GRADES):
        reader.fault("grade", "Sınıf 9, 10, 11 veya 12 olmalıdır.")
        return None
    return grade


__all__ = ["EligibilityChecks", "OperatingRules", "RegistrationChecks"]
