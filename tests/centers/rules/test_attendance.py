"""When a code is taken, and whom a surname and a number mean."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, strategies as st

from centers.rules.attendance import Known, meant, why_not_now, window_of

PEOPLE = [
    Known(1, "Ayşe", "Çağlayangil", "10000000146"), Known(2, "Fatma", "Çağlayangil", "20000000146"),
    Known(3, "Ömer", "Işık", "10000000214"), Known(4, "Silinmiş", "Kişi", ""),
]  # fmt: skip


def at(hour, minute):
    return datetime.combine(date(2026, 10, 21), time(hour, minute))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"last_name": "IŞIK", "number": "0214"}, [3]), ({"last_name": " ışık ", "number": "0 2 1 4"}, [3]),
        ({"last_name": "isik", "number": "k3"}, [3]), ({"last_name": "Işık", "number": "0146"}, []),
        ({"last_name": "Işık", "number": "214"}, []), ({"last_name": "Işık", "number": "10000000214"}, []),
        ({"last_name": "caglayangil", "number": "0146"}, [1, 2]),
        ({"last_name": "Çağlayangil", "number": "0146", "first_name": "FATMA"}, [2]),
        ({"last_name": "Kişi", "number": ""}, []), ({"last_name": "Kişi", "number": "K"}, []),
        ({"last_name": "Çağlayangil", "number": "K3"}, []),
    ],
)  # fmt: skip
def test_whom_is_meant(asked, found):
    assert [one.key for one in meant(PEOPLE, **asked)] == found


@given(st.text(max_size=12), st.text(max_size=12))
def test_nobody_is_meant_by_another_surname(surname, number):
    assert all(one.last_name for one in meant(PEOPLE, last_name=surname, number=number))
    assert not meant(PEOPLE, last_name="Başka", number=number)


def test_the_time_of_a_code():
    first, last = window_of(date(2026, 10, 21), time(9), 6, before=30, after=30)

    assert (first, last) == (at(8, 30), at(15, 30))
    assert why_not_now(at(8, 29), first, last).startswith("Yoklama henüz açılmadı; 21.10.2026")
    assert why_not_now(first, first, last) == why_not_now(last, first, last) == ""
    assert "kapandı" in why_not_now(at(15, 31), first, last)
