"""Why two records look like one organisation, in the words that people are shown; and spans of days joined where they meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ALIKE = 0.6  # of the groups of three letters that two keys have together; idari usul
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """What of a record is compared. ``key``: the folded name; numbers and texts that are not known are empty."""

    key: str
    kind: str
    province: int | None = None
    district: int | None = None
    tax_number: str = ""
    phone: str = ""
    email: str = ""


def reasons(one: Entry, other: Entry, similarity: float) -> list[str]:
    """Sentences on what speaks for one organisation; ``similarity`` of the keys, from 0 to 1."""
    said = []
    if one.key == other.key:
        said.append("Şirket türü ve kısaltmalar sayılmazsa adları aynı.")
    else:
        said.append(f"Adları %{round(similarity * PERCENT)} benziyor.")
    if one.district is not None and one.district == other.district:
        said.append("Aynı ilçede.")
    elif one.province is not None and one.province == other.province:
        said.append("Aynı ilde.")
    if one.phone and one.phone == other.phone:
        said.append("Santral telefonları aynı.")
    if one.email and one.email.lower() == other.email.lower():
        said.append("E-posta adresleri aynı.")
    return said


def doubts(one: Entry, other: Entry) -> list[str]:
    """Sentences on what speaks against it, or is not known."""
    said = []
    if one.kind != other.kind:
        said.append("Türleri farklı.")
    if one.tax_number and other.tax_number and one.tax_number != other.tax_number:
        said.append("Vergi kimlik numaraları farklı.")
    elif not (one.tax_number and other.tax_number):
        said.append("Vergi kimlik numarası en az birinde yok.")
    if one.province != other.province and None not in {one.province, other.province}:
        said.append("Farklı illerde.")
    return said


Span = tuple[date | None, date | None]


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans of days (both days included, ``None`` open) as the fewest that cover the same days; those that touch are one."""
    ordered = sorted(spans, key=lambda span: span[0] or date.min)
    found: list[Span] = []
    for first, last in ordered:
        if found and _touches(found[-1][1], first):
            before, until = found[-1]
            found[-1] = (before, None if until is None or last is None else max(until, last))
        else:
            found.append((first, last))
    return found


def _touches(until: date | None, first: date | None) -> bool:
    if until is None or first is None or until == date.max:
        return True
    return first <= until + timedelta(days=1)
