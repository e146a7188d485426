"""Articles 6 and 7, condition by condition: met, unmet, unknown, and the day on which four years are full."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from centers.rules import RULE_BOOKS
from centers.rules.conditions import anniversary
from centers.rules.facts import Candidacy, CandidateFacts, CentreFacts, CompulsoryService, Post, TeacherKind
from legislation.rules import Outcome

DEADLINE = date(2026, 10, 1)
CENTRE = CentreFacts(("04", "11"), compulsory_service_place=False)
GOOD = CandidateFacts(
    "a", True, date(2020, 9, 1), ("deputy",), CompulsoryService.COMPLETED, "04", TeacherKind.WORKSHOP
)  # fmt: skip
GENERAL, DEVELOPMENT, ENGLISH = Post.GENERAL_COORDINATOR, Post.DEVELOPMENT_COORDINATOR, Post.ENGLISH_COORDINATOR


def outcomes(post, candidate, centre=CENTRE, deadline=DEADLINE):
    findings = RULE_BOOKS[post].examine(Candidacy(candidate, centre, post), None, on=deadline)
    return {finding.provision: finding.outcome for finding in findings}


@pytest.mark.provision("smm/6/1/a", "smm/6/1/b", "smm/6/1/c", "smm/6/1/ç", "smm/6/1/d")
def test_a_general_coordinator_who_meets_all():
    assert outcomes(GENERAL, GOOD) == dict.fromkeys(
        ["smm/6/1/a", "smm/6/1/b", "smm/6/1/c", "smm/6/1/ç", "smm/6/1/d"], Outcome.MET
    )


@pytest.mark.provision("smm/7/1/a", "smm/7/1/b", "smm/7/1/c", "smm/7/1/ç")
def test_a_development_coordinator_need_not_have_led():
    assert outcomes(DEVELOPMENT, replace(GOOD, served_as=())) == dict.fromkeys(
        ["smm/7/1/a", "smm/7/1/b", "smm/7/1/c", "smm/7/1/ç"], Outcome.MET
    )


CASES = [
    ("a", {"ministry_post": False}, Outcome.UNMET),
    ("a", {"ministry_post": None}, Outcome.UNKNOWN),
    ("b", {"started_on": date(2022, 10, 1)}, Outcome.MET),
    ("b", {"started_on": date(2022, 10, 2)}, Outcome.UNMET),
    ("b", {"started_on": None}, Outcome.UNKNOWN),
    ("ç", {"compulsory_service": CompulsoryService.EXEMPT}, Outcome.MET),
    ("ç", {"compulsory_service": CompulsoryService.PENDING}, Outcome.UNMET),
    ("ç", {"compulsory_service": None}, Outcome.UNKNOWN),
    ("d", {"appointed_field": "11"}, Outcome.MET),
    ("d", {"appointed_field": "23"}, Outcome.UNMET),
    ("d", {"appointed_field": None}, Outcome.UNKNOWN),
]
OF_ARTICLE_7 = {"a": "a", "b": "b", "ç": "c", "d": "ç"}


@pytest.mark.parametrize(("item", "change", "outcome"), CASES)
@pytest.mark.provision(
    "smm/6/1/a", "smm/6/1/b", "smm/6/1/ç", "smm/6/1/d", "smm/7/1/a", "smm/7/1/b", "smm/7/1/c", "smm/7/1/ç"
)
def test_one_condition_alone_changes(item, change, outcome):
    for post, provision in ((GENERAL, f"smm/6/1/{item}"), (DEVELOPMENT, f"smm/7/1/{OF_ARTICLE_7[item]}")):
        found = outcomes(post, replace(GOOD, **change))

        assert found.pop(provision) is outcome
        assert set(found.values()) == {Outcome.MET}


@pytest.mark.parametrize(
    ("served_as", "outcome"),
    [
        (("department_head",), Outcome.MET),
        (("principal", "deputy"), Outcome.MET),
        ((), Outcome.UNMET),
        (None, Outcome.UNKNOWN),
    ],
)
@pytest.mark.provision("smm/6/1/c")
def test_a_general_coordinator_has_led(served_as, outcome):
    assert outcomes(GENERAL, replace(GOOD, served_as=served_as))["smm/6/1/c"] is outcome


@pytest.mark.parametrize(
    ("place", "state", "outcome"),
    [
        (True, CompulsoryService.PENDING, Outcome.MET),
        (True, None, Outcome.MET),
        (None, CompulsoryService.COMPLETED, Outcome.MET),
        (None, CompulsoryService.PENDING, Outcome.UNKNOWN),
        (None, None, Outcome.UNKNOWN),
    ],
)
@pytest.mark.provision("smm/6/1/ç", "smm/7/1/c")
def test_compulsory_service_is_asked_only_outside_its_places(place, state, outcome):
    found = outcomes(GENERAL, replace(GOOD, compulsory_service=state), replace(CENTRE, compulsory_service_place=place))

    assert found["smm/6/1/ç"] is outcome


@pytest.mark.parametrize(("fields", "outcome"), [(None, Outcome.UNKNOWN), ((), Outcome.UNMET)])
def test_the_fields_of_the_centre_may_be_unknown_or_none(fields, outcome):
    assert outcomes(GENERAL, GOOD, replace(CENTRE, fields=fields))["smm/6/1/d"] is outcome


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [(TeacherKind.ENGLISH, Outcome.MET), (TeacherKind.WORKSHOP, Outcome.UNMET), (None, Outcome.UNKNOWN)],
)
@pytest.mark.provision("smm/7/1/ç")
def test_the_english_post_takes_english_teachers_whatever_their_field(kind, outcome):
    assert outcomes(ENGLISH, replace(GOOD, teacher_kind=kind, appointed_field=None))["smm/7/1/ç"] is outcome


@given(st.dates(date(1980, 1, 1), date(2026, 1, 1)), st.dates(date(2024, 5, 1), date(2030, 1, 1)))
def test_four_years_are_reckoned_by_the_calendar(started, deadline):
    found = outcomes(GENERAL, replace(GOOD, started_on=started), deadline=deadline)["smm/6/1/b"]
    by_calendar = (deadline.year - started.year, deadline.month, deadline.day) >= (4, started.month, started.day)

    assert (found is Outcome.MET) == by_calendar


def test_a_leap_day_without_its_like_is_full_on_the_first_of_march():
    assert anniversary(date(2096, 2, 29), 4) == date(2100, 3, 1)
