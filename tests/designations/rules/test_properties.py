"""What must hold for every school: unknown is honest, more is never worse, reading never breaks."""

from dataclasses import fields as fields_of, is_dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from designations.rules import RULE_BOOKS, TYPES
from designations.rules.facts import (
    BoardingNeed,
    ClusterFacts,
    DormitoryFacts,
    Facts,
    FieldFacts,
    InstitutionFacts,
    Policy,
    ProtocolFacts,
    SiteFacts,
    StandardFacts,
)
from designations.rules.requests import SITE_KINDS, read_facts, read_request
from legislation.reading import Reader

counts = st.integers(0, 60)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
CODES = ["04", "11", "23"]


def unknown(strategy):
    return st.none() | strategy


def dormitories():
    def build(own, region, transport, whom, places, taken):
        return DormitoryFacts(own, region, transport, whom, places, min(taken, places))

    return st.builds(
        build, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["girls", "boys"]), counts, counts
    )


known_facts = st.builds(
    Facts,
    institution=st.builds(InstitutionFacts, st.sampled_from(["mtal", "mesem", "other"]), st.booleans()),
    students=counts,
    classroom_places=counts,
    addable_places=counts,
    fields=st.lists(
        st.builds(FieldFacts, st.sampled_from(CODES), counts, counts, st.integers(0, 3)),
        max_size=3,
        unique_by=lambda field: field.code,
    ).map(tuple),
    clusters=st.lists(
        st.builds(ClusterFacts, st.just("küme"), st.lists(st.sampled_from(CODES), unique=True).map(tuple)), max_size=2
    ).map(tuple),
    boarding_need=st.builds(BoardingNeed, counts, counts),
    dormitories=st.lists(dormitories(), max_size=3).map(tuple),
    site=st.builds(SiteFacts, st.sampled_from(SITE_KINDS), st.lists(st.sampled_from(CODES), unique=True).map(tuple)),
    protocols=st.lists(
        st.builds(ProtocolFacts, days, days, days, st.booleans(), st.integers(0, 2), st.none()), max_size=2
    ).map(tuple),
    standards=st.lists(
        st.builds(
            StandardFacts,
            st.just("a"),
            st.just("count"),
            counts.map(Decimal),
            counts.map(Decimal),
            st.booleans(),
            st.booleans(),
            st.sampled_from([None, "sponsor", "enterprise", "not_applicable"]),
        ),
        max_size=2,
    ).map(tuple),
)
DAY = date(2026, 9, 1)
TEXTS = {"code", "name", "label", "sectors", "unit", "is_open", "kind", "for_whom", "ended_on", "met_by"}


def forget(value, draw):
    """The same facts with some of them forgotten."""
    if isinstance(value, tuple):
        return tuple(forget(item, draw) for item in value)
    if not is_dataclass(value):
        return value
    changes = {}
    for field in fields_of(value):
        held = getattr(value, field.name)
        if is_dataclass(held) or (isinstance(held, tuple) and held and is_dataclass(held[0])):
            changes[field.name] = forget(held, draw)
        elif field.name not in TEXTS and draw(st.integers(0, 3)) == 0:
            changes[field.name] = None
    return replace(value, **changes)


@pytest.mark.parametrize("kind", TYPES)
@given(data=st.data(), facts=known_facts)
@settings(max_examples=120, deadline=None)
def test_an_answer_given_with_data_missing_stays_when_they_come(kind, data, facts):
    """Whatever is found met or unmet although facts are missing is found so with them; only unknown may change."""
    partly = forget(facts, data.draw)

    with_all = RULE_BOOKS[kind].examine(facts, Policy(), on=DAY)
    with_some = RULE_BOOKS[kind].examine(partly, Policy(), on=DAY)

    for full, partial in zip(with_all, with_some, strict=True):
        assert full.outcome != "unknown"
        assert partial.outcome in {full.outcome, "unknown"}, (partial, full)


@given(facts=known_facts, more=st.integers(1, 50))
@settings(max_examples=100, deadline=None)
def test_more_places_are_never_worse(facts, more):
    better = replace(
        facts,
        classroom_places=facts.classroom_places + more,
        addable_places=facts.addable_places + more,
        fields=tuple(replace(field, workshop_places=field.workshop_places + more) for field in facts.fields),
        dormitories=tuple(replace(item, places=item.places + more) for item in facts.dormitories),
    )
    rank = {"unmet": 0, "met": 1}

    for kind in ("region", "specialised"):
        before = RULE_BOOKS[kind].examine(facts, Policy(), on=DAY)
        after = RULE_BOOKS[kind].examine(better, Policy(), on=DAY)
        assert all(rank[a.outcome] >= rank[b.outcome] for a, b in zip(after, before, strict=True))


@given(facts=known_facts)
@settings(max_examples=60, deadline=None)
def test_frozen_facts_are_read_back_as_they_were(facts):
    reader = Reader()
    if any(p.ends_on < p.starts_on for p in facts.protocols) or len(facts.standards) > 1:
        return
    shape = facts.as_json()
    for cluster in shape["clusters"]:
        cluster["name"] = cluster["name"] or None

    again = read_facts(reader, _without_empty(shape))

    assert reader.faults == []
    assert again == facts


def _without_empty(value):
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item != ""}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["type", "as_of", "policy", "school", "facts"]
FACT_KEYS = [field.name for field in fields_of(Facts)]


@given(body=json_values | st.dictionaries(st.sampled_from(KEYS), json_values))
@settings(max_examples=200, deadline=None)
def test_reading_any_json_gives_a_request_or_faults(body):
    request, faults = read_request(body)

    assert (request is None) == bool(faults)


@given(facts=st.dictionaries(st.sampled_from(FACT_KEYS), json_values), kind=st.sampled_from(TYPES))
@settings(max_examples=300, deadline=None)
def test_any_facts_are_examined_or_faulted(facts, kind):
    request, faults = read_request({"type": kind, "facts": facts})
    if request is None:
        assert all(fault.path.startswith("facts") and fault.message for fault in faults)
        return

    findings = RULE_BOOKS[kind].examine(request.facts, Policy(), on=DAY)
    assert [finding.outcome in {"met", "unmet", "unknown"} for finding in findings] == [True] * 4
