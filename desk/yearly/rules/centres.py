"""The chapter on centres of excellence: open ones, plans, reports sent and owed, activities, participants, certificates (smm)."""

from __future__ import annotations

from typing import Any

from .content import Column, figure, in_words, plot, table
from .facts import Facts

CENTRES = "merkez kayıtları; kuruluş önerileri sayılmaz"
ACTIVITIES = "ilgili birimce onaylanan, yürütülen veya sonuçlanan hizmet içi eğitim faaliyetleri; ilk günü dönem yılında olanlar"
PEOPLE = "Katılımcılar kişisel veridir; bağlantı faaliyetlerin listesini açar."
NOT_OVER = "yıl bitmeden rapor istenmez"


def centres(facts: Facts) -> dict[str, Any]:
    """What the centres are, planned, reported and did."""
    return {
        "key": "merkezler",
        "title": "Sektörel mükemmeliyet merkezleri",
        "grounds": ["smm/4/1", "smm/5/1/c", "smm/5/4", "smm/11/2"],
        "sentences": _sentences(facts),
        "figures": _figures(facts),
        "tables": _tables(facts),
        "plots": [
            plot(facts, "bars", "Katılımcıların sonuçları", "result", Column("", "participants", list="activities"), "katılımcı"),
            plot(facts, "map", "İllere göre açık merkezler", "province", Column("", "centers_standing"), "merkez"),
        ],
    }  # fmt: skip


def _sentences(facts: Facts) -> list[str]:
    n, period = facts.n, facts.period
    owed = (
        f"yıllık raporunu göndermeyen {in_words(n('reports_owed'))} merkez var."
        if period.is_over
        else "yıl bitmediği için rapor henüz istenmez."
    )
    return [
        (
            f"{period.last:%d.%m.%Y} günü {in_words(n('centers_standing'))} merkez açıktı; dönem içinde {in_words(n('centers_founded'))} "
            f"merkez kuruldu, {in_words(n('centers_closed'))} merkez kapatıldı."
        ),
        f"Merkezler {in_words(n('plans_sent'))} yıllık plan ve {in_words(n('reports_sent'))} yıllık rapor gönderdi; {owed}",
        (
            f"{in_words(n('activities'))} hizmet içi eğitim faaliyetine {in_words(n('participants'))} kişi katılımcı yazıldı; "
            f"{in_words(n('certificates'))} belge verildi."
        ),
    ]


def _figures(facts: Facts) -> list[dict[str, Any]]:
    n, period = facts.n, facts.period
    owed = n("reports_owed") if period.is_over else None
    return [
        figure("centers_founded", "Kurulan merkez", n("centers_founded"), f"{CENTRES}; kuruluş günü dönem içinde olanlar"),
        figure("centers_closed", "Kapatılan merkez", n("centers_closed"), f"{CENTRES}; kapanış günü dönem içinde olanlar"),
        figure("centers_standing", "Dönem sonunda açık merkez", n("centers_standing"), f"{CENTRES}; {period.last:%d.%m.%Y} günü açık olanlar"),
        figure("plans_sent", "Gönderilen yıllık plan", n("plans_sent"), "yılın planları; merkezde hazırlananlar ve vazgeçilenler sayılmaz"),
        figure("reports_sent", "Gönderilen yıllık rapor", n("reports_sent"), "yılın raporları; iade edilen rapor merkezdedir, gönderilmiş sayılmaz"),
        figure("reports_owed", "Rapor göndermeyen merkez", owed, "yıl sonunda açık olup yılın raporunu göndermemiş merkezler; son günü dolmayanlar da içindedir", note="" if period.is_over else NOT_OVER),
        figure("activities", "Hizmet içi eğitim faaliyeti", n("activities"), ACTIVITIES),
        figure("hours", "Faaliyetlerin ders saati", facts.sum("activities", "hours"), ACTIVITIES, list="activities"),
        figure("participants", "Katılımcı", n("participants"), f"{ACTIVITIES}; katılımcı kayıtları", list="activities", note=PEOPLE),
        figure("certificates", "Verilen belge", n("certificates"), f"{ACTIVITIES}; belge numarası verilmiş katılımcılar", list="activities", note=PEOPLE),
    ]  # fmt: skip


def _tables(facts: Facts) -> list[dict[str, Any]]:
    activities = Column("Faaliyet", "activities")
    people = (
        Column("Katılımcı", "participants", list="activities", people=True),
        Column("Belge", "certificates", list="activities", people=True),
    )
    owed = (Column("Rapor göndermeyen", "reports_owed"),) if facts.period.is_over else ()
    standing, sent = Column("Açık merkez", "centers_standing"), Column("Gönderilen rapor", "reports_sent")
    return [
        table(facts, "Düzeye göre faaliyetler", "level", "Düzey", (activities, Column("Ders saati", "activities", of="hours")), f"Kaynak: {ACTIVITIES}."),
        table(facts, "İllere göre merkezler", "province", "İl", (standing, sent, *owed, activities, *people), f"Kaynak: {CENTRES}; {ACTIVITIES}. {PEOPLE}"),
    ]  # fmt: skip
