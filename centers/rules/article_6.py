"""Article 6 – what is asked of a general coordinator."""

from __future__ import annotations

from datetime import date

from legislation.provisions import CENTRES_SINCE
from legislation.rules import Answer, rule

from . import conditions
from .facts import Candidacy


@rule(cites="smm/6/1/a", asks="Bakanlık kadrolarında öğretmen mi?", since=CENTRES_SINCE)
def holds_a_ministry_post(facts: Candidacy, policy: None, on: date) -> Answer:
    return conditions.ministry_post(facts)


@rule(cites="smm/6/1/b", asks="Adaylık dâhil en az dört yıl öğretmenlik yapmış mı?", since=CENTRES_SINCE)
def has_taught_four_years(facts: Candidacy, policy: None, on: date) -> Answer:
    return conditions.years_of_teaching(facts, on)


@rule(cites="smm/6/1/c", asks="Yöneticilik veya alan/bölüm şefliği yapmış mı?", since=CENTRES_SINCE)
def has_led(facts: Candidacy, policy: None, on: date) -> Answer:
    return conditions.leading_duty(facts)


@rule(cites="smm/6/1/ç", asks="Zorunlu çalışma yükümlülüğünü tamamlamış veya muaf mı?", since=CENTRES_SINCE)
def is_free_of_compulsory_service(facts: Candidacy, policy: None, on: date) -> Answer:
    return conditions.compulsory_service(facts)


@rule(cites="smm/6/1/d", asks="Merkezin faaliyet alanlarıyla ilgili bir alana atanmış mı?", since=CENTRES_SINCE)
def is_of_a_related_field(facts: Candidacy, policy: None, on: date) -> Answer:
    return conditions.related_field(facts)
