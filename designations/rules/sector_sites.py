"""Site, protocol and physical standards: what Articles 6 and 7 ask alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from legislation.rules import Answer, Outcome, all_of, any_of, as_before, truth

from .article_5 import taught
from .facts import Facts, FieldFacts, ProtocolFacts, SiteFacts
from .measures import SITE_HOSTS, SITE_ZONES

KIND_NAMES = {
    "own_campus": "kendi yerleşkesi",
    "building": "kuruluşa ait bina",
    "factory": "fabrika",
    "facility": "tesis",
    "technology_development_zone": "teknoloji geliştirme bölgesi",
    "industrial_zone": "endüstri bölgesi",
    "organised_industrial_zone": "organize sanayi bölgesi",
    "rd_centre": "Ar-Ge merkezi",
}


@as_before
def suited_site(facts: Facts) -> Answer:
    """A zone or R&D centre; or a building, factory or facility whose host suits every field taught."""
    site, fields = facts.site, taught(facts)
    outcome = _site_outcome(site, fields)
    return Answer(
        outcome,
        _site_reason(site, fields, outcome),
        measured={"site_kind": site.kind, "suited_fields": site.suited_fields},
        required={"kinds": sorted(SITE_ZONES), "or_host_suits_every_field": sorted(SITE_HOSTS)},
        evidence=[{"kind": "site", "label": site.label or KIND_NAMES.get(site.kind or "", "")}] if site.kind else [],
        remedy={
            Outcome.UNMET: "Okulun, alanlarına uygun bir işletme binası, fabrika veya tesiste ya da anılan bölgelerden birinde yer alması gerekir.",
            Outcome.UNKNOWN: "Kurum kartında yerleşim türünü ve ev sahibinin uygun olduğu alanları girin.",
        }.get(outcome, ""),
        mend="" if outcome is Outcome.MET else "site",
    )


def _unsuited(site: SiteFacts, fields: tuple[FieldFacts, ...]) -> list[FieldFacts]:
    suited = set(site.suited_fields or ())
    return [field for field in fields if field.code is not None and field.code not in suited]


def _site_outcome(site: SiteFacts, fields: tuple[FieldFacts, ...] | None) -> Outcome:
    if site.kind is None:
        return Outcome.UNKNOWN
    if site.kind in SITE_ZONES:
        return Outcome.MET
    if site.kind not in SITE_HOSTS:
        return Outcome.UNMET
    if fields == ():
        return Outcome.MET
    if fields is None or site.suited_fields is None:
        return Outcome.UNKNOWN
    if _unsuited(site, fields):
        return Outcome.UNMET
    return truth(None if any(field.code is None for field in fields) else True)


def _site_reason(site: SiteFacts, fields: tuple[FieldFacts, ...] | None, outcome: Outcome) -> str:
    if site.kind is None:
        return "Bilgi eksik: okulun yerleşim türü kayıtlı değil."
    name = KIND_NAMES[site.kind]
    if outcome is Outcome.MET:
        where = f"{site.label} ({name})" if site.label else name
        return f"Yerleşim uygun: {where}."
    if outcome is Outcome.UNKNOWN:
        return (
            f"Bilgi eksik: yerleşim {name}; ev sahibinin hangi alanlara uygun olduğu veya okulun alanları bilinmiyor."
        )
    if site.kind in SITE_HOSTS:
        names = ", ".join(str(field.name or field.code) for field in _unsuited(site, fields or ()))
        return f"Yerleşim {name}; ev sahibi şu alanlara uygun değil: {names}."
    return "Okul kendi yerleşkesinde; işletmeye ait bir yerde veya anılan bölgelerden birinde yer almıyor."


@as_before
def protocol_in_force(facts: Facts, on: date) -> Answer:
    """Signed, in force on the day, the GD and at least one stakeholder party to it, naming the school."""
    if facts.protocols is None:
        return Answer(
            Outcome.UNKNOWN,
            "Bilgi eksik: okulun protokolleri kayıtlı değil.",
            required={"in_force_on": on},
            remedy="Protokolü kaydedin veya protokol bulunmadığını beyan edin.",
            mend="protocols",
        )
    outcomes = [protocol_outcome(protocol, on) for protocol in facts.protocols]
    outcome = any_of(outcomes)
    return Answer(
        outcome,
        _protocol_reason(facts.protocols, outcomes, outcome, on),
        measured={"protocols": len(facts.protocols), "in_force": outcomes.count(Outcome.MET)},
        required={"in_force_on": on, "general_directorate_party": True, "stakeholders": 1},
        evidence=[
            _protocol_evidence(protocol, result) for protocol, result in zip(facts.protocols, outcomes, strict=True)
        ],
        remedy={
            Outcome.UNMET: "Genel Müdürlük ile en az bir paydaş kuruluş arasında imzalanmış, okulu adıyla sayan ve yürürlükte olan bir protokol gerekir.",
            Outcome.UNKNOWN: "Protokol kaydında imza, yürürlük ve taraf bilgilerini tamamlayın.",
        }.get(outcome, ""),
        mend="" if outcome is Outcome.MET else "protocols",
    )


def protocol_outcome(protocol: ProtocolFacts, on: date) -> Outcome:
    """Whether one protocol carries the school on the day; its last day counts, the day of an early end does not."""
    return all_of(
        [
            truth(None if protocol.signed_on is None else protocol.signed_on <= on),
            truth(None if protocol.starts_on is None else protocol.starts_on <= on),
            truth(None if protocol.ends_on is None else on <= protocol.ends_on),
            truth(protocol.ended_on is None or on < protocol.ended_on),
            truth(protocol.general_directorate_party),
            truth(None if protocol.stakeholders is None else protocol.stakeholders >= 1),
        ]
    )


def _protocol_reason(protocols: Iterable[ProtocolFacts], outcomes: list[Outcome], outcome: Outcome, on: date) -> str:
    if not outcomes:
        return "Okulu adıyla sayan bir protokol yok."
    if outcome is Outcome.MET:
        held = next(p for p, result in zip(protocols, outcomes, strict=True) if result is Outcome.MET)
        name = f"“{held.label}”" if held.label else "Protokol"
        return f"{name} {on:%d.%m.%Y} günü yürürlükte (bitiş {held.ends_on:%d.%m.%Y})."
    told = [
        f"{p.label or f'{position}. protokol'} – {_wants(p, on, result)}"
        for position, (p, result) in enumerate(zip(protocols, outcomes, strict=True), 1)
        if result is outcome
    ]
    if outcome is Outcome.UNKNOWN:
        return f"Bilgi eksik: {'; '.join(told)}."
    return f"{on:%d.%m.%Y} günü aranan nitelikte bir protokol yürürlükte değil: {'; '.join(told)}."


def _wants(protocol: ProtocolFacts, on: date, outcome: Outcome) -> str:
    """What a protocol lacks on the day, or what is not known of it."""
    p = protocol
    if outcome is Outcome.UNKNOWN:
        values = {
            "imza günü": p.signed_on,
            "yürürlük başlangıcı": p.starts_on,
            "bitiş günü": p.ends_on,
            "Genel Müdürlüğün taraf olup olmadığı": p.general_directorate_party,
            "paydaş sayısı": p.stakeholders,
        }
        return f"{', '.join(name for name, value in values.items() if value is None)} bilinmiyor"
    wants = []
    if p.signed_on is not None and p.signed_on > on:
        wants.append(f"imza günü {p.signed_on:%d.%m.%Y}")
    if p.starts_on is not None and p.starts_on > on:
        wants.append(f"yürürlük başlangıcı {p.starts_on:%d.%m.%Y}")
    if p.ends_on is not None and p.ends_on < on:
        wants.append(f"süresi {p.ends_on:%d.%m.%Y} günü doldu")
    if p.ended_on is not None and p.ended_on <= on:
        wants.append(f"{p.ended_on:%d.%m.%Y} günü sona erdirildi")
    if p.general_directorate_party is False:
        wants.append("Genel Müdürlük taraf değil")
    if p.stakeholders == 0:
        wants.append("paydaş kuruluş taraf değil")
    return ", ".join(wants)


def _protocol_evidence(protocol: ProtocolFacts, outcome: Outcome) -> dict[str, Any]:
    return {
        "kind": "protocol",
        "label": protocol.label,
        "signed_on": protocol.signed_on,
        "starts_on": protocol.starts_on,
        "ends_on": protocol.ends_on,
        "ended_on": protocol.ended_on,
        "general_directorate_party": protocol.general_directorate_party,
        "stakeholders": protocol.stakeholders,
        "outcome": str(outcome),
    }
