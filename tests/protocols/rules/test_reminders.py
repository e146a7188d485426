"""The words of a digest: what is over first, then what comes, each day by its distance and its date."""

from datetime import date, timedelta

from hypothesis import given, strategies as st

from protocols.rules.reminders import Matter, Reminders, digest

ON = date(2026, 10, 1)


def test_all_is_said_in_the_order_of_days():
    matters = {
        Matter(ON + timedelta(60), "Ostim protokolü"): 1,
        Matter(ON - timedelta(1)): 2,
        Matter(ON): 1,
        Matter(ON - timedelta(3)): 1,
        Matter(ON + timedelta(30)): 4,
    }

    assert digest(matters, ON) == (
        "Protokol hatırlatması: 3 gün önce (28.09.2026) günü geçen 1 yükümlülük; dün (30.09.2026) günü geçen 2 yükümlülük; "
        "bugün (01.10.2026) günü gelen 1 yükümlülük; 30 gün sonra (31.10.2026) günü gelen 4 yükümlülük; "
        "60 gün sonra (30.11.2026) süresi doluyor: Ostim protokolü."
    )
    assert digest({}, ON) == ""


@given(st.lists(st.integers(1, 730), min_size=1), st.lists(st.integers(1, 730), min_size=1))
def test_days_are_told_once_the_farthest_first(ends, duties):
    reminders = Reminders.of(ends, duties)

    assert list(reminders.before_end) == sorted(set(ends), reverse=True)
    assert set(reminders.before_duty) == set(duties)
    assert reminders.expiring == max(ends)
