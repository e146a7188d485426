"""Other figures on the same schools: what is asked again, what follows, what cannot be; pure."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from designations.rules import RULE_BOOKS, TYPES
from designations.rules.facts import POLICY_KEYS, ClusterFacts, Policy
from designations.rules.requests import read_request
from designations.rules.scenarios import RESTS_ON_VALUE, Figures, contradictions, know, moves, touched_by, verdict_of
from tests.api import describing as d

DAY = date(2026, 9, 1)
ALL = frozenset(provision for provisions in RESTS_ON_VALUE.values() for provision in provisions)
SCHOOLS = st.fixed_dictionaries(
    {
        "institution": st.just({"kind": "mtal", "attached_to_gd": True}),
        "students": d.COUNT,
        "classroom_places": d.COUNT,
        "addable_places": d.COUNT,
        "fields": d.FIELDS,
        "boarding_need": d.NEED,
        "dormitories": d.DORMITORIES,
    }
)
POLICIES = st.builds(
    Policy,
    concentration_min_stars=st.integers(0, 3),
    workshop_places_per_student=st.decimals(0, 3, places=1),
    growth_margin=st.decimals(0, 3, places=1),
    cluster_min_fields=st.integers(0, 4),
)
CLUSTERS = (ClusterFacts("Üretim", ("04", "11")), ClusterFacts("Bilişim", ("23", "31", "04")))
PLENTY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def facts_of(described):
    request, faults = read_request({"type": "region", "as_of": DAY.isoformat(), "facts": described})
    assert faults == []
    return replace(request.facts, clusters=CLUSTERS)


def known(facts, policy):
    examined = {kind: book.examine(facts, policy, on=DAY) for kind, book in RULE_BOOKS.items()}
    return know(1, 6, facts, examined), examined


def moved(facts, before, after, touched=None):
    school, _ = known(facts, before)
    touched = touched_by(before, after) if touched is None else touched
    return {move.type: move for move in moves([school], Figures(after, CLUSTERS, touched), on=DAY)}


@PLENTY
@given(described=SCHOOLS, policy=POLICIES)
def test_a_scenario_equal_to_today_moves_nobody(described, policy):
    facts = facts_of(described)

    assert moved(facts, policy, policy) == {}
    assert moved(facts, policy, policy, touched=ALL) == {}  # however much is asked again


@PLENTY
@given(described=SCHOOLS, before=POLICIES, after=POLICIES)
def test_asking_only_what_is_touched_finds_what_asking_everything_finds(described, before, after):
    facts = facts_of(described)
    _, examined = known(facts, before)
    found = moved(facts, before, after)

    for kind in TYPES:
        whole = RULE_BOOKS[kind].examine(facts, after, on=DAY)
        was, will = examined[kind].verdict, whole.verdict
        assert (kind in found) == (was != will)
        if kind in found:
            assert (found[kind].before, found[kind].after) == (was, will)
            assert list(found[kind].lacking) == [finding.provision for finding in whole.unmet]
            assert list(found[kind].unclear) == [finding.provision for finding in whole.unknown]


@PLENTY
@given(described=SCHOOLS, before=POLICIES, more=POLICIES)
def test_raising_minimums_never_gains_a_school(described, before, more):
    higher = replace(before, **{key: max(getattr(before, key), getattr(more, key)) for key in POLICY_KEYS})

    assert all(move.after != "eligible" for move in moved(facts_of(described), before, higher).values())


@PLENTY
@given(described=SCHOOLS, before=POLICIES, more=POLICIES)
def test_lowering_minimums_never_loses_one(described, before, more):
    lower = replace(before, **{key: min(getattr(before, key), getattr(more, key)) for key in POLICY_KEYS})

    assert all(move.before != "eligible" for move in moved(facts_of(described), before, lower).values())


def test_stars_of_other_statistics_stand_in_for_those_known():
    facts = facts_of(
        {
            "institution": {"kind": "mtal", "attached_to_gd": True}, "students": 1, "classroom_places": 9, "addable_places": 9,
            "fields": [{"code": "04", "students": 1, "workshop_places": 9, "stars": 3}],
            "boarding_need": {"girls": 0, "boys": 0}, "dormitories": [],
        }
    )  # fmt: skip
    school, _ = known(facts, Policy())
    figures = Figures(Policy(), CLUSTERS, touched_by(Policy(), Policy(), year=True), stars={(6, "04"): 1})

    (region,) = [move for move in moves([school], figures, on=DAY) if move.type == "region"]

    assert (region.before, region.after, region.lacking) == ("eligible", "not_eligible", ("okul/4/2/b",))


def test_every_threshold_says_what_rests_on_it():
    assert set(RESTS_ON_VALUE) == {field.name for field in fields(Policy)} - {"version"}
    assert touched_by(Policy(), replace(Policy(), growth_margin=Decimal(1))) == {"okul/4/2/c", "okul/5/2/c"}
    assert touched_by(Policy(), Policy(), standards=True) == {"okul/6/2/c", "okul/7/2/c"}
    assert touched_by(Policy(), Policy()) == frozenset()


@pytest.mark.parametrize(("letters", "verdict"), [("mm", "eligible"), ("m?", "undetermined"), ("?u", "not_eligible")])
def test_one_unmet_decides_then_one_unknown(letters, verdict):
    assert verdict_of(letters) == verdict


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"cluster_min_fields": 4}, "cluster_min_fields"),
        ({"concentration_min_stars": 4}, "concentration_min_stars"),
        ({"concentration_min_employment": 901}, "concentration_min_employment"),
        ({"growth_margin": Decimal(-1)}, "growth_margin"),
    ],
)
def test_thresholds_that_no_school_could_reach_are_told_at_their_field(values, fault):
    assert list(contradictions(replace(Policy(), **values), CLUSTERS, 900)) == [fault]


def test_what_may_be_reached_is_no_contradiction():
    assert contradictions(replace(Policy(), cluster_min_fields=3), CLUSTERS, 900) == {}
    assert contradictions(replace(Policy(), cluster_min_fields=9), None, None) == {}  # no clusters in force: not known
    assert (
        contradictions(replace(Policy(), concentration_min_stars=0, concentration_min_employment=999), CLUSTERS, 9)
        == {}
    )
