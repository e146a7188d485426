"""Which preferences may stand together."""

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from transfers.rules.preferences import Choice, Offered, faults_of

pytestmark = pytest.mark.provision("okul/8/2")
OFFERED = {
    1: Offered(True, {"day": 10, "girls": 5, "boys": 4}),
    2: Offered(False, {"day": 10}),
    3: Offered(True, {"girls": 2}),
}


def faults(*choices, gender="girl", most=3):
    return list(faults_of([Choice(*one) for one in choices], OFFERED, most=most, gender=gender).values())


def test_faults_stand_at_the_number_of_their_preference():
    choices = [Choice(1, "day"), Choice(2, "day"), Choice(1, "day")]

    assert list(faults_of(choices, OFFERED, most=3, gender="girl")) == [2, 3]
    assert list(faults_of([], OFFERED, most=3, gender="girl")) == [0]


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ([], "En az bir"),
        ([(1, "day")] * 4, "En çok 3 tercih"),
        ([(1, "day"), (1, "day")], "2. tercih, 1. tercihin aynısı"),
        ([(9, "day")], "böyle bir kontenjan yok"),
        ([(2, "day")], "kapatılmış olabilir"),
        ([(3, "day")], "bu türde yer yok"),
        ([(1, "boys")], "cinsiyetine"),
    ],
)
def test_each_fault_is_told_with_its_preference(choices, words):
    (told,) = faults(*choices)

    assert words in told


def test_what_may_stand_together_stands():
    assert faults((1, "girls"), (1, "day"), (3, "girls")) == []


CHOICES = st.lists(st.tuples(st.sampled_from([1, 2, 3, 9]), st.sampled_from(["day", "girls", "boys"])), max_size=5)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(CHOICES, st.sampled_from(["girl", "boy"]))
def test_nothing_passes_that_is_repeated_closed_or_of_the_other_gender(choices, gender):
    if faults(*choices, gender=gender):
        return
    assert 0 < len(choices) <= 3
    assert len(set(choices)) == len(choices)
    for key, kind in choices:
        assert OFFERED[key].is_open
        assert OFFERED[key].places[kind] > 0
        assert {"girls": "girl", "boys": "boy"}.get(kind, gender) == gender
