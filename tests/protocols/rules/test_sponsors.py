"""Missing kinds of space and the ranking of candidates: pure computing, held by properties."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from protocols.rules.sponsors import (
    Asked,
    Candidate,
    Measured,
    Place,
    Standing,
    distance_km,
    needs,
    rank,
    standing,
)

pytestmark = pytest.mark.provision("okul/8/5")
LIBRARY = Asked("library", "Kütüphane", Decimal(1), "adet", enterprise_allowed=True)
PLACES = st.none() | st.builds(Place, st.floats(36, 42), st.floats(26, 45))
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 10**6),
        name=st.text(max_size=5),
        place=PLACES,
        free_hours=st.none() | st.integers(0, 40),
        spare=st.decimals(0, 9, places=0),
    ),
    unique_by=lambda one: one.key,
    max_size=12,
)


@pytest.mark.parametrize(
    ("measured", "covered", "expected"),
    [
        (None, False, Standing.UNKNOWN),
        (Measured(), False, Standing.UNKNOWN),
        (Measured(Decimal(0)), False, Standing.MISSING),
        (Measured(Decimal(0), "sponsor"), False, Standing.MISSING),
        (Measured(Decimal(0)), True, Standing.COVERED),
        (Measured(Decimal(1)), False, Standing.NONE),
        (Measured(Decimal(0), "enterprise"), False, Standing.NONE),
        (Measured(None, "not_applicable"), False, Standing.NONE),
    ],
)
def test_a_need_stands_as_measured(measured, covered, expected):
    assert standing(LIBRARY, measured, covered=covered) is expected


def test_what_is_not_measured_is_listed_as_unknown_and_never_left_out():
    asked = [LIBRARY, Asked("lab", "Fizik laboratuvarı", None)]

    found = needs(asked, {"lab": Measured(Decimal(0))})

    assert [(need.asked.code, need.standing) for need in found] == [
        ("library", Standing.UNKNOWN),
        ("lab", Standing.UNKNOWN),
    ]


def test_a_degree_of_latitude_is_about_111_km():
    assert distance_km(Place(39, 32), Place(40, 32)) == pytest.approx(111.2, abs=0.1)
    assert distance_km(Place(39, 32), None) is None


@given(PLACES, CANDIDATES)
def test_the_nearest_stand_first_and_the_unknown_last(school, candidates):
    ranked = rank(school, candidates)

    away = [one.distance_km for one in ranked]
    known = [one for one in away if one is not None]
    assert away == sorted(known) + [None] * (len(away) - len(known))
    assert {one.candidate.key for one in ranked} == {one.key for one in candidates if one.free_hours != 0}
    assert all(("bilgi eksik (konum" in one.reason) == (one.distance_km is None) for one in ranked)


@given(PLACES, CANDIDATES)
def test_the_rank_does_not_depend_on_the_order_of_the_candidates(school, candidates):
    assert rank(school, candidates) == rank(school, reversed(candidates))


def test_at_one_place_more_free_hours_stand_first_and_unknown_ones_last():
    here = Place(39, 32)
    hours = (None, 4, 20)
    candidates = [Candidate(key, "Okul", here, free, Decimal(1)) for key, free in enumerate(hours)]

    assert [one.candidate.free_hours for one in rank(here, candidates)] == [20, 4, None]
