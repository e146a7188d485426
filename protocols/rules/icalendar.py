"""A meeting as an iCalendar file (RFC 5545), so that whoever is invited can put it into a calendar: text in, text out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_LINE = 75  # octets, without the line's end


@dataclass(frozen=True, slots=True)
class Event:
    """``begins``: with its time zone; ``sequence`` rises with each change, so that calendars replace what they had."""

    uid: str
    begins: datetime
    lasts: timedelta
    summary: str
    place: str
    description: str
    url: str
    sequence: int
    cancelled: bool = False


def calendar(event: Event, *, made_at: datetime) -> str:
    """The whole file, lines folded and ended as the standard asks."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//MEB MTEGM//Okul Belirleme//TR",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(made_at)}",
        f"DTSTART:{_moment(event.begins)}",
        f"DTEND:{_moment(event.begins + event.lasts)}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        f"SUMMARY:{_text(event.summary)}",
        f"LOCATION:{_text(event.place)}",
        f"DESCRIPTION:{_text(event.description)}",
        f"URL:{event.url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


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
