"""What bars a quota, each fault at its field."""

import dataclasses

import pytest

from transfers.rules.quotas import AskedQuota, SchoolFacts, faults_of

pytestmark = pytest.mark.provision("okul/8/2", "okul/8/3")
ASKED = AskedQuota(
    11,
    "04",
    {"day_places": 10, "girls_places": 5, "boys_places": 0},
    dict.fromkeys(("reserved_day", "reserved_girls", "reserved_boys"), 0),
)
SCHOOL = SchoolFacts(
    frozenset({"sector_integrated"}), frozenset({"04"}), {"girls_places": (5, 5), "boys_places": (0, 0)}
)


def faults(asked=None, **school):
    return faults_of(dataclasses.replace(ASKED, **(asked or {})), dataclasses.replace(SCHOOL, **school))


def test_a_quota_within_law_and_beds_is_open():
    assert faults() == {}
    assert faults(designations=frozenset({"region"})) == {}


@pytest.mark.parametrize(
    ("asked", "school", "field", "words"),
    [
        ({}, {"designations": frozenset({"specialised", "in_sector"})}, "school", "m. 8/2"),
        ({}, {"designations": frozenset()}, "school", "m. 8/2"),
        ({"grade": 10}, {}, "grade", "yalnız 11. sınıf"),
        ({"field": "11"}, {}, "field", "eğitim vermiyor"),
        ({"branch_of": "11"}, {}, "branch", "dalı değil"),
        ({"places": {"day_places": 0, "girls_places": 0, "boys_places": 0}}, {}, "day_places", "En az bir yer"),
        ({"places": {"day_places": 0, "girls_places": 6, "boys_places": 0}}, {}, "girls_places", "en çok 5 boş kız"),
        ({"places": {"day_places": 0, "girls_places": 0, "boys_places": 1}}, {}, "boys_places", "en çok 0 boş erkek"),
        ({}, {"beds": {"girls_places": (0, None), "boys_places": (0, 0)}}, "girls_places", "Bilgi eksik"),
        ({}, {"beds": {"girls_places": (4, 9), "boys_places": (0, 0)}}, "girls_places", "Bilgi eksik"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(asked, school, field, words):
    found = faults(asked, **school)

    assert list(found) == [field]
    assert words in found[field]


RESERVED = {"reserved": {"reserved_day": 3, "reserved_girls": 0, "reserved_boys": 0}, "has_provision": True}


@pytest.mark.parametrize(
    ("asked", "school", "field", "words"),
    [
        (RESERVED, {"designations": frozenset({"region"}), "reserve": 5}, "provision", "m. 8/3"),
        (RESERVED, {"reserve": None}, "provision", "m. 8/3"),
        (RESERVED, {"reserve": 2}, "provision", "2 yer kaldı"),
        (
            {"reserved": {"reserved_day": 11, "reserved_girls": 0, "reserved_boys": 0}},
            {"reserve": 20},
            "reserved_day",
            "çok olamaz",
        ),
        ({"has_provision": True}, {"reserve": 5}, "provision", "yazılmadı"),
    ],
)
def test_places_are_reserved_by_a_special_provision_alone(asked, school, field, words):
    found = faults(asked, **school)

    assert list(found) == [field]
    assert words in found[field]
    assert faults(RESERVED, reserve=3) == {}
