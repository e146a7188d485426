"""The letter of a control campaign to each province: what is asked, by when, and the schools that were drawn (docs/adr/0024)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from designations.campaigns import digest_of_frame
from designations.models import ControlCampaign, ControlledSchool
from documents.models import Paper
from documents.papers import issue
from schools.turkish import upper

from . import DIRECTIVE, LETTER, day, signatory

TITLE = "Belirlenen okulların denetimi"
PROCEDURE = (
    "Yönerge belirlenen okulların denetimi için bir usul öngörmez; bu denetim idari usuldür ve bir belirlemeyi kendiliğinden "
    "sona erdirmez."
)


def issue_letters(campaign: ControlCampaign) -> list[Paper]:
    """A draft letter to each province with a school that was drawn; made once, however often this is called."""
    related = ("designation__school__province", "designation__school__district")
    order = ("designation__school__province__name", "designation__school__name", "pk")
    by_province: dict[int, list[ControlledSchool]] = {}
    for controlled in campaign.schools.select_related(*related).order_by(*order):
        by_province.setdefault(controlled.designation.school.province_id, []).append(controlled)
    return [_issue(campaign, schools) for schools in by_province.values()]


def _issue(campaign: ControlCampaign, schools: list[ControlledSchool]) -> Paper:
    province = schools[0].designation.school.province
    place = SimpleNamespace(code="", province_id=province.code, district_id=None)
    return issue(
        "control_letter", campaign, event=f"announced:{province.code}", title=f"{TITLE}: {province.name}"[:200],
        template=LETTER, content=content_of(campaign, schools), school=place,
        also=[one.designation.school for one in schools], is_public=False,
    )  # fmt: skip


def content_of(campaign: ControlCampaign, schools: list[ControlledSchool]) -> dict[str, Any]:
    """What stands on the letter to the province of these schools, as JSON."""
    province = schools[0].designation.school.province
    items = list(campaign.items.all())
    return {
        "subject": f"{TITLE} ({campaign.in_years})",
        "school": {"code": "", "name": f"{province.name} ili", "province": province.name, "district": ""},
        "acted_on": campaign.announced_on.isoformat() if campaign.announced_on else "",
        "addressee": f"{upper(province.name)} VALİLİĞİNE",
        "addressee_unit": "(İl Millî Eğitim Müdürlüğü)",
        "references": [f"{DIRECTIVE}."],
        "paragraphs": _paragraphs(campaign, province.name, len(schools)),
        "tables": [_asked(items), _drawn(schools)],
        "closing": ["Bilgilerinizi ve gereğini rica ederim."],
        "signatures": [signatory(campaign, campaign.announced_by, "announce_control_campaign")],
        "enclosures": [f"Denetlenecek okullar listesi ({len(schools)} satır; bu yazının içindedir)"],
        "distribution": [f"{province.name} Valiliği (İl Millî Eğitim Müdürlüğü)"],
    }


def _paragraphs(campaign: ControlCampaign, province: str, count: int) -> list[str]:
    drawn = (
        f"İlgi Yönerge uyarınca belirlenen okullardan, “{campaign.title}” kapsamında denetlenecek olanlar {day(campaign.announced_on)} "
        f"günü çekilişle seçilmiştir. {province} ilinden seçilen {count} okul ekteki listededir."
    )
    due = (
        f"Listedeki her okul için aşağıda istenenlerin {day(campaign.due_on)} günü mesai bitimine kadar sistem üzerinden yanıtlanması ve "
        "istenen belgelerin eklenmesi gerekmektedir."
    )
    lots = (
        f"Çekiliş, belirlemesi o gün yürürlükte olan okullar arasında, her ilde ve her özellikte yüzde {campaign.percent} oranında, en az bir "
        "okul seçilerek yapılmıştır. Sıra, “tohum:kurum kodu” metninin SHA-256 özetine göredir; seçim aynı yolla yeniden "
        f"hesaplanabilir. Çekiliş tohumu: {campaign.seed}. Çekilişe girenlerin özeti: {digest_of_frame(campaign)}."
    )
    return [drawn, due, *(line for line in campaign.note.splitlines() if line.strip()), lots, PROCEDURE]


def _asked(items: list[Any]) -> dict[str, Any]:
    rows = [[item.number, item.text, "Yazı ve belge" if item.needs_file else "Yazı"] for item in items]
    return {"title": "İstenenler", "columns": ["Sıra", "İstenen", "Nasıl yanıtlanacağı"], "rows": rows}


def _drawn(schools: list[ControlledSchool]) -> dict[str, Any]:
    rows = []
    for number, controlled in enumerate(schools, 1):
        school = controlled.designation.school
        kind = controlled.designation.get_type_display()
        rows.append([number, school.code or "–", school.name, school.district.name if school.district else "–", kind])
    return {
        "title": "Ek: Denetlenecek okullar",
        "columns": ["Sıra", "Kurum kodu", "Okul", "İlçe", "Özellik"],
        "rows": rows,
    }
