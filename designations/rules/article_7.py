"""Article 7 – sector-integrated schools: a place among enterprises, a protocol, the physical standards of the Annex."""

from __future__ import annotations

from datetime import date

from legislation.provisions import IN_FORCE_SINCE
from legislation.rules import Answer, rule

from .facts import Facts, Policy
from .sector_sites import protocol_in_force, suited_site
from .standards import annex_met


@rule(
    cites="okul/7/2/a",
    asks="Okul, alanlarına uygun bir işletme binası, fabrika, tesis veya sanayi, teknoloji, Ar-Ge bölgesinde mi?",
    since=IN_FORCE_SINCE,
)
def lies_among_enterprises(facts: Facts, policy: Policy, on: date) -> Answer:
    return suited_site(facts)


@rule(
    cites="okul/7/2/b",
    asks="İlgili paydaş kuruluşlarla yürürlükte bir protokol var mı?",
    since=IN_FORCE_SINCE,
)
def has_a_protocol_in_force(facts: Facts, policy: Policy, on: date) -> Answer:
    return protocol_in_force(facts, on)


@rule(
    cites="okul/7/2/c",
    asks="Ek’te yer alan asgari fiziki standartlar karşılanıyor mu?",
    since=IN_FORCE_SINCE,
)
def meets_the_physical_standards(facts: Facts, policy: Policy, on: date) -> Answer:
    return annex_met(facts)
