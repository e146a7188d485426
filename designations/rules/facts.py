"""All that Articles 4–7 ask about a school, and nothing else. ``None`` is unknown; an empty tuple is none."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from legislation.rules import plain


@dataclass(frozen=True, slots=True)
class InstitutionFacts:
    """``kind``: mtal, mesem or other (okul/3/1 e)."""

    kind: str | None = None
    attached_to_gd: bool | None = None


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """A field taught or to be taught; ``stars`` 0–3 are the best of its primary sectors in the province."""

    code: str | None = None
    students: int | None = None
    workshop_places: int | None = None
    stars: int | None = None
    is_open: bool = True
    name: str = ""
    sectors: str = ""


@dataclass(frozen=True, slots=True)
class ClusterFacts:
    """A field cluster in force: field codes."""

    name: str = ""
    fields: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class BoardingNeed:
    """Girls and boys who need a place to board."""

    girls: int | None = None
    boys: int | None = None


@dataclass(frozen=True, slots=True)
class DormitoryFacts:
    """Places of one dormitory for girls or for boys; ``own``: of the school itself."""

    own: bool | None = None
    same_education_region: bool | None = None
    transport: bool | None = None
    for_whom: str | None = None
    places: int | None = None
    occupied: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Where the school stands; ``suited_fields``: the codes of the fields that the host suits."""

    kind: str | None = None
    suited_fields: tuple[str, ...] | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class ProtocolFacts:
    """A protocol that names the school; ``ended_on``: the first day on which it no longer held, if ended early."""

    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    general_directorate_party: bool | None = None
    stakeholders: int | None = None
    ended_on: date | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class StandardFacts:
    """One row of the Annex for this school: what is asked, what was measured, and where else the need is met."""

    code: str = ""
    kind: str | None = None
    minimum: Decimal | None = None
    value: Decimal | None = None
    sponsor_allowed: bool | None = None
    enterprise_allowed: bool | None = None
    met_by: str | None = None
    name: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A school as the rules see it; counts are people or places."""

    institution: InstitutionFacts = InstitutionFacts()
    students: int | None = None
    classroom_places: int | None = None
    addable_places: int | None = None
    fields: tuple[FieldFacts, ...] | None = None
    clusters: tuple[ClusterFacts, ...] | None = None
    boarding_need: BoardingNeed = BoardingNeed()
    dormitories: tuple[DormitoryFacts, ...] | None = None
    site: SiteFacts = SiteFacts()
    protocols: tuple[ProtocolFacts, ...] | None = None
    standards: tuple[StandardFacts, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        """The facts as they are frozen with a dossier: the names of the eligibility check's ``facts``."""
        return {name: _shape(getattr(self, name)) for name in (f.name for f in fields(self))}


JSON_NAME = {"for_whom": "for", "is_open": "open"}


def _shape(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_shape(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {JSON_NAME.get(f.name, f.name): _shape(getattr(value, f.name)) for f in fields(value)}
    return plain(value)


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds behind the criteria, with the shipped defaults; the directive leaves them to the GD."""

    concentration_min_stars: int = 2
    concentration_min_employment: int = 500
    specialisation_min: Decimal = Decimal("1.25")
    workshop_places_per_student: Decimal = Decimal("1.0")
    growth_margin: Decimal = Decimal("0.20")
    cluster_min_fields: int = 2
    version: str = ""

    def values(self) -> dict[str, Any]:
        """The six values as JSON can hold them."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self) if f.name != "version"}


POLICY_KEYS = tuple(f.name for f in fields(Policy) if f.name != "version")
