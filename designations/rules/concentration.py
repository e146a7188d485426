"""Sector concentration of the fields concerned (okul/4/2/b, okul/5/2/b): every field has enough stars."""

from __future__ import annotations

from legislation.rules import Answer, Outcome, all_of, as_before

from .facts import FieldFacts, Policy
from .measures import at_least


@as_before
def concentrated_sector(fields: tuple[FieldFacts, ...] | None, policy: Policy) -> Answer:
    """``fields``: those concerned; each needs ``concentration_min_stars``. Without a field there is nothing to compare."""
    need = policy.concentration_min_stars
    required = {
        "stars": need,
        "min_employment": policy.concentration_min_employment,
        "specialisation_min": policy.specialisation_min,
    }
    if fields is None:
        return Answer(
            Outcome.UNKNOWN,
            "Bilgi eksik: okulun alanları kayıtlı değil.",
            required=required,
            remedy="Kurum kartında okulun alanlarını girin.",
            mend="fields",
        )
    outcomes = [at_least(field.stars, need) for field in fields]
    outcome = all_of(outcomes)
    return Answer(
        outcome,
        _reason(fields, outcomes, need),
        measured={"stars": {str(field.code): field.stars for field in fields}},
        required=required,
        evidence=[
            {"kind": "field", "code": f.code, "label": f.name, "stars": f.stars, "sectors": f.sectors} for f in fields
        ],
        remedy=_remedy(outcome),
        mend="employment" if outcome is Outcome.UNKNOWN else "fields",
    )


def _names(fields: tuple[FieldFacts, ...], outcomes: list[Outcome], wanted: Outcome) -> str:
    return ", ".join(
        f"{field.name or field.code}" + ("" if field.stars is None else f" ({field.stars} yıldız)")
        for field, outcome in zip(fields, outcomes, strict=True)
        if outcome is wanted
    )


def _reason(fields: tuple[FieldFacts, ...], outcomes: list[Outcome], need: int) -> str:
    if not fields:
        return "Kayıtlı alan bulunmadığından karşılaştırılacak sektör yok."
    unmet, unknown = (_names(fields, outcomes, wanted) for wanted in (Outcome.UNMET, Outcome.UNKNOWN))
    sentences = []
    if unmet:
        sentences.append(f"Sektörü ilde yeterince yoğun olmayan alanlar (en az {need} yıldız gerekir): {unmet}.")
    if unknown:
        sentences.append(f"Bilgi eksik: sektör yıldızı bilinmeyen alanlar: {unknown}.")
    return " ".join(sentences) or f"Bütün alanların sektörü ilde en az {need} yıldızla yoğun."


def _remedy(outcome: Outcome) -> str:
    return {
        Outcome.UNMET: "Alan listesini gözden geçirin; istihdam istatistiği ve alan–sektör eşlemesi Genel Müdürlükçe tutulur.",
        Outcome.UNKNOWN: "İlin istihdam istatistiği ile alanın birincil sektör eşlemesini tamamlayın (Genel Müdürlük).",
    }.get(outcome, "")
