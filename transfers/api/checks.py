"""Whether a student may apply for a place at grade 11, and with which score (okul/8/2). Nothing is stored."""

from __future__ import annotations

from typing import Any, cast

from django.utils.timezone import localdate
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.schema import problems
from accounts.models import User
from legislation.reading import Fault, Reader
from legislation.rules import plain
from schools.models import School
from transfers.dossiers import applicant_of, criteria_on, target_of
from transfers.rules.applicants import APPLICATION, Application
from transfers.rules.requests import KINDS, TransferRequest, read_request
from transfers.rules.scoring import score, tie_values
from workflow.api.problems import Faults
from workflow.api.shapes import faulty, nullable, objects
from workflow.law.reading import law_now

NO_SUCH_SCHOOL = "Bu kurum koduyla bir kurum yok."
CODE = {"type": "string", "pattern": "^[0-9]{6}$"}
TEXT = nullable("string", minLength=1, pattern=r"\S")
REQUEST = {
    **objects(
        {
            "on": nullable("string", format="date"),
            "school": CODE,
            "field": TEXT,
            "applicant": objects(
                {
                    "school": nullable("string", pattern="^[0-9]{6}$"),
                    "school_kind": {"enum": [*KINDS, None]},
                    "attached_to_gd": nullable("boolean"),
                    "registration_area": TEXT,
                    "field": TEXT,
                    "completed_grade": nullable("integer", minimum=1, maximum=12),
                    "has_penalty": nullable("boolean"),
                    "values": nullable("object", additionalProperties=nullable("number", minimum=0)),
                }
            ),
        },
        "school",
        "applicant",
    ),
    "description": "`null` or an absent key is unknown. A registered school of the applicant speaks for itself: then "
    "`school_kind`, `attached_to_gd` and `registration_area` are not read. `values` by the keys of the criteria in force.",
}
ANSWER = objects(
    {
        "on": {"type": "string", "format": "date"},
        "criteria": nullable("integer"),
        "verdict": {"enum": ["eligible", "not_eligible", "undetermined"]},
        "score": nullable("number"),
        "ties": {"type": "array", "items": {"type": "number"}},
        "findings": {"type": "array", "items": {"type": "object"}},
    },
    "on",
    "criteria",
    "verdict",
    "score",
    "ties",
    "findings",
)
ASKED = {
    "on": "2027-06-15",
    "school": "900002",
    "field": "04",
    "applicant": {
        "school": "900001",
        "field": "04",
        "completed_grade": 10,
        "has_penalty": False,
        "values": {"grade_9": 84.2, "grade_10": 90},
    },
}


class TransferChecks(APIView):
    """One applicant and one school, criterion by criterion, with the score."""

    required_scopes = {"POST": "checks"}

    @extend_schema(
        operation_id="check_transfer",
        summary="Check whether a student may apply for a transfer to grade 11; nothing is stored",
        request={"application/json": REQUEST},
        responses={
            200: OpenApiResponse(ANSWER, "A finding per condition, and the score."),
            **problems(400, 413, 415),
        },
        examples=[
            OpenApiExample("applicant of a registered school", value=ASKED, request_only=True),
            faulty(
                "no such grade",
                [{"path": "applicant.completed_grade", "message": "Sınıf 1 ile 12 arasında olmalıdır."}],
            ),
        ],
    )
    def post(self, request: Request) -> Response:
        body = request.data if isinstance(request.data, dict) else {}
        on = _day(body.get("on"))
        version, criteria = criteria_on(on)
        asked, faults = read_request(request.data, [one.key for one in criteria.components] if version else None)
        target, own = self._schools(request, asked, faults)
        if asked is None or target is None:
            raise Faults([{"path": fault.path, "message": fault.message} for fault in faults])
        applicant = applicant_of(asked, own)
        facts = Application(applicant, target_of(target, asked.field, on))
        findings = APPLICATION.examine(facts, criteria, on=on, law=law_now())
        known = score(criteria, applicant.values) if criteria.components else None
        ties = tie_values(criteria, applicant.values) if known is not None else ()
        return Response(
            {
                "on": on.isoformat(),
                "criteria": version.pk if version else None,
                "verdict": str(findings.verdict),
                "score": plain(known),
                "ties": plain(ties),
                "findings": [finding.as_json() for finding in findings],
            }
        )

    def _schools(
        self, request: Request, asked: TransferRequest | None, faults: list[Fault]
    ) -> tuple[School | None, School | None]:
        """The school asked for, and the applicant's own where a code was given; each has to be registered."""
        if asked is None:
            return None, None
        caller = cast(User, request.user)
        rows = School.objects.select_related("registration_area__province")
        target = rows.visible_to(caller).filter(code=asked.school).first()
        # The applicant comes from elsewhere as a rule; of that school only its kind and area are read.
        own = rows.filter(code=asked.own_school).first() if asked.own_school else None
        if target is None:
            faults.append(Fault("school", f"Yetki alanınızda {NO_SUCH_SCHOOL[0].lower()}{NO_SUCH_SCHOOL[1:]}"))
        if asked.own_school and own is None:
            faults.append(Fault("applicant.school", NO_SUCH_SCHOOL))
        return (None if faults else target), own


def _day(value: Any) -> Any:
    """The day asked for as the criteria need it to be read at all; a day that cannot be read is named by the reader."""
    return Reader().day(value, "on") or localdate()
