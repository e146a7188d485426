"""What is found although something is not known stays so whatever it turns out to be; every rule is asked."""

import copy
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, event, given, settings, strategies as st

from designations.rules import RULE_BOOKS, TYPES
from designations.rules.facts import Policy
from designations.rules.requests import read_request
from tests.api import describing as d

FACTS = {
    "institution": d.INSTITUTION,
    "students": d.COUNT,
    "classroom_places": d.COUNT,
    "addable_places": d.COUNT,
    "fields": d.FIELDS,
    "clusters": d.CLUSTERS,
    "boarding_need": d.NEED,
    "dormitories": d.DORMITORIES,
    "site": d.SITE,
    "protocols": d.PROTOCOLS,
    "standards": d.STANDARDS,
}
# The keys whose null is unknown; `ended_on` and `met_by` are not among them: there null says "not" and "nobody".
INSIDE = {
    "institution": {"kind": st.sampled_from(["mtal", "mesem", "other"]), "attached_to_gd": d.YES},
    "fields": {"students": d.COUNT, "workshop_places": d.COUNT, "stars": st.integers(0, 3)},
    "clusters": {"fields": d.some_codes()},
    "boarding_need": {"girls": d.COUNT, "boys": d.COUNT},
    "dormitories": {
        "own": d.YES,
        "same_education_region": d.YES,
        "transport": d.YES,
        "for": st.sampled_from(["girls", "boys"]),
        "places": st.integers(4, 12),
        "occupied": st.integers(0, 4),
    },
    "site": {"kind": st.sampled_from(d.SITE_KINDS), "suited_fields": d.some_codes()},
    "protocols": {
        "signed_on": d.EARLY,
        "starts_on": d.EARLY,
        "ends_on": d.LATE,
        "general_directorate_party": d.YES,
        "stakeholders": st.integers(0, 2),
    },
    "standards": {
        "minimum": st.integers(0, 3),
        "value": st.integers(0, 3),
        "sponsor_allowed": d.YES,
        "enterprise_allowed": d.YES,
    },
}


def unknown_places(facts):
    """Each object with a key that is not known, the key, and the values it may turn out to have."""
    for key, values in FACTS.items():
        if facts.get(key) is None:
            yield facts, key, values
            continue
        held = facts[key]
        for item in held if isinstance(held, list) else [held]:
            if isinstance(item, dict):
                yield from ((item, name, v) for name, v in INSIDE[key].items() if item.get(name) is None)


def outcomes(kind, facts, policy):
    asked, faults = read_request({"type": kind, "facts": facts, "policy": policy})
    assume(not [fault for fault in faults if fault.path.endswith("occupied")])
    assert faults == []
    return [str(f.outcome) for f in RULE_BOOKS[kind].examine(asked.facts, asked.apply(Policy()), on=date(2026, 9, 1))]


@pytest.mark.parametrize("kind", TYPES)
@given(data=st.data(), facts=d.FACTS, policy=d.POLICY)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_definite_outcome_stays_whatever_the_unknown_turns_out_to_be(kind, data, facts, policy):
    places = list(unknown_places(facts))
    assume(places)
    before = outcomes(kind, facts, policy)
    learned = copy.deepcopy(facts)
    position = data.draw(st.integers(0, len(places) - 1))
    place, key, values = list(unknown_places(learned))[position]
    place[key] = data.draw(values)

    after = outcomes(kind, learned, policy)

    event(f"{sum(a != b for a, b in zip(before, after, strict=True))} outcome(s) became known")
    for was, is_now in zip(before, after, strict=True):
        assert was in {"unknown", is_now}, (key, place[key])
