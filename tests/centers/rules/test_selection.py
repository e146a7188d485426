"""Who qualifies, and when the fallback of smm/6/2 and smm/7/2 opens."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from centers.rules.facts import CentreFacts, CompulsoryService, Post, TeacherKind
from centers.rules.selection import select
from legislation.rules import Outcome
from tests.centers.rules.test_conditions import CENTRE, DEADLINE, DEVELOPMENT, GENERAL, GOOD

OTHER_FIELD = replace(GOOD, appointed_field="23")


def shown(selection):
    return [(one.candidate.id, one.qualified, one.by_fallback) for one in selection.standings]


def chosen(*candidates, post=GENERAL):
    return select(post, CENTRE, candidates, deadline=DEADLINE)


@pytest.mark.parametrize("post", [GENERAL, DEVELOPMENT])
@pytest.mark.provision("smm/6/2", "smm/7/2")
def test_the_fallback_stays_shut_while_one_qualifies(post):
    selection = chosen(OTHER_FIELD, replace(GOOD, id="b"), post=post)

    assert not selection.fallback_open
    assert shown(selection) == [("a", False, False), ("b", True, False)]


@pytest.mark.parametrize("post", [GENERAL, DEVELOPMENT])
@pytest.mark.provision("smm/6/2", "smm/7/2")
def test_without_a_field_the_workshop_teachers_come_first(post):
    general = replace(OTHER_FIELD, id="g", teacher_kind=TeacherKind.GENERAL)
    too_young = replace(OTHER_FIELD, id="y", started_on=DEADLINE)
    selection = chosen(too_young, general, replace(OTHER_FIELD, id="w"), replace(general, id="h"), post=post)

    assert selection.fallback_open
    assert shown(selection) == [("w", False, True), ("g", False, True), ("h", False, True), ("y", False, False)]


@pytest.mark.provision("smm/6/2")
def test_nobody_who_meets_the_rest_leaves_the_fallback_shut():
    selection = chosen(replace(OTHER_FIELD, compulsory_service=CompulsoryService.PENDING))

    assert not selection.fallback_open
    assert shown(selection) == [("a", False, False)]


def test_an_unknown_field_is_not_another_field():
    """Missing data opens nothing: it is entered first."""
    selection = chosen(replace(GOOD, appointed_field=None))

    assert not selection.fallback_open


def test_nobody_applied():
    assert chosen() == select(GENERAL, CENTRE, [], deadline=DEADLINE)
    assert (chosen().standings, chosen().fallback_open) == ((), False)


candidates = st.builds(
    replace,
    st.just(GOOD),
    id=st.uuids().map(str),
    ministry_post=st.sampled_from([True, True, False, None]),
    started_on=st.sampled_from([GOOD.started_on, DEADLINE, None]),
    served_as=st.sampled_from([("deputy",), (), None]),
    appointed_field=st.sampled_from(["04", "23", "23", None]),
    teacher_kind=st.sampled_from([*TeacherKind, None]),
)


@given(st.sampled_from(list(Post)), st.lists(candidates, max_size=5), st.sampled_from([("04",), (), None]))
@pytest.mark.provision("smm/6/2", "smm/7/2", "smm/10/4")
def test_the_contract_holds_for_anybody(post, people, fields):
    selection = select(post, CentreFacts(fields, False), people, deadline=DEADLINE)
    standings = {one.candidate.id: one for one in selection.standings}

    assert sorted(standings) == sorted(person.id for person in people)
    rest = {
        key: {f.outcome for f in one.findings if f.provision not in {"smm/6/1/d", "smm/7/1/ç"}}
        for key, one in standings.items()
    }
    lacking = {
        key
        for key, one in standings.items()
        if rest[key] == {Outcome.MET} and one.findings[-1].outcome is Outcome.UNMET
    }
    nobody = not any(one.qualified for one in standings.values())
    assert selection.fallback_open == (nobody and bool(lacking))
    assert {key for key, one in standings.items() if one.by_fallback} == (
        lacking if selection.fallback_open else set()
    )
    let_in = [one.candidate.teacher_kind is TeacherKind.WORKSHOP for one in selection.standings if one.by_fallback]
    assert let_in == sorted(let_in, reverse=True)
