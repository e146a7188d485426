"""The table of protocols that were signed outside the system: each row is drafted and signed by the very acts of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from accounts.models import User
from documents.workbooks.columns import Column
from protocols.acts import PROTOCOL, open_protocol
from protocols.choices import ProtocolStatus
from protocols.models import Protocol, Stakeholder
from protocols.usability import Partners
from schools.imports.filled.tables import Values
from schools.models import School
from workflow.refusals import Invalid

from .bringing import Brought

COLUMNS = (
    Column("title", "Konu", "text", True, "Protokolün adı.", width=48),
    Column("other_parties", "Öbür paydaşların kodları", "text", False, "P13; P14 gibi.", width=24),
    Column("other_schools", "Öbür okulların kodları", "text", False, "112268; 112269 gibi.", width=28),
    Column("signed_on", "İmza günü", "day", True, "15.01.2026 gibi; ileri bir gün olamaz.", width=14),
    Column("starts_on", "Yürürlük başlangıcı", "day", True, "01.02.2026 gibi.", width=18),
    Column("ends_on", "Yürürlük bitişi", "day", True, "31.01.2029 gibi.", width=16),
)


class BroughtProtocols(Brought):
    """As the other tables, but it comes empty: no school has to have a protocol."""

    def _rows(self, user: User, school: School | None, width: int) -> Iterator[list[Any]]:
        yield from ()


def _codes(values: Values, name: str) -> list[str]:
    return [code.strip().upper() for code in str(values.get(name) or "").replace(",", ";").split(";") if code.strip()]


def _refuse_unknown(name: str, codes: Iterable[str], known: Iterable[str], what: str) -> None:
    if strange := sorted(set(codes) - set(known)):
        said = f"“{'; '.join(strange)}” kodlu {what} yok."
        raise Invalid(said, {name: said})


def _find(partners: Partners, values: Values) -> bool:
    """The protocol of this school and party from this day on, whatever it is called."""
    rows = Protocol.objects.filter(schools=partners.school, stakeholders=partners.stakeholder)
    return rows.filter(starts_on=values["starts_on"]).exclude(status=ProtocolStatus.DROPPED).exists()


def _make(partners: Partners, values: Values, by: User, on: date) -> Any:
    parties, schools = _codes(values, "other_parties"), _codes(values, "other_schools")
    found = {
        code: Stakeholder.objects.of_codes([code]).first() for code in parties
    }  # a merged record's code names the kept one
    others = [one for one in found.values() if one is not None]
    named = list(School.objects.visible_to(by).filter(code__in=schools))
    _refuse_unknown(
        "other_parties", parties, [code for code, one in found.items() if one is not None], "paydaş kuruluş"
    )
    _refuse_unknown("other_schools", schools, [str(one.code) for one in named], "okul")
    protocol = open_protocol(
        partners.school,
        by=by,
        on=on,
        title=str(values["title"]),
        stakeholders=[partners.stakeholder, *others],
        schools=named,
        with_template=False,
    )
    days = {name: values[name] for name in ("signed_on", "starts_on", "ends_on")}
    return PROTOCOL.acts["sign"](protocol, by=by, on=on, **days)


PROTOCOLS = BroughtProtocols(
    "protokoller",
    "Protokoller",
    "Sistem dışında imzalanmış protokoller (Yönerge m. 3/1-f). Her satır imzalı bir protokol olur; imzalı nüshası sayfasında eklenir.",
    "okul/3/1",
    Protocol,
    lambda: COLUMNS,
    _find,
    _make,
    lambda values: f"{values['title']}, {values['starts_on']:%d.%m.%Y}–{values['ends_on']:%d.%m.%Y}",
    {"title": 200},
)
