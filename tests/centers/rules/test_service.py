"""The service record: its faults by field, the days of breaks left out, the leading duties that were held."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from centers.rules.service import Stretch, faults_of, served_as, taught

START, TODAY, UNTIL = date(2015, 9, 1), date(2026, 9, 15), date(2026, 10, 5)
HELD = Stretch("teacher", START, date(2018, 8, 31), True)


@pytest.mark.provision("smm/6/1/b", "smm/7/1/b")
@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (Stretch("teacher", TODAY + timedelta(1)), "first_day", "İleri bir gün"),
        (Stretch("teacher", date(2019, 1, 1), TODAY + timedelta(1)), "last_day", "İleri bir gün"),
        (Stretch("teacher", date(2019, 1, 1), date(2018, 12, 31)), "last_day", "önce olamaz"),
        (Stretch("teacher", START - timedelta(1), date(2015, 8, 31)), "first_day", "başlanan günden"),
        (Stretch("deputy", date(2018, 8, 31), date(2019, 1, 1)), "first_day", "çakışıyor"),
        (Stretch("deputy", date(2018, 8, 31)), "first_day", "çakışıyor"),
    ],
)
def test_a_row_that_cannot_be_is_refused_at_its_field_with_the_provision(row, field, words):
    faults = faults_of(row, [HELD], started_on=START, on=TODAY)

    assert list(faults) == [field]
    assert words in faults[field]
    assert "SMM Yönergesi m. 6/1-b" in faults[field]


def test_rows_that_follow_each_other_stand_beside_each_other():
    going_on = Stretch("deputy", date(2018, 9, 1))

    assert faults_of(going_on, [HELD], started_on=START, on=TODAY) == {}
    assert (
        "çakışıyor"
        in faults_of(Stretch("teacher", date(2020, 1, 1)), [going_on], started_on=START, on=TODAY)["first_day"]
    )


@pytest.mark.provision("smm/6/1/b", "smm/7/1/b")
def test_breaks_are_left_out_of_the_years_of_teaching():
    after_a_year = Stretch("teacher", date(2019, 9, 1))
    found = taught(START, [after_a_year, HELD], until=UNTIL)

    assert found.breaks == ((date(2018, 9, 1), date(2019, 8, 31)),)
    assert found.since == START + timedelta(days=365)
    assert "365 gün (01.09.2018 – 31.08.2019)" in found.words
    assert taught(START, [Stretch("teacher", START)], until=UNTIL).since == START
    assert taught(START, [Stretch("teacher", START)], until=UNTIL).words == ""


def test_what_is_not_entered_is_unknown():
    assert taught(None, [HELD], until=UNTIL).since is None
    assert taught(START, [], until=UNTIL).since is None
    assert served_as([], until=UNTIL) is None


@pytest.mark.provision("smm/6/1/c")
def test_a_leading_duty_counts_in_an_institution_of_the_directorate_alone():
    def held(attached):
        return served_as([HELD, Stretch("deputy", date(2018, 9, 1), None, attached)], until=UNTIL)

    assert held(True) == ("deputy",)
    assert held(False) == ()
    assert held(None) is None
    assert served_as([HELD], until=UNTIL) == ()
    assert served_as([Stretch("principal", UNTIL + timedelta(1), None, True)], until=UNTIL) == ()


stretches = st.lists(
    st.builds(
        lambda first, length: Stretch("teacher", START + timedelta(first), START + timedelta(first + length), True),
        st.integers(0, 4000), st.integers(0, 900),
    ),
    max_size=6,
)  # fmt: skip


@given(stretches)
@pytest.mark.provision("smm/6/1/b")
def test_days_taught_and_days_of_breaks_are_all_days(rows):
    found = taught(START, rows, until=UNTIL)
    if found.since is None:
        assert not rows
        return
    covered = {START + timedelta(n) for n in range((UNTIL - START).days + 1)
               if any(row.first_day <= START + timedelta(n) <= row.ends(UNTIL) for row in rows)}  # fmt: skip

    assert len(covered) + found.days_of_breaks == (UNTIL - START).days + 1
    assert found.since == START + timedelta(days=found.days_of_breaks)
