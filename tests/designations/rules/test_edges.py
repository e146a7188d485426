"""Where a rule turns: the last place, the last day, the exact product, the value that is not known but does not matter."""

from datetime import date

import pytest

from designations.rules import RULE_BOOKS
from designations.rules.facts import Policy
from designations.rules.requests import read_request

DAY = "2026-09-01"
PROTOCOL = {
    "signed_on": "2026-01-10",
    "starts_on": "2026-02-01",
    "ends_on": "2029-02-01",
    "general_directorate_party": True,
    "stakeholders": 1,
}
GIRLS = {"for": "girls", "places": 100, "occupied": 55}
OWN, REACHED = {"own": True}, {"own": False, "same_education_region": True, "transport": True}
LIBRARY = {"code": "library", "kind": "count", "minimum": 1, "value": 0}


def outcome(provision, *, policy=None, **facts):
    kind = {"4": "region", "5": "specialised", "6": "in_sector", "7": "sector_integrated"}[provision.split("/")[1]]
    asked, faults = read_request({"type": kind, "as_of": DAY, "facts": facts, "policy": policy})
    assert faults == []
    findings = RULE_BOOKS[kind].examine(asked.facts, asked.apply(Policy()), on=date.fromisoformat(DAY))
    return next(str(f.outcome) for f in findings if f.provision == provision)


@pytest.mark.provision("okul/4/2/c", "okul/5/2/c")
@pytest.mark.parametrize(
    ("students", "places", "addable", "margin", "expected"),
    [
        (420, 450, 12, 0.1, "met"),  # 420 × 1.1 is 462, although not in binary
        (420, 450, 11, 0.1, "unmet"),
        (100, 110, 10, 0.2, "met"),
        (100, 110, 9, 0.2, "unmet"),
        (3, 3, 0, 0.1, "unmet"),  # 3.3 places are not 3
        (0, 0, 0, 0.2, "met"),
        (0, None, None, 0.2, "met"),  # nobody needs a place
        (10, 9, None, 0, "unmet"),  # whatever can be added, the classrooms are too few today
        (10, 12, None, 0.2, "met"),  # enough without adding any
        (10, 11, None, 0.2, "unknown"),
        (10, None, 12, 0.2, "unknown"),
        (None, 500, 500, 0.2, "unknown"),
    ],
)
def test_classrooms_and_growth(students, places, addable, margin, expected):
    counts = {"students": students, "classroom_places": places, "addable_places": addable, "fields": []}

    assert outcome("okul/4/2/c", policy={"growth_margin": margin}, **counts) == expected
    assert outcome("okul/5/2/c", policy={"growth_margin": margin}, **counts) == expected


@pytest.mark.provision("okul/4/2/c")
@pytest.mark.parametrize(
    ("students", "places", "factor", "expected"),
    [
        (30, 3, 0.1, "met"),
        (30, 2, 0.1, "unmet"),
        (3, 3, 1.1, "unmet"),
        (10, 11, 1.1, "met"),  # 10 × 1.1 is 11
        (0, None, 1, "met"),
        (5, None, 0, "met"),
        (None, 0, 0, "met"),
        (None, 0, 1, "unknown"),
        (5, None, 1, "unknown"),
    ],
)
def test_workshops(students, places, factor, expected):
    fields = [{"code": "04", "students": students, "workshop_places": places}]
    enough = {"students": 0, "classroom_places": 0, "addable_places": 0}

    assert outcome("okul/4/2/c", policy={"workshop_places_per_student": factor}, fields=fields, **enough) == expected


