"""The minutes of a commission's sitting: quorum, attendance, decisions, excluded applications by number, places to sign."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from documents.choices import PaperStatus
from documents.models import Paper
from documents.papers import issue, withdraw
from legislation.provisions import provision
from schools.turkish import upper
from transfers.acts.exclusions import basis_words
from transfers.choices import SittingStatus
from transfers.models import ApplicationDecision, Objection, Sitting, SittingAttendance
from transfers.models.applications import in_words
from transfers.sheets import number_of
from workflow.models import JournalEntry

TEMPLATE = "transfers/papers/minutes.html"
KIND = "commission_minutes"
BASIS = "okul/8/2"


def issue_minutes(sitting: Sitting) -> Paper | None:
    """The minutes for signature; none where they were opened again before they were printed."""
    if sitting.status != SittingStatus.MINUTED:
        return None
    return issue(
        KIND,
        sitting,
        event=f"complete_minutes:{_last(sitting)}",
        title="Komisyon oturum tutanağı",
        template=TEMPLATE,
        content=content_of(sitting),
        school=_place(sitting),
        dated_on=sitting.meets_on,
    )


def void_minutes(sitting: Sitting, *, on: date) -> None:
    """Make minutes void that were opened again."""
    if sitting.status == SittingStatus.MINUTED:
        return
    for paper in Paper.objects.of(sitting).filter(kind=KIND).exclude(status=PaperStatus.WITHDRAWN):
        withdraw(paper, on=on, reason="Tutanak yeniden açıldı.")


def _last(sitting: Sitting) -> int:
    rows = JournalEntry.objects.of(sitting).filter(act="complete_minutes")
    return rows.values_list("sequence", flat=True).last() or 0


def _place(sitting: Sitting) -> Any:
    """Where the paper is found: in the commission's province; the central one's in the whole country's scope alone."""
    province = sitting.commission.province_id
    return SimpleNamespace(code="", province_id=province, district_id=None) if province else None


def content_of(sitting: Sitting) -> dict[str, Any]:
    """What stands on the minutes."""
    commission = sitting.commission
    return {
        "school": {"code": "", "name": str(commission), "province": commission.place},
        "office": f"{upper(commission.place)} VALİLİĞİ" if commission.province else "MİLLÎ EĞİTİM BAKANLIĞI",
        "unit": "İl Millî Eğitim Müdürlüğü" if commission.province else "Meslekî ve Teknik Eğitim Genel Müdürlüğü",
        "subject": f"Komisyonun {sitting.number} No.lu Oturumunun Tutanağı",
        "references": [f"Yönerge’nin ilgili hükmü: {provision(BASIS).citation}."],
        "rows": [
            ["Komisyon", f"{commission.place} öğrenci yerleştirme ve nakil komisyonu"],
            ["Dönem", str(commission.round)],
            ["Gün ve saat", f"{sitting.meets_on:%d.%m.%Y}, {sitting.starts_at:%H:%M}"],
            ["Yer", sitting.place],
            ["Oturumu yöneten", sitting.led_by.name if sitting.led_by else "–"],
            ["Yeter sayı", _quorum(sitting)],
            *([["Kabul edilen yerleştirme", _adopted(sitting)]] if sitting.adopted_run else []),
        ],
        "quorate": sitting.quorate,
        "attendance": [_attended(row) for row in _attendance(sitting)],
        "agenda": list(sitting.agenda),
        "minutes": [part.strip() for part in sitting.minutes.splitlines() if part.strip()],
        "decisions": [
            [f"{sitting.number}/{row.number}", row.text, row.get_vote_display()] for row in sitting.decisions.all()
        ],
        "applications": [_application(row) for row in _on_applications(sitting)],
        "objections": _on_objections(sitting),
        "closing": [
            "Koltuklar, toplantı yeter sayısı ve tutanak usulü idari usuldür. Öğrenciler başvuru numarasıyla anılmıştır."
        ],
        "signatories": _signatories(sitting),
    }


def _quorum(sitting: Sitting) -> str:
    said = "sağlandı" if sitting.quorate else "sağlanamadı"
    return f"{sitting.seats} koltuktan {sitting.present} koltuk dolu, gereken {sitting.needed}: yeter sayı {said}."


def _adopted(sitting: Sitting) -> str:
    run = sitting.adopted_run
    return f"{run}, {run.placed} yerleşen; sonucun özeti (SHA-256): {run.result_sha256}" if run else ""


def _attendance(sitting: Sitting) -> list[SittingAttendance]:
    """Without the substitutes whom nobody needed."""
    rows = sitting.attendance.select_related("member").order_by("pk")
    return [row for row in rows if row.came or not row.member.is_substitute]


def _attended(row: SittingAttendance) -> list[str]:
    member = row.member
    return [member.name, member.title, member.role, "Katıldı" if row.came else "Katılmadı"]


def _on_applications(sitting: Sitting) -> Any:
    return sitting.application_decisions.select_related("application__school").order_by("pk")


def _application(row: ApplicationDecision) -> list[str]:
    school = row.application.school
    why = f"{row.get_code_display()} ({basis_words(row.code)}): {row.reason}" if row.code else row.reason
    return [number_of(row.application), f"{school.code or ''} {school.name}".strip(), row.get_kind_display(), why]


def _on_objections(sitting: Sitting) -> list[list[str]]:
    """What the sitting decided on objections, with the figures that it put right."""
    components = sitting.commission.round.criteria.components.all()
    labels = {one.key: one.label for one in components}
    rows = sitting.objections.select_related("application__school").order_by("pk")
    return [_objection(row, labels) for row in rows]


def _objection(row: Objection, labels: Mapping[str, str]) -> list[str]:
    school = row.application.school
    corrected = [
        f"{labels.get(key, key)}: {in_words(before)} yerine {in_words(after)}."
        for key, (before, after) in row.corrected.items()
    ]
    name = f"{school.code or ''} {school.name}".strip()
    return [number_of(row.application), name, row.get_status_display(), " ".join([row.reason, *corrected])]


def _signatories(sitting: Sitting) -> list[dict[str, str]]:
    """A place for the signature of everybody who came, whoever led the sitting first."""
    came = [row.member for row in _attendance(sitting) if row.came]
    came.sort(key=lambda member: member.pk != sitting.led_by_id)
    return [{"name": _signed(one.name), "title": one.title, "role": one.role} for one in came]


def _signed(name: str) -> str:
    """As officials sign: the surname in capitals."""
    first, _, last = name.rpartition(" ")
    return f"{first} {upper(last)}".strip()
