"""The way of what a centre sends: nobody is left out, nobody comes twice, and who stands in stands above."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from centers.choices import ChainLevel
from centers.rules.chain import ORDER, Level, Stay, Way, acting_at, days_by_level, faults_of_notes

WAYS = st.builds(Way, st.booleans(), st.booleans(), st.booleans(), st.booleans())
LEVELS = st.frozensets(st.sampled_from(ORDER))


def plain(since, until):
    return (until - since).days


@given(WAYS)
def test_every_way_leads_through_school_province_and_directorate_in_order(way):
    levels = way.levels

    assert {Level.SCHOOL, Level.PROVINCE, Level.DIRECTORATE} <= set(levels)
    assert list(levels) == sorted(levels, key=ORDER.index)
    assert (Level.DISTRICT in levels) == way.has_district
    assert (Level.UNIT in levels) == way.asks_unit


@given(WAYS)
def test_walking_from_the_first_level_reaches_each_level_once(way):
    walked, level = [], way.first
    while level is not None:
        walked.append(level)
        level = way.after(level)

    assert tuple(walked) == way.levels


@pytest.mark.provision("smm/9/2")
@given(st.booleans(), st.booleans())
def test_what_a_development_coordinator_prepares_goes_to_the_general_coordinator_first(has_district, asks_unit):
    assert Way(has_district=has_district, asks_unit=asks_unit).first is Level.COORDINATOR


@pytest.mark.provision("smm/8/2")
@given(st.booleans(), st.booleans())
def test_what_the_general_coordinator_prepares_goes_to_the_principal(has_district, asks_unit):
    way = Way(by_general_coordinator=True, has_district=has_district, asks_unit=asks_unit)

    assert way.first is Level.SCHOOL


@given(WAYS, LEVELS, st.sampled_from(ORDER))
def test_who_acts_is_on_duty_and_at_the_level_or_above(way, manned, level):
    acting = acting_at(level, manned | {Level.DIRECTORATE}, way, stands_in=True)

    if level is Level.UNIT:
        assert acting is Level.DIRECTORATE
    elif level in manned:
        assert acting is level
    else:
        assert acting in manned | {Level.DIRECTORATE}
        assert ORDER.index(acting) >= ORDER.index(level)
        between = [other for other in way.levels if ORDER.index(level) < ORDER.index(other) < ORDER.index(acting)]
        assert not manned & set(between)


@given(WAYS, LEVELS, st.sampled_from([Level.COORDINATOR, Level.SCHOOL, Level.DISTRICT, Level.PROVINCE]))
def test_without_standing_in_only_the_level_itself_acts(way, manned, level):
    assert acting_at(level, manned, way, stands_in=False) == (level if level in manned else None)


@given(st.lists(st.tuples(st.sampled_from(["", *ORDER]), st.integers(0, 40)), max_size=12))
def test_the_days_of_all_levels_are_the_days_of_the_whole_way(stays):
    day, made = date(2026, 10, 1), []
    for level, days in stays:
        made.append(Stay(level, day, day + timedelta(days)))
        day += timedelta(days)

    found = days_by_level(made, today=day, between=plain)

    assert sum(found.values()) == sum(days for _, days in stays)


def test_a_stay_that_is_under_way_lasts_until_today():
    stays = [Stay("school", date(2026, 10, 1), date(2026, 10, 3)), Stay("district", date(2026, 10, 3), None)]

    assert days_by_level(stays, today=date(2026, 10, 8), between=plain) == {"school": 2, "district": 5}


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ([], "Hangi bölümün"),
        ([("nowhere", "x")], "nowhere"),
        ([("text", "x"), ("text", "y")], "bir kez"),
        ([("text", "  ")], "neyin"),
        ([("text", "Tarihleri yazın.")], ""),
    ],
)
def test_notes_name_parts_of_the_subject_once_and_say_what(notes, said):
    found = faults_of_notes(notes, {"text"})

    assert said in found
    assert bool(found) == bool(said)


def test_the_levels_of_the_rules_are_those_of_the_tables():
    assert [level.value for level in ORDER] == list(ChainLevel.values)
