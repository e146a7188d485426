"""A person of every role, in the place of a school, elsewhere, and without a duty: the rows of the tables of who may what."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.choices import Role
from accounts.models import User
from tests.factories import make_district, make_province, make_school, make_user

ELSEWHERE = 42
MINISTRY = frozenset({"expert", "head", "director_general"})
DECIDERS = frozenset({"head", "director_general"})
READERS = frozenset({"auditor", "administrator"})
PROVINCE = frozenset({"officer", "director"})
CLIENTS = frozenset({"client", "client_here"})
SCHOOL_SIDE = frozenset({"district", "principal"})
OUTSIDE = frozenset(
    {
        "officer_elsewhere",
        "director_elsewhere",
        "district_elsewhere",
        "principal_elsewhere",
        "client_elsewhere",
        "nobody",
        "former_expert",
        "locked_out_head",
    }
)
WITHIN = MINISTRY | READERS | PROVINCE | CLIENTS | SCHOOL_SIDE
EVERYBODY = WITHIN | OUTSIDE


def everybody(school: Any) -> dict[str, User]:
    """Each of :data:`EVERYBODY` by name; "here" is the place of ``school``, "elsewhere" another province or district."""
    other = make_school(province=ELSEWHERE)
    next_door = make_district(school.province, "Mamak")
    neighbour = make_school(province=school.province, district=next_door)
    former = make_user(Role.EXPERT)
    former.duties.update(ends_on=date(2025, 12, 31))
    return {
        "expert": make_user(Role.EXPERT),
        "head": make_user(Role.DEPARTMENT_HEAD),
        "director_general": make_user(Role.DIRECTOR_GENERAL),
        "officer": make_user(Role.PROVINCE_OFFICER, province=school.province),
        "director": make_user(Role.PROVINCE_DIRECTOR, province=school.province),
        "officer_elsewhere": make_user(Role.PROVINCE_OFFICER, province=ELSEWHERE),
        "director_elsewhere": make_user(Role.PROVINCE_DIRECTOR, province=ELSEWHERE),
        "district": make_user(Role.DISTRICT_OFFICER, school=school),
        "district_elsewhere": make_user(Role.DISTRICT_OFFICER, school=neighbour),
        "principal": make_user(Role.PRINCIPAL, school=school),
        "principal_elsewhere": make_user(Role.PRINCIPAL, school=other),
        "auditor": make_user(Role.AUDITOR),
        "administrator": make_user(Role.ADMINISTRATOR),
        "client": make_user(Role.CLIENT),
        "client_here": make_user(Role.CLIENT, province=school.province),
        "client_elsewhere": make_user(Role.CLIENT, province=make_province(ELSEWHERE)),
        "nobody": make_user(None),
        "former_expert": User.objects.get(pk=former.pk),
        "locked_out_head": make_user(Role.DEPARTMENT_HEAD, is_active=False),
    }
