"""Schools described at random in the contract's JSON: every value said, null or absent, numbers close to each other."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

CODES = ["04", "11", "23", "31"]
ABSENT = object()


def told(values: st.SearchStrategy, *, unknown: int = 1) -> st.SearchStrategy:
    """The value mostly, else null or an absent key."""
    return st.one_of(*([values] * 4), *([st.sampled_from([None, ABSENT])] * unknown))


def entry(**keys: st.SearchStrategy) -> st.SearchStrategy[dict[str, Any]]:
    """An object without the keys that are absent."""
    return st.fixed_dictionaries({key.rstrip("_"): values for key, values in keys.items()}).map(
        lambda drawn: {key: value for key, value in drawn.items() if value is not ABSENT}
    )


def some_codes(most: int = 4) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(CODES), unique=True, max_size=most)


COUNT = st.integers(0, 12)
YES = st.booleans()
DAY = st.sampled_from(["2026-08-31", "2026-09-01", "2026-09-02"])
EARLY = st.sampled_from(["2026-01-10", "2026-08-31", "2026-09-01", "2026-09-02"])
LATE = st.sampled_from(["2026-09-02", "2026-09-03", "2029-02-01"])

FIELDS = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        entry(students=told(COUNT), workshop_places=told(COUNT), stars=told(st.integers(0, 3))),
    ),
    unique_by=lambda pair: pair[0],
    max_size=3,
).map(lambda pairs: [{"code": code, **rest} for code, rest in pairs])


def _orderly(dormitory: dict[str, Any]) -> dict[str, Any]:
    if dormitory.get("occupied") is not None and dormitory.get("places") is not None:
        dormitory["occupied"] = min(dormitory["occupied"], dormitory["places"])
    return dormitory


DORMITORY = entry(
    own=told(YES),
    same_education_region=told(YES),
    transport=told(YES),
    for_=told(st.sampled_from(["girls", "boys"])),
    places=told(COUNT),
    occupied=told(st.integers(0, 4)),
).map(_orderly)

PROTOCOL = entry(
    signed_on=told(EARLY),
    starts_on=told(EARLY),
    ends_on=told(LATE),
    general_directorate_party=told(YES),
    stakeholders=told(st.integers(0, 2)),
    ended_on=st.one_of(st.sampled_from([None, ABSENT]), LATE),
)

STANDARD = entry(
    code=st.sampled_from(["library", "physics_laboratory", "workshop"]),
    kind=st.just("count"),
    minimum=told(st.integers(0, 3)),
    value=told(st.integers(0, 3)),
    sponsor_allowed=told(YES),
    enterprise_allowed=told(YES),
    met_by=st.sampled_from([None, ABSENT, "sponsor", "enterprise"]),
)

SITE_KINDS = [
    "own_campus",
    "building",
    "factory",
    "facility",
    "technology_development_zone",
    "industrial_zone",
    "organised_industrial_zone",
    "rd_centre",
]

INSTITUTION = entry(kind=told(st.sampled_from(["mtal", "mtal", "mesem", "other"])), attached_to_gd=told(YES))
CLUSTERS = st.lists(entry(name=st.just("Küme"), fields=told(some_codes())), max_size=2)
NEED = entry(girls=told(st.integers(0, 8)), boys=told(st.integers(0, 8)))
DORMITORIES = st.lists(DORMITORY, max_size=3)
SITE = entry(kind=told(st.sampled_from(SITE_KINDS)), suited_fields=told(some_codes()))
PROTOCOLS = st.lists(PROTOCOL, max_size=2)
STANDARDS = st.lists(STANDARD, unique_by=lambda row: row["code"], max_size=3)

FACTS = entry(
    institution=told(INSTITUTION),
    students=told(COUNT),
    classroom_places=told(COUNT),
    addable_places=told(st.integers(0, 5)),
    fields=told(FIELDS),
    clusters=told(CLUSTERS),
    boarding_need=told(NEED),
    dormitories=told(DORMITORIES),
    site=told(SITE),
    protocols=told(PROTOCOLS),
    standards=told(STANDARDS),
)

POLICY = st.fixed_dictionaries(
    {},
    optional={
        "concentration_min_stars": st.integers(1, 3),
        "workshop_places_per_student": st.sampled_from([0, 0.1, 0.3, 0.5, 1, 1.1]),
        "growth_margin": st.sampled_from([0, 0.1, 0.2, 0.25, 0.3]),
        "cluster_min_fields": st.integers(1, 3),
    },
)

TYPES = ["region", "specialised", "in_sector", "sector_integrated"]

BODY = st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES), "as_of": DAY, "facts": FACTS}, optional={"policy": POLICY}
)
