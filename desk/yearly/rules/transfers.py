"""The chapter on transfers to grade 11: the round of the school year that begins in the year (okul/8/2, okul/8/3)."""

from __future__ import annotations

from typing import Any

from .content import Column, figure, in_words, plot, table
from .facts import Facts, share

QUOTAS = "onaylı nakil kontenjanları"
OFFERS = "ilan edilen yerleştirmenin programları"
NO_RESULT = "İlan edilmiş yerleştirme sonucu yok; doluluk ve tercih oranı bilinmiyor."
EARLY = "sonuç ilan edilmedi"


def transfers(facts: Facts) -> dict[str, Any]:
    """Rounds, quotas, applications, places and who came to them."""
    placed = Column("Yerleşen", "offers", of="placed")
    return {
        "key": "nakil",
        "title": "11. sınıfa nakil",
        "grounds": ["okul/8/2", "okul/8/3"],
        "sentences": _sentences(facts),
        "figures": _figures(facts),
        "tables": _tables(facts),
        "plots": [
            plot(facts, "bars", "Duruma göre başvurular", "status", Column("", "applications"), "başvuru"),
            *(
                [plot(facts, "map", "Okulun iline göre yerleşen öğrenciler", "province", placed, "öğrenci")]
                if facts.has_result
                else []
            ),
        ],
    }


def _sentences(facts: Facts) -> list[str]:
    year, n = facts.period.year, facts.n
    found = [
        (
            f"{year}-{year + 1} öğretim yılının nakil döneminde {in_words(n('quotas'))} kontenjanda "
            f"{in_words(facts.sum('quotas', 'places') or 0)} yer onaylandı, {in_words(n('applications'))} başvuru alındı."
        )
    ]
    if not facts.has_result:
        return [*found, NO_RESULT]
    seats, placed = facts.sum("offers", "seats") or 0, facts.sum("offers", "placed") or 0
    first = facts.sum("results", "on_first") or 0
    found.append(
        f"İlan edilen yerleştirmede {in_words(seats)} yere {in_words(placed)} öğrenci yerleşti (doluluk "
        f"{in_words(share(placed, seats), '%')}); yerleşenlerin {in_words(first)} tanesi ilk tercihine yerleşti "
        f"({in_words(share(first, placed), '%')})."
    )
    return found


def _figures(facts: Facts) -> list[dict[str, Any]]:
    n, has = facts.n, facts.has_result
    seats, placed = facts.sum("offers", "seats"), facts.sum("offers", "placed")
    first = facts.sum("results", "on_first")
    note = "" if has else EARLY
    return [
        figure("rounds", "Nakil dönemi", n("rounds"), "ilan edilmiş, iptal edilmemiş nakil dönemleri"),
        figure("quotas", "Onaylı kontenjan", n("quotas"), QUOTAS),
        figure("quota_places", "Onaylı yer", facts.sum("quotas", "places"), f"{QUOTAS}; gündüzlü, yatılı kız ve yatılı erkek yerlerinin toplamı", list="quotas"),
        figure("applications", "Başvuru", n("applications"), "nakil başvuruları; geri çekilenler ayrı durumda sayılır"),
        figure("seats", "Yerleştirmeye giren yer", seats if has else None, OFFERS, list="offers", note=note),
        figure("placed", "Yerleşen öğrenci", placed if has else None, OFFERS, list="offers", note=note),
        figure("fill", "Doluluk oranı", share(placed, seats) if has else None, f"{OFFERS}; yerleşen / yer", unit="%", list="offers", note=note),
        figure("first", "İlk tercih oranı", share(first, placed) if has else None, "ilan edilen yerleştirme; ilk tercihine yerleşen / yerleşen", unit="%", list="results", note=note),
    ]  # fmt: skip


def _tables(facts: Facts) -> list[dict[str, Any]]:
    status = (Column("Başvuru", "applications"),)
    approved = (Column("Onaylı kontenjan", "quotas"), Column("Onaylı yer", "quotas", of="places"))
    filled = Column("Doluluk", "offers", of="placed", whole="seats", unit="%", people=True)
    offers = (
        Column("Yerleştirmeye giren yer", "offers", of="seats"),
        Column("Yerleşen", "offers", of="placed", people=True),
        filled,
    )
    return [
        table(facts, "Duruma göre başvurular", "status", "Durum", status, "Kaynak: nakil başvurularının bugünkü durumu."),
        table(
            facts, "Okulun iline göre kontenjan ve doluluk", "province", "İl", (*approved, *(offers if facts.has_result else ())),
            f"Kaynak: {QUOTAS}{f'; {OFFERS}' if facts.has_result else ''}.",
        ),
    ]  # fmt: skip
