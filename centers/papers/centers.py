"""The decisions that found and close a centre: proposed by one person, given by another (smm/4/1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from centers.models import Center
from documents.models import Paper
from documents.papers import issue
from legislation.provisions import provision
from schools.models import School
from schools.turkish import upper

TEMPLATE = "centers/papers/decision.html"
SMM = "Sektörel Mükemmeliyet Merkezleri Yönergesi"


def issue_founding(center: Center) -> Paper:
    """The founding document: where, under which name, in which fields, on which ground (smm/2/1, smm/4/1, smm/4/2)."""
    if center.founded_on is None:
        raise ValueError("a centre that was not founded has no founding document")
    rows = center.fields.select_related("field").filter(starts_on=center.founded_on)
    fields = [f"{row.field.code} {row.field.name}" for row in rows]
    paragraphs = [
        (
            f"Mesleki ve teknik eğitim ile sektör ve ilgili sosyal ortaklar arasında iş birliğini esas alarak öğretmenlerin "
            f"sürekli mesleki gelişimini destekleyici faaliyetler yürütmek üzere, {place(center.school)} bünyesinde "
            f"“{center.name}” adıyla bir sektörel mükemmeliyet merkezinin kurulması planlanmıştır."
        ),
        f"Kuruluş gerekçesi: {center.reason}",
        (
            f"Merkezin {center.founded_on:%d.%m.%Y} gününden başlayarak aşağıdaki alanlarda faaliyet göstermek üzere "
            "kurulmasını olurlarınıza arz ederim."
        ),
    ]
    content = {
        **_content(center, "Sektörel Mükemmeliyet Merkezi Kurulması", center.founded_on, paragraphs),
        "references": _references(center, ["smm/4/1", "smm/4/2", "smm/4/3"]),
        "tables": [{"title": "Merkezin alanları", "columns": ["Alan"], "rows": [[field] for field in fields]}],
        "proposer": person(center.proposed_by),
        "decider": person(center.founded_by),
    }
    return _issue(center, "center_founding", "found_center", "Merkez kuruluş kararı (Olur)", content)


def issue_closing(center: Center) -> Paper:
    """The closing document, by the procedure of the founding (smm/4/1)."""
    if center.closed_on is None or center.founded_on is None:
        raise ValueError("a centre that was not closed has no closing document")
    paragraphs = [
        (
            f"{place(center.school)} bünyesinde {center.founded_on:%d.%m.%Y} günü kurulan “{center.name}” merkezinin "
            "kapatılması planlanmıştır."
        ),
        f"Kapatma gerekçesi: {center.closing_reason}",
        f"Merkezin {center.closed_on:%d.%m.%Y} gününden başlayarak kapatılmasını olurlarınıza arz ederim.",
    ]
    content = {
        **_content(center, "Sektörel Mükemmeliyet Merkezi Kapatılması", center.closed_on, paragraphs),
        "references": _references(center, ["smm/4/1"]),
        "tables": [],
        "proposer": person(center.closing_proposed_by),
        "decider": person(center.closed_by),
    }
    return _issue(center, "center_closing", "close_center", "Merkez kapatma kararı (Olur)", content)


def _issue(center: Center, kind: str, event: str, title: str, content: dict[str, Any]) -> Paper:
    return issue(
        kind, center, event=event, title=title, template=TEMPLATE, content=content, school=center.school
    )  # fmt: skip


def _content(center: Center, subject: str, on: date, paragraphs: list[str]) -> dict[str, Any]:
    school = center.school
    return {
        "subject": subject,
        "school": {
            "code": school.code or "",
            "name": school.name,
            "province": school.province.name,
            "district": school.district.name if school.district else "",
        },
        "center": center.name,
        "acted_on": on.isoformat(),
        "acted_on_text": f"{on:%d.%m.%Y}",
        "addressee": "GENEL MÜDÜRLÜK MAKAMINA",
        "paragraphs": paragraphs,
        "distribution": [f"{school.province.name} Valiliği (İl Millî Eğitim Müdürlüğü)", school.name],
    }


def _references(center: Center, provisions: list[str]) -> list[str]:
    cited = ", ".join(f"m. {provision(one).place}" for one in provisions)
    return [f"{SMM} ({cited}).", *([center.basis] if center.basis else [])]


def place(school: School) -> str:
    district = f" {school.district.name} ilçesindeki" if school.district else "ndeki"
    return f"{school.province.name} ili{district} {school.code} kurum kodlu {school.name}"


def person(user: User | None) -> dict[str, str]:
    if user is None:
        return {"name": "", "title": ""}
    name, _, surname = user.get_full_name().rpartition(" ")
    duties = [duty.get_role_display() for duty in user.own_duties]
    return {"name": f"{name} {upper(surname)}".strip() or user.username, "title": duties[0] if duties else ""}
