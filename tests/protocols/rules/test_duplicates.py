"""Why two records look alike, in words; spans of days joined where they meet."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, strategies as st

from protocols.rules.duplicates import Entry, doubts, joined, reasons

ONE = Entry("ornek makine", "enterprise", 6, 601, "4540536920", "+903124131917", "bilgi@ornek.com.tr")


def test_what_speaks_for_one_organisation_is_said():
    said = reasons(ONE, ONE, 1.0)

    assert said == [
        "Şirket türü ve kısaltmalar sayılmazsa adları aynı.",
        "Aynı ilçede.",
        "Santral telefonları aynı.",
        "E-posta adresleri aynı.",
    ]
    assert reasons(ONE, Entry("ornek makina isleri", "enterprise", 6), 0.724) == ["Adları %72 benziyor.", "Aynı ilde."]


def test_what_speaks_against_it_is_said():
    other = Entry("ornek makine", "chamber", 34, None, "1234567890")

    assert doubts(ONE, other) == ["Türleri farklı.", "Vergi kimlik numaraları farklı.", "Farklı illerde."]
    assert doubts(ONE, Entry("ornek makine", "enterprise")) == ["Vergi kimlik numarası en az birinde yok."]
    assert doubts(ONE, ONE) == []


def test_spans_that_meet_are_one_and_open_ends_stay_open():
    day = date(2025, 1, 1)
    assert joined([(day, day + timedelta(9)), (day + timedelta(10), None)]) == [(day, None)]
    assert joined([(day + timedelta(20), None), (day, day + timedelta(9))]) == [
        (day, day + timedelta(9)),
        (day + timedelta(20), None),
    ]
    assert joined([(None, None), (day, day)]) == [(None, None)]
    assert joined([]) == []


FIRST = date(2025, 1, 1)
DAYS = [FIRST + timedelta(number) for number in range(30)]
SPANS = st.lists(
    st.tuples(st.none() | st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS)).filter(
        lambda span: None in span or span[0] <= span[1]
    ),
    max_size=6,
)


def covers(span, day):
    first, last = span
    return (first is None or first <= day) and (last is None or day <= last)


@given(SPANS)
def test_joined_spans_cover_the_same_days_and_never_meet(spans):
    found = joined(spans)

    for day in [FIRST - timedelta(400), *DAYS, FIRST + timedelta(400)]:
        holding = sum(covers(span, day) for span in found)
        assert holding == (1 if any(covers(span, day) for span in spans) else 0)
    assert all(one[1] + timedelta(1) < other[0] for one, other in pairwise(found))
