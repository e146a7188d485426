"""Which stakeholder bears a school's expenses of a month, by the text of the protocols on its days (okul/8/6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from protocols.choices import UNSIGNED
from protocols.models import Protocol, Stakeholder
from protocols.rules.consolidation import Contents, consolidate
from protocols.rules.expenses import last_of
from protocols.snapshots import base_of, signed_amendments
from protocols.turkish import month_words
from schools.models import School


def refusal_of_bearing(protocol: Protocol, school: School, stakeholder: Stakeholder, month: date) -> dict[str, str]:
    """Why the protocol does not make this stakeholder bear the school's expenses of the month, by field; else nothing.

    It must have been in force on some day of the month on which it named both: a school or party that came or left by an
    amendment is looked for by the days on which it was there.
    """
    texts = list(_texts_in(protocol, month))
    if not texts:
        return {"protocol": f"Bu protokol {month_words(month)} ayında yürürlükte değildi."}
    naming = [text for text in texts if str(school.pk) in text.schools]
    if not naming:
        return {"protocol": f"Bu protokol {month_words(month)} ayında okulu saymıyordu."}
    if not any(str(stakeholder.pk) in text.parties for text in naming):
        return {"stakeholder": f"{stakeholder} {month_words(month)} ayında protokolün tarafı değildi."}
    return {}


def _texts_in(protocol: Protocol, month: date) -> Iterator[Contents]:
    """What the protocol said on those days of the month on which it was in force and on which its text began or changed."""
    if protocol.status in UNSIGNED or protocol.signed_on is None or protocol.starts_on is None:
        return
    base, signed = base_of(protocol), signed_amendments(protocol)
    first, last = max(month, protocol.starts_on, protocol.signed_on), last_of(month)
    begin = {one.holds_from for one in signed if one.holds_from is not None and first < one.holds_from <= last}
    for day in sorted({first, *begin}):
        text = consolidate(base, signed, day)
        is_over = text.ends_on is not None and text.ends_on < day
        is_ended = protocol.ended_on is not None and protocol.ended_on <= day
        if day <= last and not is_over and not is_ended:
            yield text


def _naming(school: School) -> list[Protocol]:
    """Signed protocols that name the school, or named it before an amendment; the one that began last comes first."""
    rows = Protocol.objects.filter(Q(schools=school) | Q(amendments__changes__school=school))
    rows = rows.exclude(status__in=UNSIGNED).exclude(starts_on=None)
    return list(rows.distinct().order_by("-starts_on", "-pk"))


def bearers(school: School, month: date) -> list[tuple[Protocol, Stakeholder]]:
    """Who bears the school's expenses of the month, and by which protocol."""
    found = []
    for protocol in _naming(school):
        texts = [text for text in _texts_in(protocol, month) if str(school.pk) in text.schools]
        keys = {int(key) for text in texts for key in text.parties}
        found += [(protocol, party) for party in Stakeholder.objects.filter(pk__in=keys).order_by("name")]
    return found


def bearers_ever(school: School) -> list[tuple[Protocol, Stakeholder]]:
    """All that may be chosen from before the month is known; the act looks at the month itself."""
    found = []
    for protocol in _naming(school):
        keys = {*base_of(protocol).parties, *(str(key) for key in protocol.stakeholders.values_list("pk", flat=True))}
        found += [
            (protocol, party) for party in Stakeholder.objects.filter(pk__in=list(map(int, keys))).order_by("name")
        ]
    return found
