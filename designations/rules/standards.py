"""The minimum physical standards of the Annex, row by row (okul/6/2/c, okul/7/2/c, okul/ek)."""

from __future__ import annotations

from functools import partial
from typing import Any

from legislation.rules import Answer, Outcome, all_of, as_before, truth

from .facts import Facts, StandardFacts
from .measures import at_least, number

NOT_APPLICABLE = "not_applicable"


@as_before
def annex_met(facts: Facts) -> Answer:
    """Each row of the standards in force: met, short by how much, met elsewhere where that is allowed, or not applicable."""
    if facts.standards is None:
        return Answer(
            Outcome.UNKNOWN,
            "Bilgi eksik: yürürlükte bir fiziki standart çizelgesi (Yönerge Ek) yok veya okulun ölçümleri kayıtlı değil.",
            remedy="Genel Müdürlük Ek çizelgesini yayımlamalı, okulun ölçümleri girilmelidir.",
            mend="standards",
        )
    return _answer(facts.standards)


@partial(as_before, kept=4)  # schools that measured nothing yet share their rows, and are most of a country
def _answer(standards: tuple[StandardFacts, ...]) -> Answer:
    rows = [(row, row_outcome(row)) for row in standards]
    outcome = all_of(result for _, result in rows)
    return Answer(
        outcome,
        _reason(rows, outcome),
        measured={row.code: row.value for row, _ in rows},
        required={row.code: row.minimum for row, _ in rows},
        evidence=[_evidence(row, result) for row, result in rows],
        remedy={
            Outcome.UNMET: "Eksik mekânları tamamlayın; hami okulla (m. 8/5) veya işletmede (m. 8/7) karşılanabilenler için bunu belirtin.",
            Outcome.UNKNOWN: "Kurum kartında fiziki standart ölçümlerini tamamlayın.",
        }.get(outcome, ""),
        mend="" if outcome is Outcome.MET else "standards",
    )


def row_outcome(row: StandardFacts) -> Outcome:
    """A sponsor school or the enterprise meets only rows that are flagged so; else what was measured decides."""
    if row.met_by == NOT_APPLICABLE:
        return Outcome.MET
    measured = at_least(row.value, row.minimum)
    if measured is Outcome.MET:
        return measured
    elsewhere = met_elsewhere(row)
    if elsewhere is Outcome.UNMET:
        return measured
    return elsewhere


def met_elsewhere(row: StandardFacts) -> Outcome:
    """Whether the need is met by a sponsor school (okul/8/5) or in the enterprise (okul/8/7)."""
    match row.met_by:
        case "sponsor":
            return truth(row.sponsor_allowed)
        case "enterprise":
            return truth(row.enterprise_allowed)
        case _:
            return Outcome.UNMET


def _reason(rows: list[tuple[StandardFacts, Outcome]], outcome: Outcome) -> str:
    if not rows:
        return "Bu özellik için yürürlükteki çizelgede satır yok."
    if outcome is Outcome.MET:
        return f"Ek’teki {len(rows)} standardın tümü karşılanıyor.{_elsewhere(rows)}"
    short = [_short(row) for row, result in rows if result is Outcome.UNMET]
    unknown = [row.name or row.code for row, result in rows if result is Outcome.UNKNOWN]
    sentences = [f"Karşılanmayan: {'; '.join(short)}."] if short else []
    sentences += [f"Bilgi eksik: {', '.join(unknown)}."] if unknown else []
    return " ".join(sentences)


def _short(row: StandardFacts) -> str:
    if row.minimum is None or row.value is None:
        return (row.name or row.code) + _not_allowed(row)
    unit = f" {row.unit}" if row.unit else ""
    return (
        f"{row.name or row.code} (en az {number(row.minimum)}{unit}, mevcut {number(row.value)}{unit}, "
        f"{number(row.minimum - row.value)}{unit} eksik)" + _not_allowed(row)
    )


def _not_allowed(row: StandardFacts) -> str:
    """Why the place where the need is said to be met does not count for this row."""
    if row.met_by == "sponsor" and row.sponsor_allowed is False:
        return ", çizelgeye göre hami okulla karşılanamaz"
    if row.met_by == "enterprise" and row.enterprise_allowed is False:
        return ", çizelgeye göre işletmede karşılanamaz"
    return ""


def _elsewhere(rows: list[tuple[StandardFacts, Outcome]]) -> str:
    sponsored = [row.name or row.code for row, _ in rows if row.met_by == "sponsor"]
    enterprise = [row.name or row.code for row, _ in rows if row.met_by == "enterprise"]
    text = f" Hami okulla karşılanan: {', '.join(sponsored)}." if sponsored else ""
    return text + (f" İşletmede karşılanan: {', '.join(enterprise)}." if enterprise else "")


def _evidence(row: StandardFacts, outcome: Outcome) -> dict[str, Any]:
    return {
        "kind": "standard",
        "provision": "okul/ek",
        "code": row.code,
        "label": row.name,
        "minimum": row.minimum,
        "value": row.value,
        "unit": row.unit,
        "met_by": row.met_by,
        "outcome": str(outcome),
    }
