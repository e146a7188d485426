"""The days of follow-up reports, and the sums of all schools."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, strategies as st

from designations.rules import FOLLOW_UP
from designations.rules.follow_up import FollowUp
from designations.rules.yearly import PROVISIONS, SchoolYear, due_on, opens_on, sums_of, year_at_hand

pytestmark = pytest.mark.provision("okul/5/4", "okul/5/5", "okul/5/6")
DAY = date(2026, 9, 1)
NAMES = st.lists(st.text("abcç", min_size=1, max_size=4), max_size=3).map(tuple)


def test_a_report_is_sent_at_the_end_of_its_school_year():
    assert opens_on(2025, days_before=90) == date(2026, 6, 2)
    assert due_on(2025, days_after=30) == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2026, 6, 1), 2024), (date(2026, 6, 2), 2025), (date(2026, 9, 1), 2025), (date(2027, 6, 2), 2026)],
)
def test_the_report_at_hand_is_that_of_the_last_year_that_can_be_sent(on, year):
    assert year_at_hand(on, days_before=90) == year


def school(place, works, ties, held, handed_in=False, attended=0):
    year = FollowUp(frozenset({"04"}), works=works, affiliations=ties, held=held)
    return SchoolYear(place, "", handed_in, year, FOLLOW_UP.examine(year, None, on=DAY), attended)


SCHOOLS = st.lists(
    st.builds(school, st.sampled_from("ABC"), NAMES, NAMES, NAMES, st.booleans(), st.integers(0, 40)), max_size=20
)


@given(SCHOOLS)
def test_provinces_add_up_to_the_whole_and_every_school_has_one_outcome_a_provision(schools):
    places, total = sums_of(schools, whole="Toplam")

    for name in ("schools", "handed_in", "missing", "works", "affiliations", "held", "attended"):
        assert sum(getattr(one, name) for one in places) == getattr(total, name), name
    assert sum((one.outcomes for one in places), Counter()) == total.outcomes
    for cites in PROVISIONS:
        assert sum(n for (found, _), n in total.outcomes.items() if found == cites) == len(schools)


def test_what_nobody_recorded_is_unknown_and_never_counted_as_a_no():
    _, total = sums_of([school("A", (), (), ())], whole="Toplam")

    assert {outcome for _, outcome in total.outcomes} == {"unknown"}
    assert total.missing == 1
