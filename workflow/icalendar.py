"""Events as an iCalendar file (RFC 5545), so that whoever they concern can put them into a calendar: values in, text out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75  # octets, without the line's end


@dataclass(frozen=True, slots=True)
class Event:
    """``begins``: with its time zone, or a day; ``lasts``: of days, whole days.

    ``sequence`` rises with each change, so that calendars replace what they had.
    """

    uid: str
    begins: datetime | date
    lasts: timedelta
    summary: str
    place: str
    description: str
    url: str
    sequence: int
    cancelled: bool = False


def calendar(*events: Event, made_at: datetime, name: str = "") -> str:
    """The whole file, lines folded and ended as the standard asks. ``name``: of a calendar that is subscribed to."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//MEB MTEGM//Okul Belirleme//TR"]
    if name:
        lines += [f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"]
    for event in events:
        lines += _lines(event, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _lines(event: Event, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_moment(made_at)}"
    yield f"DTSTART{_when(event.begins)}"
    yield f"DTEND{_when(event.begins + event.lasts)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"LOCATION:{_text(event.place)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield f"URL:{event.url}"
    yield "END:VEVENT"


def _when(at: datetime | date) -> str:
    return f":{_moment(at)}" if isinstance(at, datetime) else f";VALUE=DATE:{at:%Y%m%d}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def _folded(line: str) -> list[str]:
    """Pieces of at most 75 octets, no letter cut in two; all but the first begin with a space."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += letter
    return [*pieces, piece]
