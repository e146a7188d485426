"""The decision that a school is sponsor for a kind of space (okul/8/5): proposed by one person, decided by another."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from documents.models import Paper
from documents.papers import issue
from legislation.provisions import provision
from protocols.models import SponsorAssignment
from schools.models import School
from schools.turkish import upper

DECISION = "protocols/papers/sponsor.html"


def issue_sponsor(assignment: SponsorAssignment) -> Paper:
    """Which school lends what to whom, how many hours a week, in which term."""
    if assignment.decided_on is None:
        raise ValueError("an assignment that was not decided on has no paper")
    content: dict[str, Any] = {
        "subject": f"Hami Okul Görevlendirmesi ({assignment.name})",
        "school": _school(assignment.school),
        "acted_on": assignment.decided_on.isoformat(),
        "acted_on_text": f"{assignment.decided_on:%d.%m.%Y}",
        "addressee": "GENEL MÜDÜRLÜK MAKAMINA",
        "references": [f"Yönerge’nin ilgili hükmü: {provision('okul/8/5').citation}."],
        "paragraphs": _paragraphs(assignment),
        "tables": [],
        "proposer": _person(assignment.proposed_by),
        "decider": _person(assignment.decided_by),
        "distribution": _distribution(assignment),
    }
    return issue(
        "sponsor",
        assignment,
        event="assign_sponsor",
        title="Hami okul kararı (Olur)",
        template=DECISION,
        content=content,
        school=assignment.school,
    )


def _paragraphs(assignment: SponsorAssignment) -> list[str]:
    return [
        (
            f"{_place(assignment.school)} bünyesinde bulunmayan “{assignment.name}” ihtiyacının, "
            f"{_place(assignment.sponsor)} tarafından karşılanması planlanmıştır."
        ),
        (
            f"Okullar haftada {assignment.weekly_hours} saat kullanımda uzlaşmıştır. {assignment.starts_on:%d.%m.%Y} gününden "
            f"{assignment.ends_on:%d.%m.%Y} gününe kadar (bu gün dâhil) hami okul görevlendirmesini olurlarınıza arz ederim."
        ),
    ]


def _distribution(assignment: SponsorAssignment) -> list[str]:
    provinces = dict.fromkeys([assignment.school.province.name, assignment.sponsor.province.name])
    offices = [f"{name} Valiliği (İl Millî Eğitim Müdürlüğü)" for name in provinces]
    return [*offices, assignment.school.name, assignment.sponsor.name]


def _place(school: School) -> str:
    district = f" {school.district.name} ilçesindeki" if school.district else "ndeki"
    return f"{school.province.name} ili{district} {school.code} kurum kodlu {school.name}"


def _school(school: School) -> dict[str, str]:
    return {
        "code": school.code or "",
        "name": school.name,
        "province": school.province.name,
        "district": school.district.name if school.district else "",
    }


def _person(user: User | None) -> dict[str, str]:
    if user is None:
        return {"name": "", "title": ""}
    name, _, surname = user.get_full_name().rpartition(" ")
    duties = [duty.get_role_display() for duty in user.own_duties]
    return {"name": f"{name} {upper(surname)}".strip() or user.username, "title": duties[0] if duties else ""}
