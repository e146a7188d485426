"""Standings are counted when they are written: whatever is done with them, the counts are those of the table."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from designations.choices import DesignationType
from designations.models import Standing, StandingCount
from designations.rules.opportunities import kinds_of
from tests.factories import TODAY, make_designation, make_policy, make_region_ready, make_school
from tests.factories.standings import checked, make_standing

pytestmark = pytest.mark.django_db
FOUND = ([], ["okul/4/2/a"], ["okul/4/2/a", "okul/4/2/b"], ["okul/1/2"])


def of_all():
    """As the desk of the ministry counts them."""
    return sorted(kinds_of(*Standing.objects.all().grouped(TODAY)))


def one_by_one():
    """Counted row by row, along no count that was kept."""
    return sorted(kinds_of(*Standing.objects.filter(pk__gt=0).grouped(TODAY)))


steps = st.lists(
    st.one_of(
        st.tuples(st.just("make"), st.sampled_from(list(DesignationType.values)), st.sampled_from(FOUND)),
        st.tuples(st.just("find"), st.integers(0, 9), st.sampled_from(FOUND)),
        st.tuples(st.just("drop"), st.integers(0, 9), st.just([])),
        st.tuples(st.just("together"), st.just(""), st.just([])),
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_the_counts_are_those_of_the_table_whatever_is_written(steps):
    with transaction.atomic():
        for what, which, lacking in steps:
            there = list(Standing.objects.order_by("pk"))
            if what == "make":
                make_standing(lacking, type=which)
            elif what == "together":
                StandingCount.objects.put_together()
            elif there and what == "find":
                verdict = "not_eligible" if lacking else "eligible"
                rows = Standing.objects.filter(pk=there[which % len(there)].pk)
                rows.update(lacking=lacking, unmet=len(lacking), verdict=verdict)
            elif there:
                there[which % len(there)].delete()
            assert of_all() == one_by_one()
            assert sum(n for *_, n in of_all()) == Standing.objects.count()
        transaction.set_rollback(True)


def test_a_check_counts_what_it_finds_and_leaves_a_line_for_all_that_are_alike():
    make_policy()
    for _ in range(3):
        make_region_ready(make_school())
    make_designation(school=make_region_ready(make_school()))

    checked()
    checked()

    lines = list(StandingCount.objects.values_list("type", "verdict", "is_near", "n"))
    assert len({line[:3] for line in lines}) == len(lines)
    assert sum(line[3] for line in lines) == Standing.objects.count() == 16
    assert of_all() == one_by_one()
    assert ("region", "eligible", "open", 3) in of_all()
    assert ("region", "eligible", "held", 1) in of_all()


@pytest.mark.django_db(transaction=True)
def test_what_another_writes_while_lines_are_put_together_is_counted_once():
    for _ in range(3):
        make_standing()
    school, written, may_end = make_school(), threading.Event(), threading.Event()

    def write():
        try:
            with transaction.atomic():
                make_standing(school=school)
                written.set()
                may_end.wait(10)
        finally:
            connection.close()

    other = threading.Thread(target=write)
    other.start()
    assert written.wait(10)
    StandingCount.objects.put_together()
    assert list(StandingCount.objects.values_list("n", flat=True)) == [3]
    may_end.set()
    other.join()

    assert of_all() == one_by_one() == [("region", "eligible", "open", 4)]
    StandingCount.objects.put_together()
    assert list(StandingCount.objects.values_list("n", flat=True)) == [4]
