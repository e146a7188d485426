"""Calendars as text: what the standard asks of lines, days and hours."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, strategies as st

from workflow.icalendar import Event, calendar

MADE = datetime(2026, 10, 1, 8, tzinfo=UTC)


def event(**values):
    given = {
        "uid": "a@b", "begins": datetime(2026, 11, 12, 6, tzinfo=UTC), "lasts": timedelta(hours=2), "summary": "Toplantı",
        "place": "", "description": "", "url": "https://b/", "sequence": 3,
    }  # fmt: skip
    return Event(**{**given, **values})


def test_hours_stand_in_utc_and_days_without_hours():
    text = calendar(event(), event(begins=date(2026, 11, 12), lasts=timedelta(days=3)), made_at=MADE, name="Merkezler")

    assert "DTSTART:20261112T060000Z\r\nDTEND:20261112T080000Z\r\n" in text
    assert "DTSTART;VALUE=DATE:20261112\r\nDTEND;VALUE=DATE:20261115\r\n" in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "X-WR-CALNAME:Merkezler\r\n" in text


def test_a_cancelled_event_says_so():
    assert "STATUS:CANCELLED" in calendar(event(cancelled=True), made_at=MADE)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(words):
    text = calendar(event(summary=words), made_at=MADE)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    told = "\\n".join(escaped.splitlines())
    assert f"SUMMARY:{told}\r\n" in unfolded
