"""The papers of a call: the notice by which it is announced, and the minutes of the evaluation with the ranked list (smm/10/1 to 10/3)."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from centers.choices.selection import CallStatus, Seat
from centers.models import CalledPost, PostApplication, SelectionCall
from documents.choices import PaperStatus
from documents.models import Paper
from documents.papers import issue, withdraw
from legislation.provisions import provision
from legislation.rules import Outcome
from schools.turkish import upper
from workflow.models import JournalEntry

from .centers import SMM, person, place

NOTICE, MINUTES = "center_call", "center_evaluation"
STEM = "aşağıdaki şartlar aranır.\n"  # with which every item of smm/6/1 and smm/7/1 begins
CLOSING = (
    "Üyelerin puanları eşit ağırlıklıdır; toplam, virgülden sonra iki basamağa yuvarlanır ve sıra buna göredir (idari usul). "
    "Adaylar başvuru numarasıyla ve adlarıyla anılmış, T.C. kimlik numaraları yazılmamıştır."
)


def issue_notice(call: SelectionCall) -> Paper | None:
    """The notice of an announced call: posts, conditions, calendar, criteria, procedure."""
    if call.announced_on is None:
        return None
    event = f"announce_call:{call.applications_until:%Y%m%d}"
    return issue(
        NOTICE, call, event=event, title="Koordinatör seçimi ilanı", template="centers/papers/call.html",
        content=_notice(call), school=call.center.school, dated_on=call.announced_on,
    )  # fmt: skip


def void_notice(call: SelectionCall, *, on: date) -> None:
    """The notice of a call that was cancelled, or whose days were moved, holds no longer."""
    now = f"announce_call:{call.applications_until:%Y%m%d}"
    rows = Paper.objects.of(call).filter(kind=NOTICE).exclude(status=PaperStatus.WITHDRAWN)
    cancelled = call.status == CallStatus.CANCELLED
    for paper in rows if cancelled else rows.exclude(event=now):
        withdraw(paper, on=on, reason=call.end_reason if cancelled else "Takvim uzatıldı; yeni ilan geçerlidir.")


def _notice(call: SelectionCall) -> dict[str, Any]:
    fields = ", ".join(f"{field.code} {field.name}" for field in call.center.fields_on(call.applications_until))
    place_words = (
        "yerdedir; bu yükümlülük aranmaz"
        if call.is_compulsory_service_place
        else "yerde değildir; bu yükümlülük aranır"
    )
    return {
        **_head(call, "Koordinatör Seçimi İlanı"),
        "references": [f"{SMM} (m. 4/5, 6, 7, 10/1)."],
        "paragraphs": [
            f"{place(call.center.school)} bünyesindeki “{call.center.name}” merkezinde görev yapacak öğretmenler seçilecektir.",
            f"Merkezin faaliyet alanları: {fields}. Merkez, zorunlu çalışma gerektiren bir {place_words} (m. 6/1-ç, 7/1-c).",
            *[part.strip() for part in call.instructions.splitlines() if part.strip()],
        ],
        "tables": [
            _table(
                "Kadrolar",
                ["Görev", "Sayı"],
                [[str(one), str(one.places)] for one in call.posts.select_related("field")],
            ),
            _table("Takvim", ["Aşama", "Gün"], _calendar(call)),
            _table("Aranan şartlar (başvuruların son günü itibarıyla)", ["Hüküm", "Şart"], _conditions(call)),
            _table(
                "Değerlendirme ölçütleri",
                ["Ölçüt", "Ağırlık (%)", "En yüksek puan"],
                [[row.name, str(row.weight), str(row.maximum)] for row in call.criteria.all()],
            ),
        ],
        "signatures": [person(call.announced_by)],
    }


def _head(call: SelectionCall, subject: str) -> dict[str, Any]:
    school = call.center.school
    return {
        "subject": subject,
        "school": {"code": school.code or "", "name": school.name, "province": school.province.name},
        "center": call.center.name,
    }


def _table(title: str, columns: list[str], rows: list[list[str]]) -> dict[str, Any]:
    return {"title": title, "columns": columns, "rows": rows}


def _calendar(call: SelectionCall) -> list[list[str]]:
    return [
        ["Başvurular", f"{call.applications_from:%d.%m.%Y} – {call.applications_until:%d.%m.%Y} (son gün dâhil)"],
        ["Değerlendirmenin son günü", f"{call.evaluation_until:%d.%m.%Y}"],
        ["Sonuçların duyurulması", f"{call.results_on:%d.%m.%Y}"],
    ]


def _conditions(call: SelectionCall) -> list[list[str]]:
    """In the words of the law, those of each kind of post that is called for."""
    roles = {one.role for one in call.posts.all()}
    keys = [f"smm/6/1/{letter}" for letter in "abcçd"] + ["smm/6/2"] if "general_coordinator" in roles else []
    if roles - {"general_coordinator"}:
        keys += [f"smm/7/1/{letter}" for letter in "abcç"] + ["smm/7/2"]
    return [[provision(key).citation, provision(key).text.partition(STEM)[2] or provision(key).text] for key in keys]


def issue_evaluation(call: SelectionCall) -> Paper | None:
    """The minutes for signature; none where the evaluation was opened again before they were printed."""
    if call.evaluated_on is None:
        return None
    last = (
        JournalEntry.objects.of(call).filter(act="complete_evaluation").values_list("sequence", flat=True).last() or 0
    )
    where = SimpleNamespace(code="", province_id=call.center.school.province_id, district_id=None)
    return issue(
        MINUTES, call, event=f"complete_evaluation:{last}", title="Değerlendirme komisyonu tutanağı",
        template="centers/papers/evaluation.html", content=_minutes(call), school=where, is_public=False,
        dated_on=call.evaluated_on,
    )  # fmt: skip


def void_evaluation(call: SelectionCall, *, on: date) -> None:
    """Make minutes void that were opened again."""
    if call.evaluated_on is not None:
        return
    for paper in Paper.objects.of(call).filter(kind=MINUTES).exclude(status=PaperStatus.WITHDRAWN):
        withdraw(paper, on=on, reason="Değerlendirme yeniden açıldı.")


def _minutes(call: SelectionCall) -> dict[str, Any]:
    school = call.center.school
    members = sorted(call.members.all(), key=lambda one: Seat.values.index(one.seat))
    return {
        **_head(call, "Değerlendirme Komisyonu Tutanağı"),
        "office": f"{upper(school.province.name)} VALİLİĞİ",
        "unit": "İl Millî Eğitim Müdürlüğü",
        "references": [f"{SMM} (m. 10/2, 10/3)."],
        "rows": [
            ["Çağrı", call.title],
            ["Merkez", f"{call.center.name} ({school.code} {school.name})"],
            ["Başvurular", f"{call.applications_from:%d.%m.%Y} – {call.applications_until:%d.%m.%Y}"],
            ["Değerlendirmenin bittiği gün", f"{call.evaluated_on:%d.%m.%Y}" if call.evaluated_on else ""],
            [
                "Ölçütler",
                "; ".join(f"{row.name}: % {row.weight}, en çok {row.maximum} puan" for row in call.criteria.all()),
            ],
        ],
        "attendance": [[one.name, one.get_title_display(), one.get_seat_display()] for one in members],
        "minutes": [part.strip() for part in call.minutes.splitlines() if part.strip()],
        "posts": [_post(one) for one in call.posts.select_related("field")],
        "closing": [CLOSING],
        "signatories": [
            {"name": _signed(one.name), "title": one.get_title_display(), "role": one.get_seat_display()}
            for one in members
        ],
    }


def _post(called: CalledPost) -> dict[str, Any]:
    """The applicants for posts of one kind: those ranked, then those who do not meet the conditions, each with the reasons."""
    rows = list(PostApplication.objects.filter(called=called).handed_in().order_by("rank", "pk"))
    ranked, others = [one for one in rows if one.rank], [one for one in rows if not one.rank]
    return {
        "name": f"{called} ({called.places} kadro)",
        "fallback": bool(called.fallback_open),
        "ranked": [
            [str(one.rank), f"{one.pk}", one.name, str(one.total).replace(".", ","), one.rank_reason] for one in ranked
        ],
        "others": [[f"{one.pk}", one.name, _lacks(one)] for one in others],
    }


def _lacks(one: PostApplication) -> str:
    unmet = [shape for shape in one.findings if shape["outcome"] != Outcome.MET]
    return " ".join(f"{shape['citation']}: {shape['reason']}" for shape in unmet)


def _signed(name: str) -> str:
    """As officials sign: the surname in capitals."""
    first, _, last = name.rpartition(" ")
    return f"{first} {upper(last)}".strip()
