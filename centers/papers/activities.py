"""The papers of activities: the in-service plan of a year, and the certificate of a participant who succeeded (smm/3/1 f, smm/5/1/c)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from centers.choices import ACTIVITY_STATES, Result
from centers.models import Activity, Participant
from documents.models import Paper
from documents.papers import issue
from documents.rendering import render_pdf
from legislation.provisions import provision
from schools.turkish import lower

PLAN, CERTIFICATE = "centers/papers/in_service_plan.html", "centers/papers/certificate.html"
HEADINGS = ["Faaliyet ve program", "Düzey, biçim, yer", "Günleri", "Saat / kişi", "Onay", "Durum"]
WORDS = dict(ACTIVITY_STATES)


def in_service_plan(rows: Iterable[Activity], year: int, *, on: date) -> bytes:
    """PDF of a year's plan, centre by centre; ``rows`` with their centre and programme, in the order of the centres."""
    tables = [
        {
            "title": f"{center.name} ({center.school.province.name})",
            "columns": HEADINGS,
            "rows": [_row(one) for one in of],
        }
        for center, of in groupby(rows, key=lambda one: one.center)
    ]
    told = sum(len(table["rows"]) for table in tables)
    content = {
        "subject": f"{year} yılı hizmet içi eğitim planı",
        "school": {"name": str(year)},
        "references": [f"{provision('smm/3/1').citation}-f", provision("smm/5/1/c").citation, provision("smm/5/2").citation],
        "paragraphs": [
            f"{year} yılında sektörel mükemmeliyet merkezlerinde yapılacak ve yapılan, Bakanlığın ilgili birimince onaylanmış "
            f"hizmet içi eğitim faaliyetleri aşağıdadır ({told} faaliyet)."
            if told else f"{year} yılı için Bakanlığın ilgili birimince onaylanmış faaliyet yoktur."
        ],
        "tables": tables,
    }  # fmt: skip
    paper = SimpleNamespace(title="Hizmet İçi Eğitim Planı", status="issued", dated_on=on, number="", code="")
    return render_pdf(PLAN, {"paper": paper, "content": content}, data=content)


def _row(one: Activity) -> list[str]:
    return [
        f"{one.name} – {one.programme}",
        f"{one.get_level_display()} ({one.coordination}), {lower(one.get_delivery_display())}, {one.place}",
        f"{one.starts_on:%d.%m.%Y} – {one.ends_on:%d.%m.%Y}",
        f"{one.hours} / {one.quota}",
        f"{one.decided_on:%d.%m.%Y}, {one.decision_number}" if one.decided_on else "–",
        WORDS.get(one.status, one.status),
    ]


def issue_certificate(person: Participant) -> Paper:
    """The certificate of one who succeeded, printed once; it is dated on the day of the conclusion and needs no Sayı."""
    activity = person.activity
    if person.result != Result.SUCCESSFUL or not person.certificate_number or activity.concluded_on is None:
        raise ValueError("only who succeeded in a concluded activity has a certificate")
    school = activity.school
    content = {
        "subject": activity.name,
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "center": activity.center.name,
        "person": person.full_name,
        "number_shown": person.number_shown,
        "institution": person.institution,
        "branch": person.branch,
        "certificate_number": person.certificate_number,
        "programme": str(activity.programme),
        "days": f"{activity.starts_on:%d.%m.%Y} – {activity.ends_on:%d.%m.%Y}",
        "hours": activity.hours,
        "delivery": lower(activity.get_delivery_display()),
        "approval": f"{activity.decided_on:%d.%m.%Y} tarihli ve {activity.decision_number} sayılı",
        "coordination": activity.coordination,
        "acted_on": activity.concluded_on.isoformat(),
    }
    return issue(
        "in_service_certificate", person, event="certificate", title="Hizmet içi eğitim katılım belgesi",
        template=CERTIFICATE, content=content, school=school, dated_on=activity.concluded_on,
    )  # fmt: skip


def standing_of_certificate(key: str, on: date) -> str:
    """What anybody may know who holds a certificate: that it was given, never to whom."""
    person = Participant.objects.select_related("activity__center").filter(pk=key).first()
    if person is None or not person.certificate_number:
        return ""
    activity: Any = person.activity
    return f"{person.certificate_number} no.lu belge, {activity.center} merkezinin “{activity}” faaliyetini başarıyla tamamlayana verilmiştir."
