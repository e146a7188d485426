"""Who may be added to an activity, and how participants end: pure computations."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from centers.rules.outcomes import outcome
from centers.rules.participants import Person, faults_of, named

GOOD = ("10000000146", "10000000214")
SAYS = {"first_name": "Ayşe", "last_name": "Işık", "institution_code": "112267", "institution": "", "branch": "Makine"}


def one(number=GOOD[0], **values):
    return Person(identity_number=number, **{**SAYS, **values})


def faults(*people, there=(), schools=("112267",)):
    return faults_of(people, there=set(there), schools=dict.fromkeys(schools, "Ostim MTAL"))


@pytest.mark.parametrize("number", ["", "123", "10000000147", "00000000000", "1000000014a", "١٠٠٠٠٠٠٠١٤٦"])
def test_a_wrong_identity_number_is_a_fault(number):
    assert set(faults(one(number))) == {0}
    assert set(faults(one(number))[0]) == {"identity_number"}


def test_a_person_twice_or_there_already_is_a_fault_of_the_second():
    assert faults(one(), one()) == {1: {"identity_number": "Bu T.C. kimlik numarası iki kez yazılmış."}}
    assert faults(one(GOOD[1]), there=[GOOD[1]])[0]["identity_number"].startswith("Bu kişi")


@pytest.mark.parametrize(
    ("values", "key"),
    [({"first_name": ""}, "first_name"), ({"branch": ""}, "branch"), ({"institution_code": "12"}, "institution_code"),
     ({"institution_code": "999999"}, "institution"), ({"last_name": "x" * 81}, "last_name")],
)  # fmt: skip
def test_what_is_missing_or_too_long_is_a_fault_of_its_column(values, key):
    assert set(faults(one(**values))[0]) == {key}


def test_an_institution_that_the_register_knows_has_its_name():
    assert named([one(institution="yanlış ad")], {"112267": "Ostim MTAL"})[0].institution == "Ostim MTAL"
    assert named([one(institution="Özel Kurs")], {})[0].institution == "Özel Kurs"


@given(st.lists(st.sampled_from([*GOOD, "123", "10000000147"]), max_size=30))
def test_as_many_faults_as_wrong_or_repeated_numbers(numbers):
    found = faults(*(one(number) for number in numbers))

    good = [number for number in numbers if number in GOOD]
    assert len(found) == len(numbers) - len(set(good))


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 100))
def test_who_attends_more_never_ends_worse(attended, total, least):
    order = ["absent", "unsuccessful", "successful"]
    attended = min(attended, total)

    ended = order.index(outcome(attended, total, least=least))
    assert ended <= order.index(outcome(total, total, least=least))
    assert (ended == 2) == (total > 0 and attended * 100 >= least * total)


@pytest.mark.parametrize(
    ("score", "least_score", "ends"),
    [(None, None, "successful"), (None, 50, "unsuccessful"), (Decimal("49.99"), 50, "unsuccessful"), (Decimal(50), 50, "successful"),
     (Decimal(10), None, "successful")],
)  # fmt: skip
def test_points_count_where_the_activity_asks_for_them(score, least_score, ends):
    assert outcome(10, 10, least=80, score=score, least_score=least_score) == ends
    assert outcome(7, 10, least=80, score=Decimal(100), least_score=least_score) == "absent"
