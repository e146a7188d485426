"""The letter by which the Ministry assigns a teacher to a centre (smm/10/4, smm/10/5)."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate

from accounts.masking import mask_identity_number
from centers.choices.staff import PostRole, StaffStatus
from centers.models import StaffAssignment
from documents.choices import PaperStatus
from documents.models import Paper
from documents.papers import issue, withdraw
from workflow.models import JournalEntry

from .centers import SMM, TEMPLATE, person, place

KIND, ENDING = "center_assignment", "center_assignment_end"
LETTER = "designations/papers/letter.html"
DECISION_2006 = (
    "01/12/2006 tarihli ve 2006/11350 sayılı Millî Eğitim Bakanlığı Yönetici ve Öğretmenlerinin Ders ve Ek Ders Saatlerine "
    "İlişkin Karar, m. 16/2"
)


def issue_assignment(assignment: StaffAssignment) -> Paper:
    """Who is assigned to which post of which centre, from when until when, on which ground."""
    if assignment.decided_on is None:
        raise ValueError("an assignment that was not decided on has no letter")
    school = assignment.center.school
    again = assignment.renews_id is not None
    content: dict[str, Any] = {
        "subject": f"Merkez Görevlendirmesi ({assignment.get_role_display()})",
        "school": {
            "code": school.code or "",
            "name": school.name,
            "province": school.province.name,
            "district": school.district.name if school.district else "",
        },
        "center": assignment.center.name,
        "acted_on": assignment.decided_on.isoformat(),
        "acted_on_text": f"{assignment.decided_on:%d.%m.%Y}",
        "addressee": "BAKANLIK MAKAMINA",
        "references": [
            f"{SMM} (m. {'10/4, 10/5' if again else '10/4'}).",
            f"{DECISION_2006}.",
            *([assignment.basis] if assignment.basis else []),
        ],
        "paragraphs": _paragraphs(assignment),
        "tables": [],
        "proposer": person(assignment.proposed_by),
        "decider": person(assignment.decided_by),
        "distribution": [f"{school.province.name} Valiliği (İl Millî Eğitim Müdürlüğü)", school.name],
    }
    return issue(
        KIND, assignment, event="assign_staff", title="Görevlendirme yazısı (Olur)", template=TEMPLATE, content=content,
        school=school, is_public=False,
    )  # fmt: skip


def _paragraphs(assignment: StaffAssignment) -> list[str]:
    number = (
        f" (T.C. kimlik no {mask_identity_number(assignment.identity_number)})" if assignment.identity_number else ""
    )
    home = f"{assignment.home} öğretmeni " if assignment.home else ""
    field = f", {assignment.appointed_field.name} alanı" if assignment.appointed_field else ""
    kind = assignment.get_teacher_kind_display()
    role = PostRole(assignment.role).label
    how = "yeniden görevlendirilmesi" if assignment.renews_id else "görevlendirilmesi"
    return [
        (
            f"{place(assignment.center.school)} bünyesindeki “{assignment.center.name}” merkezinde, {role} olarak görev yapmak üzere "
            f"{home}{assignment.name}{number} ({kind}{field}) uygun görülmüştür."
        ),
        (
            f"Adı geçenin {assignment.starts_on:%d.%m.%Y} gününden {assignment.ends_on:%d.%m.%Y} gününe kadar (bu gün dâhil) "
            f"{how} hususunu olurlarınıza arz ederim."
        ),
    ]


def issue_ending(assignment: StaffAssignment) -> Paper | None:
    """The letter by which a term ends before its last day; none of a term that never began, whose own letter is void."""
    if assignment.status != StaffStatus.ENDED or assignment.until <= assignment.starts_on:
        return None
    school = assignment.center.school
    last = JournalEntry.objects.of(assignment).filter(act="end_assignment").select_related("by").last()
    on = last.on if last is not None else localdate()
    content: dict[str, Any] = {
        "subject": f"Merkez Görevinin Sona Ermesi ({assignment.get_role_display()})",
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "center": assignment.center.name,
        "acted_on": on.isoformat(),
        "references": [f"{SMM} (m. 10/4).", f"{DECISION_2006}."],
        "paragraphs": [
            (
                f"{place(school)} bünyesindeki “{assignment.center.name}” merkezinde {PostRole(assignment.role).label} olarak "
                f"görevlendirilen {assignment.name}, görevinden {assignment.until:%d.%m.%Y} gününden başlayarak ayrılmıştır."
            ),
            f"Sona erme nedeni: {assignment.end_reason}",
        ],
        "tables": [],
        "signatures": [person(last.by if last is not None else None)],
        "distribution": [f"{school.province.name} Valiliği (İl Millî Eğitim Müdürlüğü)", school.name],
    }  # fmt: skip
    return issue(
        ENDING, assignment, event="end_assignment", title="Görevin sona ermesi yazısı", template=LETTER, content=content,
        school=school, is_public=False,
    )  # fmt: skip


def void_assignment(assignment: StaffAssignment) -> None:
    """A letter of a term that never began holds no longer."""
    if assignment.until > assignment.starts_on:
        return
    for paper in Paper.objects.of(assignment).exclude(status=PaperStatus.WITHDRAWN):
        withdraw(paper, on=localdate(), reason=assignment.end_reason)
