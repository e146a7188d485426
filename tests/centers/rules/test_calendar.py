"""A month laid out: whole weeks, each entry on its days, long ones on their edges, nothing more than a day holds."""

from datetime import date, time, timedelta

from hypothesis import given, strategies as st

from centers.rules.calendar import LONG, MOST_IN_A_DAY, Entry, grouped, laid_out, moved, span_of, within

START = date(2024, 1, 1)
DAYS = st.integers(0, 2500).map(lambda number: START + timedelta(days=number))
MONTHS = st.tuples(st.integers(2024, 2030), st.integers(1, 12))


def entry(first, last=None, **values):
    return Entry("k", "plan", first, last or first, "Başlık", "Merkez", "/", **values)


@given(MONTHS, st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=5))
def test_every_entry_of_the_month_stands_somewhere(month, spans):
    entries = [entry(first, first + timedelta(days=length)) for first, length in spans]

    laid = laid_out(*month, entries, most=100)

    first, last = span_of(*month)
    assert all(len(week) == 7 and week[0].day.weekday() == 0 for week in laid.weeks)
    assert sum(day.in_month for day in laid.days) == (last - first).days + 1
    for one in within(entries, first, last):
        days = [day.day for day in laid.days for seen in day.seen if seen.entry is one]
        assert days or one in laid.running
        assert all(one.first <= day <= one.last for day in days)
        assert one.is_long or [day for day in days if first <= day <= last] == [
            day.day for day in laid.days if day.in_month and one.first <= day.day <= one.last
        ]


@given(MONTHS, st.integers(-40, 40))
def test_months_go_on_over_the_years(month, by):
    year, number = moved(*month, by)

    assert 1 <= number <= 12
    assert (year * 12 + number) - (month[0] * 12 + month[1]) == by


def test_a_long_entry_begins_and_ends_and_stands_above():
    long = entry(date(2026, 11, 3), date(2026, 11, 3) + timedelta(days=LONG))

    laid = laid_out(2026, 11, [long])

    assert [(day.day.day, seen.edge) for day in laid.days for seen in day.seen] == [(3, "başlar"), (10, "biter")]
    assert laid.running == (long,)


def test_what_a_day_does_not_hold_is_counted():
    laid = laid_out(2026, 11, [entry(date(2026, 11, 3), starts_at=time(hour)) for hour in range(8, 15)])

    day = next(day for day in laid.days if day.day == date(2026, 11, 3))
    assert (len(day.seen), day.more) == (MOST_IN_A_DAY, 7 - MOST_IN_A_DAY)
    assert [seen.entry.starts_at.hour for seen in day.seen] == [8, 9, 10, 11]


def test_a_list_begins_with_what_went_on():
    earlier, later = entry(date(2026, 10, 1), date(2026, 11, 20)), entry(date(2026, 11, 5))

    assert grouped([earlier, later], date(2026, 11, 1)) == [
        (date(2026, 11, 1), [earlier]),
        (date(2026, 11, 5), [later]),
    ]
