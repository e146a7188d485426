"""The approved in-service programme as a paper, part by part as the definition has them (smm/3/1 g, smm/5/1/b)."""

from __future__ import annotations

from datetime import date
from typing import Any

from centers.acts.programmes import PARTS
from centers.models import Programme
from documents.models import Paper
from documents.papers import issue
from legislation.provisions import provision

TEMPLATE = "centers/papers/programme.html"


def issue_programme(programme: Programme) -> Paper:
    """Printed once, with the approval's date and number; it needs no Sayı of its own."""
    if programme.decided_on is None:
        raise ValueError("a programme that was not approved is not printed")
    return issue(
        "in_service_programme", programme, event=f"approved-{programme.version}", title="Hizmet içi eğitim programı",
        template=TEMPLATE, content=_content(programme), school=programme.school, dated_on=programme.decided_on,
    )  # fmt: skip


def _content(programme: Programme) -> dict[str, Any]:
    school, center = programme.school, programme.center
    approved = f"{programme.decided_on:%d.%m.%Y} tarihli ve {programme.decision_number} sayılı onay"
    rows = [
        ("Merkez", center.name),
        ("Okul", f"{school.code or ''} {school.name}, {school.province.name}"),
        ("Alan", str(programme.field) if programme.field else "Belirli bir alanın değil"),
        ("Sürüm", str(programme.version)),
        ("Onay", approved),
        ("Süresi", f"{programme.hours} ders saati"),
    ]
    target = "\n".join(filter(None, [programme.groups_shown, programme.target]))
    words = {
        "aim": programme.aim, "target": target, "practice": programme.practice, "content": programme.content,
        "methods": programme.methods, "assessment": programme.assessment, "other": programme.other,
    }  # fmt: skip
    return {
        "subject": programme.name,
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "rows": [list(row) for row in rows],
        "references": [provision("smm/3/1").citation + "-g", provision("smm/5/1/b").citation],
        "parts": [[PARTS[key], text.split("\n")] for key, text in words.items() if text],
        "needs": [str(need) for need in programme.needs.order_by("pk")],
        "acted_on": programme.decided_on.isoformat() if programme.decided_on else "",
    }


def standing_of_programme(key: str, on: date) -> str:
    """How the programme stands on a day."""
    programme = Programme.objects.filter(pk=key).first()
    if programme is None or programme.decided_on is None or programme.decided_on > on:
        return ""
    is_replaced = programme.replaced_on is not None and programme.replaced_on <= on
    return f"Program {on:%d.%m.%Y} günü {'yerini yeni bir sürüme bırakmıştı' if is_replaced else 'yürürlükteydi'}."
