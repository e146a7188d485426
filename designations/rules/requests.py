"""An eligibility check as it is asked: the type, the day, the policy, and a school or its facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from legislation.reading import Fault, Reader, read_day, read_school_code

from . import TYPES
from .facts import (
    POLICY_KEYS,
    BoardingNeed,
    ClusterFacts,
    DormitoryFacts,
    Facts,
    FieldFacts,
    InstitutionFacts,
    Policy,
    ProtocolFacts,
    SiteFacts,
    StandardFacts,
)
from .measures import SITE_HOSTS, SITE_ZONES
from .scope import NAMES as KINDS

SITE_KINDS = ("own_campus", *sorted(SITE_HOSTS), *sorted(SITE_ZONES))
MET_BY = ("school", "sponsor", "enterprise", "not_applicable")
MOST_STARS = 3
WHOLE_POLICY_VALUES = ("concentration_min_stars", "concentration_min_employment", "cluster_min_fields")


@dataclass(frozen=True, slots=True)
class EligibilityRequest:
    """What is asked; ``as_of`` ``None``: today; exactly one of ``school`` and ``facts`` is there."""

    type: str
    as_of: date | None
    policy: dict[str, Any]
    school: str | None
    facts: Facts | None

    def apply(self, policy: Policy) -> Policy:
        """The policy with the values that the request changes."""
        return replace(policy, **self.policy)


def read_request(body: Any) -> tuple[EligibilityRequest | None, list[Fault]]:
    """The request, or every fault in it; never both."""
    reader = Reader()
    if not isinstance(body, dict):
        return None, [Fault("", "İstek gövdesi bir JSON nesnesi olmalıdır.")]
    kind = reader.one_of(body.get("type"), "type", TYPES)
    if "type" not in body or body["type"] is None:
        reader.fault("type", f"Gereklidir; şunlardan biri olmalıdır: {', '.join(TYPES)}.")
    as_of = read_day(reader, body.get("as_of"), "as_of")
    policy = read_policy(reader, body.get("policy"))
    school, facts = _read_subject(reader, body)
    if reader.faults or kind is None:
        return None, reader.faults
    return EligibilityRequest(kind, as_of, policy, school, facts), []


def _read_subject(reader: Reader, body: dict[str, Any]) -> tuple[str | None, Facts | None]:
    school, facts = body.get("school"), body.get("facts")
    if school is None and facts is None:
        reader.fault("school", "Kurum kodu (school) veya olgular (facts) verilmelidir.")
        return None, None
    if school is not None and facts is not None:
        reader.fault("facts", "Kurum kodu (school) ile olgular (facts) birlikte verilemez.")
        read_school_code(reader, school, "school")
        read_facts(reader, facts)
        return None, None
    if school is not None:
        return read_school_code(reader, school, "school"), None
    return None, read_facts(reader, facts)


def read_policy(reader: Reader, value: Any) -> dict[str, Any]:
    """The policy values that are given, as the rules want them."""
    found: dict[str, Any] = {}
    for key, given in reader.object(value, "policy").items():
        path = f"policy.{key}"
        if key not in POLICY_KEYS:
            reader.fault(path, f"Böyle bir ölçüt değeri yok; olanlar: {', '.join(POLICY_KEYS)}.")
        elif given is None:
            reader.fault(path, "Bir sayı olmalıdır.")
        else:
            found[key] = (reader.count if key in WHOLE_POLICY_VALUES else reader.amount)(given, path)
    stars = found.get("concentration_min_stars")
    if stars is not None and stars > MOST_STARS:
        reader.fault("policy.concentration_min_stars", "En çok 3 olabilir.")
    return found


def read_facts(reader: Reader, value: Any, path: str = "facts") -> Facts:
    """A school described in full."""
    facts = reader.object(value, path)
    return Facts(
        institution=_institution(reader, facts.get("institution"), f"{path}.institution"),
        students=reader.count(facts.get("students"), f"{path}.students"),
        classroom_places=reader.count(facts.get("classroom_places"), f"{path}.classroom_places"),
        addable_places=reader.count(facts.get("addable_places"), f"{path}.addable_places"),
        fields=_fields(reader, facts.get("fields"), f"{path}.fields"),
        clusters=reader.each(facts.get("clusters"), f"{path}.clusters", lambda o, p: _cluster(reader, o, p)),
        boarding_need=_boarding_need(reader, facts.get("boarding_need"), f"{path}.boarding_need"),
        dormitories=reader.each(
            facts.get("dormitories"), f"{path}.dormitories", lambda o, p: _dormitory(reader, o, p)
        ),
        site=_site(reader, facts.get("site"), f"{path}.site"),
        protocols=reader.each(facts.get("protocols"), f"{path}.protocols", lambda o, p: _protocol(reader, o, p)),
        standards=_standards(reader, facts.get("standards"), f"{path}.standards"),
    )


def _institution(reader: Reader, value: Any, path: str) -> InstitutionFacts:
    given = reader.object(value, path)
    return InstitutionFacts(
        reader.one_of(given.get("kind"), f"{path}.kind", tuple(KINDS)),
        reader.yes_no(given.get("attached_to_gd"), f"{path}.attached_to_gd"),
    )


def _fields(reader: Reader, value: Any, path: str) -> tuple[FieldFacts, ...] | None:
    fields = reader.each(value, path, lambda o, p: _field(reader, o, p))
    _refuse_twice(reader, [field.code for field in fields or ()], path, "code", "Aynı alan iki kez verilmiş.")
    return fields


def _refuse_twice(reader: Reader, codes: list[str | None], path: str, key: str, message: str) -> None:
    seen: set[str] = set()
    for position, code in enumerate(codes):
        if code is not None and code in seen:
            reader.fault(f"{path}[{position}].{key}", message)
        seen.add(code or "")


def _field(reader: Reader, given: dict[str, Any], path: str) -> FieldFacts:
    stars = reader.count(given.get("stars"), f"{path}.stars")
    if stars is not None and stars > MOST_STARS:
        reader.fault(f"{path}.stars", "Yıldız en çok 3 olabilir.")
    is_open = reader.yes_no(given.get("open"), f"{path}.open")
    return FieldFacts(
        code=reader.text(given.get("code"), f"{path}.code"),
        students=reader.count(given.get("students"), f"{path}.students"),
        workshop_places=reader.count(given.get("workshop_places"), f"{path}.workshop_places"),
        stars=stars,
        is_open=True if is_open is None else is_open,
    )


def _cluster(reader: Reader, given: dict[str, Any], path: str) -> ClusterFacts:
    name = reader.text(given.get("name"), f"{path}.name")
    return ClusterFacts(name or "", reader.texts(given.get("fields"), f"{path}.fields"))


def _boarding_need(reader: Reader, value: Any, path: str) -> BoardingNeed:
    given = reader.object(value, path)
    return BoardingNeed(
        reader.count(given.get("girls"), f"{path}.girls"), reader.count(given.get("boys"), f"{path}.boys")
    )


def _dormitory(reader: Reader, given: dict[str, Any], path: str) -> DormitoryFacts:
    places = reader.count(given.get("places"), f"{path}.places")
    occupied = reader.count(given.get("occupied"), f"{path}.occupied")
    if places is not None and occupied is not None and occupied > places:
        reader.fault(f"{path}.occupied", f"Dolu yer ({occupied}) kapasiteden ({places}) çok olamaz.")
    return DormitoryFacts(
        own=reader.yes_no(given.get("own"), f"{path}.own"),
        same_education_region=reader.yes_no(given.get("same_education_region"), f"{path}.same_education_region"),
        transport=reader.yes_no(given.get("transport"), f"{path}.transport"),
        for_whom=reader.one_of(given.get("for"), f"{path}.for", ("girls", "boys")),
        places=places,
        occupied=occupied,
    )


def _site(reader: Reader, value: Any, path: str) -> SiteFacts:
    given = reader.object(value, path)
    return SiteFacts(
        reader.one_of(given.get("kind"), f"{path}.kind", SITE_KINDS),
        reader.texts(given.get("suited_fields"), f"{path}.suited_fields"),
    )


def _protocol(reader: Reader, given: dict[str, Any], path: str) -> ProtocolFacts:
    signed, starts, ends, ended = (
        reader.day(given.get(key), f"{path}.{key}") for key in ("signed_on", "starts_on", "ends_on", "ended_on")
    )
    if starts and ends and ends < starts:
        reader.fault(f"{path}.ends_on", "Bitiş, başlangıçtan önce olamaz.")
    if starts and ended and ended < starts:
        reader.fault(f"{path}.ended_on", "Sona erme, başlangıçtan önce olamaz.")
    return ProtocolFacts(
        signed_on=signed,
        starts_on=starts,
        ends_on=ends,
        general_directorate_party=reader.yes_no(
            given.get("general_directorate_party"), f"{path}.general_directorate_party"
        ),
        stakeholders=reader.count(given.get("stakeholders"), f"{path}.stakeholders"),
        ended_on=ended,
    )


def _standards(reader: Reader, value: Any, path: str) -> tuple[StandardFacts, ...] | None:
    rows = reader.each(value, path, lambda o, p: _standard(reader, o, p))
    _refuse_twice(reader, [row.code or None for row in rows or ()], path, "code", "Aynı standart iki kez verilmiş.")
    return rows


def _standard(reader: Reader, given: dict[str, Any], path: str) -> StandardFacts:
    kind = reader.text(given.get("kind"), f"{path}.kind")
    read = reader.count if kind == "count" else reader.amount
    minimum, measured = read(given.get("minimum"), f"{path}.minimum"), read(given.get("value"), f"{path}.value")
    return StandardFacts(
        code=reader.text(given.get("code"), f"{path}.code") or "",
        kind=kind,
        minimum=minimum,  # type: ignore[arg-type]
        value=measured,  # type: ignore[arg-type]
        sponsor_allowed=reader.yes_no(given.get("sponsor_allowed"), f"{path}.sponsor_allowed"),
        enterprise_allowed=reader.yes_no(given.get("enterprise_allowed"), f"{path}.enterprise_allowed"),
        met_by=reader.one_of(given.get("met_by"), f"{path}.met_by", MET_BY),
    )
