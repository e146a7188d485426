"""How a protocol or an amendment stands on a day, in the words of the verification page."""

from __future__ import annotations

from datetime import date

from protocols.choices import OVER, UNSIGNED, AmendmentStatus
from protocols.models import Amendment, Protocol
from protocols.rules import standing as of

from .texts import day_words


def describe_protocol(record_id: str, on: date) -> str:
    protocol = Protocol.objects.filter(pk=record_id).first()
    if protocol is None:
        return ""
    if protocol.status in UNSIGNED or protocol.starts_on is None:
        return f"Protokol imzalanmamıştır ({protocol.get_status_display()})."
    stands = of.standing(on, starts_on=protocol.starts_on, ends_on=protocol.ends_on, ended_on=protocol.ended_on)
    if stands == of.OVER:
        day = protocol.ended_on or protocol.ends_on
        how = protocol.get_status_display() if protocol.status in OVER else "Süresi doldu"
        return f"Protokol yürürlükte değildir ({how}: {day_words(day)})."
    if stands == of.UPCOMING:
        return f"Protokol {day_words(protocol.starts_on)} günü yürürlüğe girecektir."
    until = f", {day_words(protocol.ends_on)} gününe kadar" if protocol.ends_on else ""
    ending = f"; {day_words(protocol.ended_on)} günü sona erecektir" if stands == of.ENDING else ""
    return f"Protokol yürürlüktedir ({day_words(protocol.starts_on)} gününden beri{until}){ending}."


def describe_amendment(record_id: str, on: date) -> str:
    amendment = Amendment.objects.select_related("protocol").filter(pk=record_id).first()
    if amendment is None:
        return ""
    if amendment.status != AmendmentStatus.SIGNED or amendment.holds_from is None:
        return f"Ek protokol imzalanmamıştır ({amendment.get_status_display()})."
    holds = "geçerlidir" if amendment.holds_from <= on else "geçerli olacaktır"
    said = f"Ek protokol {day_words(amendment.holds_from)} gününden başlayarak {holds}."
    return f"{said} {describe_protocol(str(amendment.protocol_id), on)}"
