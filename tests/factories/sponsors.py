"""Sponsor schools: a school that lacks a library, one that has it, and the assignment between them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts.choices import Role
from protocols.acts import SPONSOR, propose
from protocols.choices.sponsors import SponsorStatus
from protocols.models import SponsorAssignment
from schools.models import PhysicalStandard, School, StandardValue
from tests.designations.standards import publish_library

from . import TODAY, make_dossier, make_school, make_user

ENDS_ON = date(2027, 6, 30)


def make_school_without_library(**values: Any) -> School:
    """In a dossier of a sector-integrated school; the Annex in force asks for a library and it has none."""
    if not PhysicalStandard.objects.filter(code="library").exists():
        publish_library()
    school = make_school(**values)
    make_dossier(school=school, type="sector_integrated")
    StandardValue.objects.create(school=school, code="library", value=0)
    return school


def has_library(school: School) -> School:
    StandardValue.objects.create(school=school, code="library", value=1)
    return school


def make_school_with_library(**values: Any) -> School:
    return has_library(make_school(**values))


def make_sponsor_assignment(
    state: str = SponsorStatus.PROPOSED, *, school: School | None = None, sponsor: School | None = None, **values: Any
) -> SponsorAssignment:
    """An assignment in this state, brought there by the acts."""
    school, sponsor = school or make_school_without_library(), sponsor or make_school_with_library()
    terms = {"code": "library", "starts_on": TODAY, "ends_on": ENDS_ON, **values}
    expert = make_user(Role.EXPERT)
    made = propose(school, by=expert, on=TODAY, sponsor=sponsor, **terms)
    acts = SPONSOR.acts
    if state == SponsorStatus.DROPPED:
        return acts["drop_sponsor"](made, by=expert, on=TODAY, reason="Vazgeçildi.")
    if state == SponsorStatus.PROPOSED:
        return made
    made = acts["offer_hours"](made, by=make_user(Role.PRINCIPAL, school=sponsor), on=TODAY, weekly_hours=4)
    if state == SponsorStatus.OFFERED:
        return made
    made = acts["accept_hours"](made, by=make_user(Role.PRINCIPAL, school=school), on=TODAY)
    if state == SponsorStatus.AGREED:
        return made
    head = make_user(Role.DEPARTMENT_HEAD)
    made = acts["assign_sponsor"](made, by=head, on=TODAY)
    if state == SponsorStatus.ENDED:
        return acts["end_sponsor"](
            made, by=head, on=TODAY, ended_on=TODAY + timedelta(days=30), reason="Mekân yapıldı."
        )
    return made