@pytest.mark.provision("okul/4/2/a")
@pytest.mark.parametrize(
    ("need", "dormitories", "expected"),
    [
        ({"girls": 45, "boys": 0}, [{**OWN, **GIRLS}], "met"),
        ({"girls": 46, "boys": 0}, [{**OWN, **GIRLS}], "unmet"),
        ({"girls": 45, "boys": 1}, [{**OWN, **GIRLS}], "unmet"),  # girls' places serve no boy
        ({"girls": 45, "boys": None}, [{**OWN, **GIRLS}], "unknown"),
        ({"girls": 46, "boys": None}, [{**OWN, **GIRLS}], "unmet"),
        ({"girls": 0, "boys": 0}, None, "met"),
        ({"girls": 0, "boys": 0}, [], "met"),
        ({"girls": 0, "boys": None}, [], "unknown"),
        ({"girls": 0}, None, "unknown"),
        ({"girls": 1, "boys": 0}, None, "unknown"),
        ({"girls": 1, "boys": 0}, [], "unmet"),
        (None, [], "unknown"),
        ({"girls": 45, "boys": 0}, [{**REACHED, **GIRLS}], "met"),
        ({"girls": 45, "boys": 0}, [{**REACHED, **GIRLS, "transport": False}], "unmet"),
        ({"girls": 45, "boys": 0}, [{**REACHED, **GIRLS, "same_education_region": False}], "unmet"),
        ({"girls": 45, "boys": 0}, [{**REACHED, **GIRLS, "transport": None}], "unknown"),
        ({"girls": 45, "boys": 0}, [{**REACHED, **GIRLS, "same_education_region": False, "transport": None}], "unmet"),
        ({"girls": 45, "boys": 0}, [{**OWN, **GIRLS, "same_education_region": None, "transport": False}], "met"),
        ({"girls": 45, "boys": 0}, [{**REACHED, **GIRLS, "own": None}], "met"),
        ({"girls": 45, "boys": 0}, [{**OWN, **GIRLS, "occupied": None}], "unknown"),
        ({"girls": 101, "boys": 0}, [{**OWN, **GIRLS, "occupied": None}], "unmet"),
        ({"girls": 45, "boys": 0}, [{**OWN, **GIRLS, "for": None}], "unknown"),
        ({"girls": 90, "boys": 0}, [{**OWN, **GIRLS}, {**REACHED, **GIRLS}], "met"),
    ],
)
def test_boarding(need, dormitories, expected):
    assert outcome("okul/4/2/a", boarding_need=need, dormitories=dormitories) == expected


@pytest.mark.provision("okul/4/2/b", "okul/5/2/b")
@pytest.mark.parametrize(
    ("stars", "least", "expected"),
    [
        ([2, 3], 2, "met"),
        ([2, 1], 2, "unmet"),
        ([None, 1], 2, "unmet"),
        ([None, 2], 2, "unknown"),
        ([None], 0, "met"),
        ([2], 3, "unmet"),
        ([], 2, "met"),
        (None, 2, "unknown"),
    ],
)
def test_concentration(stars, least, expected):
    fields = None if stars is None else [{"code": str(n), "stars": star} for n, star in enumerate(stars)]
    for provision in ("okul/4/2/b", "okul/5/2/b"):
        assert outcome(provision, policy={"concentration_min_stars": least}, fields=fields) == expected


@pytest.mark.provision("okul/5/2/a")
@pytest.mark.parametrize(
    ("codes", "clusters", "least", "expected"),
    [
        (["04", "11"], [["04", "11", "23"]], 2, "met"),
        (["04", "11"], [["04"], ["11"]], 2, "unmet"),  # one cluster holds all, not several together
        (["04", "11"], [["04"], None], 2, "unknown"),
        (["04", "11"], [], 2, "unmet"),
        (["04", "11"], None, 2, "unknown"),
        (["04"], None, 2, "unmet"),
        (["04"], [["04"]], 1, "met"),
        ([], [["04"]], 2, "unmet"),
        (None, [["04", "11"]], 2, "unknown"),
        (None, [["04"]], 2, "unmet"),  # no cluster is large enough, whatever is taught
        (None, [], 2, "unmet"),
        (None, None, 2, "unknown"),
    ],
)
def test_cluster(codes, clusters, least, expected):
    fields = None if codes is None else [{"code": code} for code in codes]
    clusters = None if clusters is None else [{"name": "K", "fields": members} for members in clusters]

    assert outcome("okul/5/2/a", policy={"cluster_min_fields": least}, fields=fields, clusters=clusters) == expected


