"""Which list of the country a standing belongs to, and what changed it: pure."""

import pytest
from hypothesis import given, strategies as st

from designations.rules.opportunities import SCOPE, Cause, Ground, Kind, kind_of, turns

PROVISIONS = st.lists(st.sampled_from(["okul/1/2", "okul/4/2/a", "okul/4/2/b", "okul/4/2/c"]), unique=True)


def verdict(lacking, unclear):
    return "not_eligible" if lacking else "undetermined" if unclear else "eligible"


@pytest.mark.parametrize(
    ("lacking", "unclear", "expected"),
    [
        ([], [], Kind.OPEN),
        (["okul/4/2/a"], [], Kind.NEAR),
        (["okul/4/2/a"], ["okul/4/2/c"], Kind.FAR),
        (["okul/4/2/a", "okul/4/2/b"], [], Kind.FAR),
        ([SCOPE], [], Kind.FAR),
        ([], ["okul/4/2/b"], Kind.UNKNOWN),
    ],
)
def test_undesignated_school_stands_in_the_list_of_what_is_missing(lacking, unclear, expected):
    assert kind_of(verdict(lacking, unclear), lacking, unclear) is expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [("eligible", Kind.HELD), ("not_eligible", Kind.LOST), ("undetermined", Kind.UNKNOWN)],
)
def test_designated_school_is_kept_lost_or_unknown(found, expected):
    assert kind_of(found, [], [], is_held=True) is expected


@given(lacking=PROVISIONS, unclear=PROVISIONS, is_held=st.booleans(), is_barred=st.booleans())
def test_unknown_is_never_a_no(lacking, unclear, is_held, is_barred):
    unclear = [] if lacking else unclear or ["okul/4/2/a"]
    if not lacking:
        found = kind_of(verdict(lacking, unclear), lacking, unclear, is_held=is_held, is_barred=is_barred)
        assert found in ({Kind.UNKNOWN} if is_held or not is_barred else {Kind.BARRED})


def finding(provision, outcome, **measured):
    return {"provision": provision, "outcome": outcome, "reason": "Neden.", "measured": measured}


def test_nothing_turned_where_outcomes_are_alike():
    same = [finding("okul/4/2/a", "met", free_girls=3)]

    assert turns(same, [finding("okul/4/2/a", "met", free_girls=9)], Ground(1), Ground(2)) == []


@pytest.mark.parametrize(
    ("provision", "was", "now", "before", "after", "expected"),
    [
        ("okul/4/2/b", Ground(1), Ground(2), {"stars": {"04": 2}}, {"stars": {"04": 2}}, (Cause.POLICY,)),
        ("okul/4/2/b", Ground(statistics="a"), Ground(statistics="b"), {"stars": {"04": 2}}, {"stars": {"04": 1}}, (Cause.STATISTICS,)),
        ("okul/4/2/b", Ground(1), Ground(1), {"stars": {"04": 2}}, {"stars": {"04": 2, "11": 0}}, (Cause.REGISTER,)),
        ("okul/4/2/a", Ground(1), Ground(2), {"free": 9}, {"free": 3}, (Cause.REGISTER,)),
        ("okul/4/2/c", Ground(1), Ground(2), {"students": 3}, {"students": 9}, (Cause.POLICY, Cause.REGISTER)),
        ("okul/5/2/a", Ground(clusters=1), Ground(clusters=2), {}, {}, (Cause.CLUSTERS,)),
        ("okul/6/2/c", Ground(standards=None), Ground(standards=2), {}, {}, (Cause.STANDARDS,)),
        ("okul/6/2/b", Ground(1), Ground(1), {"in_force": 1}, {"in_force": 1}, (Cause.DAYS,)),
    ],
)  # fmt: skip
def test_cause_is_what_changed_between_the_checks(provision, was, now, before, after, expected):
    (turn,) = turns([finding(provision, "met", **before)], [finding(provision, "unmet", **after)], was, now)

    assert (turn.before, turn.after, turn.causes) == ("met", "unmet", expected)
