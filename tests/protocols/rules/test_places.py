"""Days of practice places and trainers, and students at once: pure computing, held by properties."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, strategies as st

from protocols.rules.places import (
    SAYS,
    Bar,
    PlaceFacts,
    Span,
    bars,
    covered,
    holds_throughout,
    is_usable,
    run_from,
    usable_until,
)
from protocols.rules.weekly import Lesson, most_at_once, students_at

pytestmark = pytest.mark.provision("okul/8/7")
FIRST = date(2026, 9, 1)
DAYS = st.integers(0, 40).map(lambda count: FIRST + timedelta(days=count))
SPANS = st.lists(st.builds(Span, DAYS, st.none() | DAYS), max_size=5).map(tuple)
FACTS = st.builds(PlaceFacts, SPANS, SPANS, SPANS, st.booleans(), st.booleans(), SPANS)
LESSONS = st.lists(
    st.builds(
        Lesson,
        weekday=st.integers(1, 7),
        begins=st.integers(8, 16).map(time),
        ends=st.integers(9, 17).map(time),
        first=DAYS,
        last=DAYS,
        students=st.integers(1, 30),
    ),
    max_size=6,
)
TERM = Span(FIRST, FIRST + timedelta(days=30))
GOOD = PlaceFacts((TERM,), (TERM,), (TERM,), has_teacher=True)


def with_(**values):
    return PlaceFacts(**{**{name: getattr(GOOD, name) for name in GOOD.__slots__}, **values})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ()),
        ({"approvals": ()}, (Bar.NO_APPROVAL,)),
        ({"has_teacher": False}, (Bar.NO_TEACHER,)),
        ({"backings": ()}, (Bar.NO_PROTOCOL,)),
        ({"uses": ()}, (Bar.NOT_IN_USE,)),
        ({"needs_master": True}, (Bar.NO_MASTER,)),
        ({"needs_master": True, "master": (TERM,)}, ()),
        ({"master": ()}, ()),
    ],
)
def test_what_is_missing_bars_the_place(values, expected):
    assert bars(with_(**values), FIRST) == expected


def test_the_last_day_of_an_approval_counts_and_the_next_one_does_not():
    last = FIRST + timedelta(days=9)
    facts = with_(approvals=(Span(FIRST, last),))

    assert is_usable(facts, last)
    assert bars(facts, last + timedelta(days=1)) == (Bar.NO_APPROVAL,)
    assert usable_until(facts, FIRST) == Span(FIRST, last)


def test_a_protocol_that_ended_bars_from_its_first_day_out_of_force():
    facts = with_(backings=(Span(FIRST, FIRST + timedelta(days=4)),))

    assert is_usable(facts, FIRST + timedelta(days=4))
    assert bars(facts, FIRST + timedelta(days=5)) == (Bar.NO_PROTOCOL,)


def test_every_bar_says_which_provision_it_rests_on():
    assert set(SAYS) == set(Bar)
    assert all("m. 8/7" in sentence for bar, sentence in SAYS.items() if bar is not Bar.NO_PROTOCOL)


@given(FACTS, DAYS)
def test_a_place_is_usable_exactly_on_the_days_until_which_it_is_said_to_be(facts, on):
    run = usable_until(facts, on)

    assert (run is not None) == is_usable(facts, on)
    day = on
    while run is not None and day <= (run.last or FIRST + timedelta(days=60)):
        assert is_usable(facts, day)
        day += timedelta(days=1)
    if run is not None and run.last is not None:
        assert not is_usable(facts, run.last + timedelta(days=1))


@given(FACTS, DAYS)
def test_without_approval_teacher_or_protocol_no_place_is_usable(facts, on):
    if is_usable(facts, on):
        assert facts.has_teacher
        assert covered(facts.approvals, on)
        assert covered(facts.backings, on)
        assert covered(facts.uses, on)


@given(SPANS, DAYS, DAYS)
def test_a_term_holds_throughout_when_each_of_its_days_is_covered(spans, first, last):
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]

    if days:
        assert holds_throughout(Span(first, last), spans) == all(covered(spans, day) for day in days)


@given(SPANS, DAYS)
def test_a_run_ends_where_the_next_day_is_not_covered(spans, on):
    run = run_from(spans, on)

    assert (run is not None) == covered(spans, on)
    if run is not None and run.last is not None:
        assert not covered(spans, run.last + timedelta(days=1))


def test_an_open_term_is_held_by_an_open_protocol_only():
    assert holds_throughout(Span(FIRST), (Span(FIRST),))
    assert not holds_throughout(Span(FIRST), (TERM,))


@given(LESSONS)
def test_the_most_at_once_is_the_most_of_any_moment(lessons):
    days = [FIRST + timedelta(days=count) for count in range(41)]

    found = max((students_at(lessons, day, time(hour)) for day in days for hour in range(8, 18)), default=0)

    assert most_at_once(lessons) == found


def test_lessons_that_follow_one_another_do_not_add_up():
    morning = Lesson(1, time(9), time(12), FIRST, FIRST + timedelta(days=30), 12)
    noon = Lesson(1, time(12), time(15), FIRST, FIRST + timedelta(days=30), 10)
    both = Lesson(1, time(11), time(13), FIRST, FIRST + timedelta(days=30), 5)

    assert most_at_once([morning, noon]) == 12
    assert most_at_once([morning, noon, both]) == 17


def test_a_lesson_whose_weekday_does_not_occur_is_held_never():
    monday_only = Lesson(7, time(9), time(12), date(2026, 9, 1), date(2026, 9, 3), 12)  # Tuesday to Thursday

    assert monday_only.first_held is None
    assert most_at_once([monday_only]) == 0
