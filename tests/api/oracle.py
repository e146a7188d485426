"""The criteria of Articles 4–7 said a second time, from the contract alone and not from our rules, to be compared with them.

Three values: True (met), False (unmet), None (unknown). A criterion is unknown exactly where what is not known could
still turn it. Facts and policy are the JSON of `POST /eligibility-checks/`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

INFINITE = Decimal("Infinity")
ZONES = {"technology_development_zone", "industrial_zone", "organised_industrial_zone", "rd_centre"}
SHIPPED = {
    "concentration_min_stars": 2,
    "workshop_places_per_student": 1.0,
    "growth_margin": 0.20,
    "cluster_min_fields": 2,
}
Tri = bool | None
Range = tuple[Decimal, Decimal]


def every(values: list[Tri]) -> Tri:
    if False in values:
        return False
    return None if None in values else True


def some(values: list[Tri]) -> Tri:
    if True in values:
        return True
    return None if None in values else False


def known(value: Any) -> Range:
    """What a count can be: itself, or anything from zero where it was not said."""
    return (Decimal(0), INFINITE) if value is None else (Decimal(str(value)), Decimal(str(value)))


def times(count: Range, factor: Any) -> Range:
    exact = Decimal(str(factor))
    return (count[0] * exact, Decimal(0) if exact == 0 else count[1] * exact)


def covers(have: Range, need: Range) -> Tri:
    if have[0] >= need[1]:
        return True
    return False if have[1] < need[0] else None


def scope(facts: dict) -> Tri:
    institution = facts.get("institution") or {}
    kind = institution.get("kind")
    return every([None if kind is None else kind in {"mtal", "mesem"}, institution.get("attached_to_gd")])


def free(dormitory: dict, sex: str) -> Range:
    """Free places of one dormitory for girls or for boys, as far as it is known that it counts."""
    reachable = every([dormitory.get("same_education_region"), dormitory.get("transport")])
    counts = some([dormitory.get("own"), reachable])
    serves = None if dormitory.get("for") is None else dormitory["for"] == sex
    usable = every([counts, serves])
    if usable is False:
        return Decimal(0), Decimal(0)
    places, occupied = dormitory.get("places"), dormitory.get("occupied")
    most = INFINITE if places is None else Decimal(places) - (occupied or 0)
    least = most if usable and places is not None and occupied is not None else Decimal(0)
    return least, most


def boarding(facts: dict, _policy: dict) -> Tri:
    need = facts.get("boarding_need") or {}
    dormitories = facts.get("dormitories")
    answers = []
    for sex in ("girls", "boys"):
        if dormitories is None:
            have = (Decimal(0), INFINITE)
        else:
            ranges = [free(dormitory, sex) for dormitory in dormitories]
            have = (sum((low for low, _ in ranges), Decimal(0)), sum((high for _, high in ranges), Decimal(0)))
        answers.append(covers(have, known(need.get(sex))))
    return every(answers)


def concentration(facts: dict, policy: dict) -> Tri:
    fields = facts.get("fields")
    if fields is None:
        return None
    least = policy["concentration_min_stars"]
    stars = [(Decimal(0), Decimal(3)) if f.get("stars") is None else known(f["stars"]) for f in fields]
    return every([covers(have, known(least)) for have in stars])


def capacity(facts: dict, policy: dict) -> Tri:
    students, rooms = known(facts.get("students")), known(facts.get("classroom_places"))
    more = known(facts.get("addable_places"))
    margin = Decimal(1) + Decimal(str(policy["growth_margin"]))
    answers = [covers(rooms, students), covers((rooms[0] + more[0], rooms[1] + more[1]), times(students, margin))]
    fields = facts.get("fields")
    if fields is None:
        answers.append(None)
    factor = policy["workshop_places_per_student"]
    return every(answers + [workshops(field, factor) for field in fields or []])


def workshops(field: dict, factor: Any) -> Tri:
    return covers(known(field.get("workshop_places")), times(known(field.get("students")), factor))


def cluster(facts: dict, policy: dict) -> Tri:
    fields, clusters, least = facts.get("fields"), facts.get("clusters"), policy["cluster_min_fields"]
    codes = None if fields is None else {field["code"] for field in fields}
    if codes is not None and len(codes) < least:
        return False
    if clusters is None:
        return None
    contents = [entry.get("fields") for entry in clusters]
    if codes is None:
        possible = [content is None or len(content) >= least for content in contents]
        return None if any(possible) else False
    return some([None if content is None else codes <= set(content) for content in contents])


def site(facts: dict, _policy: dict) -> Tri:
    place = facts.get("site") or {}
    kind = place.get("kind")
    if kind is None:
        return None
    if kind in ZONES:
        return True
    if kind == "own_campus":
        return False
    fields, suited = facts.get("fields"), place.get("suited_fields")
    if fields == []:
        return True
    if fields is None or suited is None:
        return None
    return {field["code"] for field in fields} <= set(suited)


def running(protocol: dict, as_of: str) -> Tri:
    """Signed, in force on the day, the GD and at least one stakeholder party to it. ISO dates compare as text."""

    def reached(day: str | None) -> Tri:
        return None if day is None else day <= as_of

    ends, ended, stakeholders = protocol.get("ends_on"), protocol.get("ended_on"), protocol.get("stakeholders")
    return every(
        [
            reached(protocol.get("signed_on")),
            reached(protocol.get("starts_on")),
            None if ends is None else as_of <= ends,
            ended is None or ended > as_of,
            protocol.get("general_directorate_party"),
            None if stakeholders is None else stakeholders >= 1,
        ]
    )


def protocol(facts: dict, _policy: dict) -> Tri:
    protocols = facts.get("protocols")
    return None if protocols is None else some([running(entry, facts["as_of"]) for entry in protocols])


def row(standard: dict) -> Tri:
    value, minimum = standard.get("value"), standard.get("minimum")
    reached = None if value is None or minimum is None else Decimal(str(value)) >= Decimal(str(minimum))
    if minimum == 0:
        reached = True
    others = {"sponsor": "sponsor_allowed", "enterprise": "enterprise_allowed"}
    by = standard.get("met_by")
    instead = standard.get(others[by]) if by in others else False
    return some([reached, instead])


def standards(facts: dict, _policy: dict) -> Tri:
    rows = facts.get("standards")
    return None if rows is None else every([row(standard) for standard in rows])


CRITERIA = {
    "region": [("okul/4/2/a", boarding), ("okul/4/2/b", concentration), ("okul/4/2/c", capacity)],
    "specialised": [("okul/5/2/a", cluster), ("okul/5/2/b", concentration), ("okul/5/2/c", capacity)],
    "in_sector": [("okul/6/2/a", site), ("okul/6/2/b", protocol), ("okul/6/2/c", standards)],
    "sector_integrated": [("okul/7/2/a", site), ("okul/7/2/b", protocol), ("okul/7/2/c", standards)],
}
OUTCOMES = {True: "met", False: "unmet", None: "unknown"}
VERDICTS = {True: "eligible", False: "not_eligible", None: "undetermined"}


def expected(body: dict) -> tuple[str, list[tuple[str, str]]]:
    """The verdict, and provision with outcome of each finding in the order of the law."""
    facts = {**body["facts"], "as_of": body["as_of"]}
    policy = {**SHIPPED, **body.get("policy", {})}
    answers = [("okul/1/2", scope(facts))]
    answers += [(provision, rule(facts, policy)) for provision, rule in CRITERIA[body["type"]]]
    verdict = VERDICTS[every([answer for _, answer in answers])]
    return verdict, [(provision, OUTCOMES[answer]) for provision, answer in answers]
