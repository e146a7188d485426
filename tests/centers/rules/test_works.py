"""Works of centres in figures: nothing is lost, no year is left out, every kind has its line."""

from hypothesis import given, strategies as st

from centers.rules.works import Counted, figures

KINDS = ("research", "project", "event")
STATES = ("work_planned", "work_finished")
row = st.tuples(st.sampled_from(KINDS), st.integers(2024, 2030), st.sampled_from(STATES), st.integers(0, 50))
counted = st.lists(row.map(Counted._make), max_size=6)


def test_works_are_counted_by_kind_year_and_state():
    found = figures(
        [Counted("project", 2024, "work_finished", 2), Counted("project", 2026, "work_planned", 1)], KINDS, STATES
    )

    assert found.years == (2024, 2025, 2026)
    assert [(line.kind, line.by_year, line.by_status) for line in found.lines] == [
        ("research", (0, 0, 0), (0, 0)),
        ("project", (2, 0, 1), (1, 2)),
        ("event", (0, 0, 0), (0, 0)),
    ]
    assert found.total.total == 3


def test_of_nothing_there_are_lines_and_no_years():
    found = figures([], KINDS, STATES)

    assert found.years == ()
    assert [line.total for line in found.lines] == [0, 0, 0]


@given(counted)
def test_every_work_is_counted_once_in_every_sum(rows):
    found, number = figures(rows, KINDS, STATES), sum(row.number for row in rows)

    assert found.total.total == number == sum(found.total.by_year)
    assert sum(line.total for line in found.lines) == number
    for place, _ in enumerate(found.years):
        assert sum(line.by_year[place] for line in found.lines) == found.total.by_year[place]


@given(counted)
def test_the_years_follow_each_other(rows):
    years = figures(rows, KINDS, STATES).years

    assert list(years) == list(range(years[0], years[0] + len(years))) if years else not rows
