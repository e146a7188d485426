"""Article 4 – region schools: boarding, a concentrated sector, capacity that can grow."""

from __future__ import annotations

from datetime import date

from legislation.provisions import IN_FORCE_SINCE
from legislation.rules import Answer, rule

from .boarding import adequate_boarding
from .capacity import capacity_and_growth
from .concentration import concentrated_sector
from .facts import Facts, Policy


@rule(
    cites="okul/4/2/a",
    asks="Okulda veya aynı eğitim bölgesinde ulaşım imkânı olan yeterli kapasitede pansiyon var mı?",
    since=IN_FORCE_SINCE,
)
def has_adequate_boarding(facts: Facts, policy: Policy, on: date) -> Answer:
    return adequate_boarding(facts)


@rule(
    cites="okul/4/2/b",
    asks="Okul, eğitimi yapılacak alanlarla ilişkili sektörün yoğun olduğu yerde mi?",
    since=IN_FORCE_SINCE,
)
def lies_where_the_sector_of_fields_to_be_taught_is_concentrated(facts: Facts, policy: Policy, on: date) -> Answer:
    # "eğitimi yapılacak alanlar": the fields to be taught, so planned ones count as well as open ones.
    return concentrated_sector(facts.fields, policy)


@rule(
    cites="okul/4/2/c",
    asks="Fiziki kapasite, atölye ve laboratuvarlar yeterli ve büyümeye elverişli mi?",
    since=IN_FORCE_SINCE,
)
def has_capacity_that_can_grow(facts: Facts, policy: Policy, on: date) -> Answer:
    return capacity_and_growth(facts, policy)