@pytest.mark.provision("okul/6/2/a", "okul/7/2/a")
@pytest.mark.parametrize(
    ("site", "codes", "expected"),
    [
        ({"kind": "rd_centre"}, None, "met"),
        ({"kind": "own_campus", "suited_fields": ["04"]}, ["04"], "unmet"),
        ({"kind": "own_campus"}, None, "unmet"),
        ({"kind": "building", "suited_fields": ["04", "11"]}, ["04"], "met"),
        ({"kind": "building", "suited_fields": ["04"]}, ["04", "11"], "unmet"),
        ({"kind": "building", "suited_fields": []}, ["04"], "unmet"),
        ({"kind": "building", "suited_fields": None}, ["04"], "unknown"),
        ({"kind": "building", "suited_fields": ["04"]}, None, "unknown"),
        ({"kind": None, "suited_fields": ["04"]}, ["04"], "unknown"),
        (None, ["04"], "unknown"),
    ],
)
def test_site(site, codes, expected):
    fields = None if codes is None else [{"code": code} for code in codes]
    for provision in ("okul/6/2/a", "okul/7/2/a"):
        assert outcome(provision, site=site, fields=fields) == expected


@pytest.mark.provision("okul/6/2/b", "okul/7/2/b")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "met"),
        ({"starts_on": DAY}, "met"),
        ({"starts_on": "2026-09-02"}, "unmet"),
        ({"ends_on": DAY}, "met"),
        ({"ends_on": "2026-08-31"}, "unmet"),
        ({"ended_on": None}, "met"),
        ({"ended_on": "2026-09-02"}, "met"),
        ({"ended_on": DAY}, "unmet"),
        ({"signed_on": DAY}, "met"),
        ({"signed_on": "2026-09-02"}, "unmet"),
        ({"signed_on": None}, "unknown"),
        ({"starts_on": None}, "unknown"),
        ({"ends_on": None}, "unknown"),
        ({"ends_on": None, "general_directorate_party": False}, "unmet"),
        ({"stakeholders": 0}, "unmet"),
        ({"stakeholders": None}, "unknown"),
    ],
)
def test_protocol(changes, expected):
    for provision in ("okul/6/2/b", "okul/7/2/b"):
        assert outcome(provision, protocols=[{**PROTOCOL, **changes}]) == expected
        assert outcome(provision, protocols=[{**PROTOCOL, "stakeholders": 0}, {**PROTOCOL, **changes}]) == expected


@pytest.mark.provision("okul/6/2/c", "okul/7/2/c", "okul/ek")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "unmet"),
        ({"value": 1}, "met"),
        ({"value": None}, "unknown"),
        ({"minimum": None}, "unknown"),
        ({"minimum": 0, "value": None}, "met"),
        ({"met_by": "sponsor", "sponsor_allowed": True}, "met"),
        ({"met_by": "sponsor", "sponsor_allowed": False, "enterprise_allowed": True}, "unmet"),
        ({"met_by": "sponsor"}, "unknown"),
        ({"met_by": "sponsor", "sponsor_allowed": False, "value": 1}, "met"),
        ({"met_by": "sponsor", "sponsor_allowed": False, "value": None}, "unknown"),
        ({"met_by": "enterprise", "enterprise_allowed": True, "value": None}, "met"),
        ({"met_by": None, "sponsor_allowed": True}, "unmet"),
        ({"met_by": "not_applicable", "minimum": None, "value": None}, "met"),
    ],
)
def test_standard(changes, expected):
    for provision in ("okul/6/2/c", "okul/7/2/c"):
        assert outcome(provision, standards=[{**LIBRARY, **changes}]) == expected
