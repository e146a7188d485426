"""The three stars, computed from a small country by hand and from any country by property."""

from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from schools.rules.concentration import TOP_TENTH, concentrations

POLICY = {"min_employment": 500, "specialisation_min": 1.25}


def country(sector_sizes):
    """81 provinces: sector A as given by plate (else 100), sector B 10,000 everywhere."""
    table = {(plate, "10"): sector_sizes.get(plate, 100) for plate in range(1, 82)}
    return table | {(plate, "47"): 10_000 for plate in range(1, 82)}


@pytest.mark.provision("okul/4/2/b", "okul/5/2/b")
def test_a_concentrated_sector_has_three_stars():
    found = concentrations(country({6: 5_000}), **POLICY)

    ankara = found[6, "10"]
    assert ankara.stars == 3
    assert ankara.size == pytest.approx(5_000 / (5_000 + 80 * 100))
    assert ankara.dominance == pytest.approx(5_000 / 15_000)
    total = 5_000 + 80 * 100 + 81 * 10_000
    assert ankara.specialisation == pytest.approx((5_000 / 15_000) / (13_000 / total))


def test_too_few_employees_earn_no_star():
    found = concentrations(country({6: 499}), **POLICY)

    assert found[6, "10"].specialisation > 1.25
    assert found[6, "10"].stars == 0


def test_the_eight_largest_are_the_top_tenth_and_equals_count():
    sizes = {plate: 10_000 - plate for plate in range(1, 8)} | {8: 5_000, 9: 5_000, 10: 4_999}
    found = concentrations(country(sizes), **POLICY)

    assert [plate for plate in range(1, 82) if found[plate, "10"].size_star] == list(range(1, 10))


def test_an_empty_country_has_no_stars():
    found = concentrations({(plate, "10"): 0 for plate in range(1, 82)}, **POLICY)

    assert {item.stars for item in found.values()} == {0}


tables = st.dictionaries(
    st.tuples(st.integers(1, 81), st.sampled_from(["10", "25", "62"])), st.integers(0, 100_000), min_size=1
)


@given(table=tables)
@settings(max_examples=100, deadline=None)
def test_shares_add_up_and_stars_are_at_most_three(table):
    found = concentrations(table, **POLICY)

    assert set(found) == set(table)
    for sector in {sector for _, sector in table}:
        whole = sum(item.size for (_, s), item in found.items() if s == sector)
        assert whole == pytest.approx(1) or whole == 0
    assert all(0 <= item.stars <= 3 for item in found.values())
    assert all(item.stars == 0 for item in found.values() if item.employees < 500)


@given(table=tables, factor=st.integers(2, 5))
@settings(max_examples=60, deadline=None)
def test_growth_of_the_whole_country_changes_no_measure(table, factor):
    before = concentrations(table, min_employment=0, specialisation_min=1.25)
    after = concentrations(
        {key: value * factor for key, value in table.items()}, min_employment=0, specialisation_min=1.25
    )

    for key, item in before.items():
        assert after[key].size == pytest.approx(item.size)
        assert after[key].specialisation == pytest.approx(item.specialisation)


def test_the_top_tenth_of_81_is_eight():
    assert TOP_TENTH == 8


@pytest.mark.provision("okul/4/2/b")
def test_a_quotient_of_exactly_the_threshold_earns_its_star():
    # (e_ij / e_j) / (E_i / E) = (1331 / 11000) / (242,000 / 2,200,000) = 1.1 exactly; by floats it falls short.
    employment = {(1, "24"): 1331, (1, "99"): 9669, (2, "24"): 240669, (2, "99"): 1948331}

    found = concentrations(employment, min_employment=1, specialisation_min=Decimal("1.1"))

    assert found[1, "24"].specialisation_star
