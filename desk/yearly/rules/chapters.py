"""The four chapters of the report, from counts alone: sentences, figures, tables, plots. Provisions are named by id."""

from __future__ import annotations

from typing import Any

from .centres import centres
from .content import Column, figure, in_words, plot, table
from .facts import Facts
from .protocols import protocols
from .transfers import transfers

DESIGNATIONS = "belirleme kayıtları; sehven kaydedilenler sayılmaz"
EMPTY = (
    "{year} yılı için bu bölümde kayıt yok. Bu, iş yapılmadığı anlamına gelmez; sistemde o yıla ait bilgi bulunmadığı "
    "anlamına gelir."
)


def report_of(facts: Facts) -> dict[str, Any]:
    """The whole content of the report; see :mod:`.content` for its shapes."""
    period = facts.period
    made = [designations(facts), protocols(facts), transfers(facts), centres(facts)]
    return {
        "year": period.year,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "is_over": period.is_over,
        "chapters": [_told(chapter, period.year) for chapter in made],
    }


def _told(chapter: dict[str, Any], year: int) -> dict[str, Any]:
    """A chapter without any record says so, and shows no zeros for what is not known."""
    if any(item["value"] for item in chapter["figures"]):
        return {**chapter, "is_empty": False}
    figures = [{**item, "value": None} for item in chapter["figures"]]
    told = {"sentences": [EMPTY.format(year=year)], "figures": figures, "tables": [], "plots": []}
    return {**chapter, **told, "is_empty": True}


OF_DESIGNATIONS = (
    Column("Dönem başında", "designations_before"),
    Column("Yürürlüğe giren", "designations_begun"),
    Column("Sona eren", "designations_ended"),
    Column("Dönem sonunda", "designations_standing"),
    Column("Reddedilen dosya", "dossiers_refused"),
)


def designations(facts: Facts) -> dict[str, Any]:
    """What was designated, refused and ended (okul/4/1–7/1)."""
    period, n = facts.period, facts.n
    standing = OF_DESIGNATIONS[3]
    source = f"Kaynak: {DESIGNATIONS}. Reddedilen dosyalar karar gününe göre sayılır."
    return {
        "key": "belirlemeler",
        "title": "Belirlemeler",
        "grounds": ["okul/4/1", "okul/5/1", "okul/6/1", "okul/7/1"],
        "sentences": [
            (f"Dönem başında {in_words(n('designations_before'))} belirleme yürürlükteydi. Dönem içinde "
            f"{in_words(n('designations_begun'))} belirleme yürürlüğe girdi, {in_words(n('designations_ended'))} belirleme "
            f"sona erdi; {period.last:%d.%m.%Y} günü {in_words(n('designations_standing'))} belirleme yürürlükteydi."),
            (f"İllerin gönderdiği dosyaların {in_words(n('dossiers_submitted'))} tanesinin gönderim günü bu dönemdedir; "
            f"{in_words(n('dossiers_refused'))} dosya reddedildi."),
        ],
        "figures": [
            figure("designations_before", "Dönem başında yürürlükteki belirleme", n("designations_before"), f"{DESIGNATIONS}; {period.eve:%d.%m.%Y} günü yürürlükte olanlar"),
            figure("designations_begun", "Yürürlüğe giren belirleme", n("designations_begun"), f"{DESIGNATIONS}; yürürlük başlangıcı dönem içinde olanlar"),
            figure("designations_ended", "Sona eren belirleme", n("designations_ended"), f"{DESIGNATIONS}; sona erdiği gün dönem içinde olanlar"),
            figure("designations_standing", "Dönem sonunda yürürlükteki belirleme", n("designations_standing"), f"{DESIGNATIONS}; {period.last:%d.%m.%Y} günü yürürlükte olanlar"),
            figure("dossiers_submitted", "Gönderilen dosya", n("dossiers_submitted"), "belirleme dosyaları; son gönderim günü dönem içinde olanlar"),
            figure("dossiers_refused", "Reddedilen dosya", n("dossiers_refused"), "belirleme dosyaları; karar günü dönem içinde olan retler"),
        ],
        "tables": [
            table(facts, "Özelliğe göre belirlemeler", "type", "Özellik", OF_DESIGNATIONS, source),
            table(facts, "Sona erme biçimi", "ending", "Biçim", (Column("Sona eren", "designations_ended"),), f"Kaynak: {DESIGNATIONS}."),
            table(facts, "İllere göre belirlemeler", "province", "İl", OF_DESIGNATIONS, f"{source} İl, okulun bugün kayıtlı olduğu ildir."),
        ],
        "plots": [
            plot(facts, "bars", "Dönem sonunda özelliğe göre yürürlükteki belirlemeler", "type", standing, "belirleme"),
            plot(facts, "map", "Dönem sonunda illere göre yürürlükteki belirlemeler", "province", standing, "belirleme"),
        ],
    }  # fmt: skip
