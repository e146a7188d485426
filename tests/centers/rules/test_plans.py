"""A plan has what the directive asks; how far an indicator came lies between nothing and the whole."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from centers.rules.plans import (
    HUNDRED,
    Aim,
    Target,
    fault_of_days,
    fault_of_measuring,
    fault_of_value,
    faults_of_plan,
    share_of,
)

VALUES = st.decimals(min_value=-1000, max_value=1000, places=3)
DIRECTIONS = st.sampled_from(["up", "down"])
TARGETS = st.builds(Target, st.sampled_from(["Bir", "Öbür"]), st.integers(0, 2), st.integers(0, 2))
AIMS = st.lists(st.builds(Aim, st.sampled_from(["Bir", "Öbür"]), st.lists(TARGETS, max_size=3).map(tuple)), max_size=3)


@pytest.mark.provision("smm/5/4")
@given(AIMS)
def test_a_plan_is_whole_when_each_target_has_an_indicator_and_a_method(aims):
    whole = bool(aims) and all(
        aim.targets and all(target.indicators and target.activities for target in aim.targets) for aim in aims
    )

    assert bool(faults_of_plan(aims)) != whole


@pytest.mark.provision("smm/5/4")
def test_a_target_without_an_indicator_is_named_by_its_place():
    plan = [Aim("Amaç", (Target("Var", 1, 1), Target("Göstergesiz", 0, 1)))]

    assert faults_of_plan(plan) == ["1.2. hedefin performans göstergesi yok: “Göstergesiz” (SMM Yönergesi m. 5/4)."]


@given(DIRECTIONS, st.none() | VALUES, VALUES, VALUES)
def test_the_share_lies_between_nothing_and_the_whole_and_is_whole_when_reached(direction, baseline, target, realised):
    share = share_of(direction=direction, baseline=baseline, target=target, realised=realised)

    assert 0 <= share <= 100
    if realised >= target if direction == "up" else realised <= target:
        assert share == HUNDRED


@given(DIRECTIONS, VALUES, VALUES, VALUES, VALUES)
def test_coming_nearer_to_the_target_is_never_worth_less(direction, baseline, target, one, other):
    near, far = sorted((one, other), reverse=direction == "up")
    if (baseline < target) != (direction == "up"):
        return
    shares = [share_of(direction=direction, baseline=baseline, target=target, realised=value) for value in (far, near)]

    assert shares[0] <= shares[1]


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "realised", "share"),
    [
        ("up", 20, 120, 70, 50),
        ("up", None, 200, 50, 25),
        ("down", 40, 10, 25, 50),
        ("down", None, 10, 40, 25),
        ("up", 20, 120, 10, 0),
        ("up", 100, 100, 50, 50),
        ("down", 0, 0, 5, 0),
    ],
)
def test_the_share_is_the_way_from_the_baseline_to_the_target(direction, baseline, target, realised, share):
    begin = None if baseline is None else Decimal(baseline)

    assert share_of(direction=direction, baseline=begin, target=Decimal(target), realised=Decimal(realised)) == share


def test_nothing_realised_has_no_share():
    assert share_of(direction="up", baseline=None, target=Decimal(1), realised=None) is None


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("percentage", "100.5", "0 ile 100"),
        ("percentage", "100", ""),
        ("yes_no", "0.5", "Evet için 1"),
        ("yes_no", "1", ""),
        ("number", "-1", "sıfırdan küçük"),
        ("ratio", "-1", ""),
        ("ratio", "1e12", "11 basamaklı"),
    ],
)
def test_a_value_is_of_its_kind(kind, value, said):
    found = fault_of_value(kind, Decimal(value))

    assert said in found
    assert bool(found) == bool(said)


def test_days_and_values_are_of_the_plans_year():
    year = 2026
    assert not fault_of_days(date(2026, 1, 1), date(2026, 12, 31), year)
    assert "önce" in fault_of_days(date(2026, 2, 1), date(2026, 1, 1), year)
    assert "2026" in fault_of_days(date(2025, 12, 31), date(2026, 1, 1), year)
    assert "yılında" in fault_of_measuring(date(2025, 5, 1), year, date(2026, 5, 2))
    assert "İleri" in fault_of_measuring(date(2026, 5, 3), year, date(2026, 5, 2))
    assert not fault_of_measuring(date(2026, 5, 1), year, date(2026, 5, 2))
