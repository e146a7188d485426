"""The checks of the register's data: what each finds and what it does not, the score, the configuration. Pure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from schools.rules.quality import (
    CHECKS,
    DormitoryRow,
    EnrolmentRow,
    FieldRow,
    NeedRow,
    Record,
    SiteRow,
    SpaceRow,
    against_average,
    configured,
    examine,
    months_between,
    score_of,
)

ON = date(2026, 10, 1)
COMPLETE = Record(
    code="112267",
    attached_to_gd=True,
    province=6,
    district=1,
    district_province=6,
    education_region=1,
    registration_area=1,
    latitude=39.9,
    longitude=32.8,
    addable_places=0,
    listed_on=date(2026, 8, 1),
    declared={"spaces": ON},
    fields=(FieldRow(4, "Bilişim Teknolojileri", False),),
    enrolments=(EnrolmentRow(1, 2026, 11, 4, "Bilişim Teknolojileri", 20, 20),),
    spaces=(
        SpaceRow(1, "classroom", "Derslik", 60, frozenset()),
        SpaceRow(2, "workshop", "Atölye", 60, frozenset({4})),
    ),
    dormitories=(DormitoryRow(1, "Pansiyon", 20, 5, 20, 5, date(2026, 9, 1)),),
    needs=(NeedRow(1, 2026, 10, 10),),
    site=SiteRow("own_campus", False),
)


def found(record, on=ON, checks=CHECKS):
    return [item.check.id for item in examine(record, checks, on=on)]


def test_a_complete_record_has_a_hundred():
    assert found(COMPLETE) == []
    assert score_of([]) == 100


def test_what_is_not_known_is_missing_and_never_a_contradiction():
    items = examine(Record(), CHECKS, on=ON)

    assert {item.check.kind for item in items} == {"missing"}
    assert {item.check.id for item in items} >= {
        "kurum-kodu",
        "baglilik",
        "alanlar",
        "ogrenciler",
        "derslikler",
        "yerlesim",
    }
    assert score_of(items) < 15


@pytest.mark.parametrize(
    ("section", "check"),
    [("fields", "alanlar"), ("enrolment", "ogrenciler"), ("dormitories", "pansiyonlar"), ("spaces", "derslikler")],
)
def test_what_is_stated_not_to_be_there_is_not_missing(section, check):
    assert check in found(Record())
    assert check not in found(Record(declared={section: ON}))


FACTORY = SiteRow("factory", False)
FAULTS = {
    "kurum-kodu": {"code": None},
    "baglilik": {"attached_to_gd": None},
    "ilce": {"district": None, "district_province": None},
    "egitim-bolgesi": {"education_region": None},
    "kayit-alani": {"registration_area": None},
    "konum": {"latitude": None},
    "eklenebilir-yer": {"addable_places": None},
    "ogrencinin-alani": {"enrolments": (*COMPLETE.enrolments, EnrolmentRow(9, 2026, 10, None, None, 3, 0))},
    "derslik-kapasitesi": {"spaces": (*COMPLETE.spaces, SpaceRow(9, "classroom", "Derslik 2", None, frozenset()))},
    "atolye-kapasitesi": {"spaces": (*COMPLETE.spaces, SpaceRow(9, "laboratory", "Lab", None, frozenset({4})))},
    "atolyenin-alani": {"spaces": (*COMPLETE.spaces, SpaceRow(9, "workshop", "Atölye 2", 10, frozenset()))},
    "dolu-yatak": {"dormitories": (DormitoryRow(1, "Pansiyon", 20, None, 0, None, ON),)},
    "pansiyon-bilgi-gunu": {"dormitories": (DormitoryRow(1, "Pansiyon", 20, 5, 0, None, None),)},
    "pansiyon-ihtiyaci": {"needs": ()},
    "ulasim": {"unlinked": 2},
    "yerlesim": {"site": None},
    "yerlesim-uygunlugu": {"site": FACTORY},
    "alanin-sektoru": {"without_sector": (FieldRow(4, "Bilişim", False),)},
    "istihdam": {"without_figures": (FieldRow(4, "Bilişim", False),)},
    "ogrenci-sayisi-eski": {"enrolments": (COMPLETE.enrolments[0]._replace(year=2025),), "needs": ()},
    "pansiyon-ihtiyaci-eski": {"needs": (NeedRow(1, 2024, 1, 1),)},
    "pansiyon-eski": {"dormitories": (DormitoryRow(1, "Pansiyon", 20, 5, 20, 5, date(2025, 10, 1)),)},
    "beyan-eski": {"declared": {"spaces": date(2025, 4, 1)}},
    "liste-eski": {"listed_on": date(2017, 1, 1)},
    "alansiz-ogrenci": {"enrolments": (*COMPLETE.enrolments, EnrolmentRow(9, 2026, 12, 7, "Kimya", 3, 0))},
    "atolyesiz-alan": {"fields": (*COMPLETE.fields, FieldRow(8, "Harita", False))},
    "ihtiyac-ogrenciden-cok": {"needs": (NeedRow(1, 2026, 999, 0),)},
    "dolu-kapasiteden-cok": {"dormitories": (DormitoryRow(1, "Pansiyon", 20, 21, 20, 5, ON),)},
    "ilce-ilde-degil": {"district_province": 34},
    "konum-disarida": {"latitude": 32.8, "longitude": 39.9},
}


@pytest.mark.parametrize("check", FAULTS)
def test_each_fault_is_found_by_its_check(check):
    values = {**FAULTS[check]}
    on = date(2026, 11, 1) if check == "ogrenci-sayisi-eski" else ON

    assert check in found(replace(COMPLETE, **values), on)
    assert check not in found(COMPLETE, on)


def test_every_check_is_proved_here():
    elsewhere = {
        "alanlar", "ogrenciler", "derslikler", "pansiyonlar", "standartlar", "kapali-kurumda-ogrenci",
    }  # fmt: skip

    assert {check.id for check in CHECKS} == {*FAULTS, *elsewhere}


def test_the_annex_is_asked_for_where_the_school_stands_in_an_enterprise():
    lacking = replace(COMPLETE, unmeasured=("Kütüphane",))

    assert "standartlar" not in found(lacking)
    assert "standartlar" in found(replace(lacking, site=FACTORY))


def test_a_field_that_is_to_be_taught_needs_no_workshop_yet():
    planned = FieldRow(7, "Kimya", True)

    assert found(replace(COMPLETE, fields=(*COMPLETE.fields, planned))) == []


def test_a_workshop_that_names_no_field_may_be_the_one_that_is_sought():
    rooms = (*COMPLETE.spaces, SpaceRow(9, "workshop", "Atölye 2", 10, frozenset()))
    record = replace(COMPLETE, fields=(*COMPLETE.fields, FieldRow(7, "Kimya", False)), spaces=rooms)

    assert found(record) == ["atolyenin-alani"]


def test_a_closed_school_is_asked_for_its_students_alone():
    closed = Record(closed_on=date(2026, 8, 1), enrolments=COMPLETE.enrolments)

    assert found(closed) == ["kapali-kurumda-ogrenci"]
    assert found(replace(closed, closed_on=date(2026, 9, 15))) == []


def test_an_age_counts_from_its_month_on():
    stale = [check for check in CHECKS if check.id == "ogrenci-sayisi-eski"]
    last_year = replace(COMPLETE, enrolments=(COMPLETE.enrolments[0]._replace(year=2025),))

    assert found(last_year, date(2026, 10, 31), stale) == []
    assert found(last_year, date(2026, 11, 1), stale) == ["ogrenci-sayisi-eski"]
    assert found(last_year, date(2026, 10, 31), configured(stale, {"ogrenci-sayisi-eski": {"months": 13}})) != []


def test_a_check_takes_its_points_once_however_many_items_it_has():
    one = replace(COMPLETE, latitude=None)
    two = replace(one, longitude=None)

    assert len(examine(two, CHECKS, on=ON)) == 2
    assert score_of(examine(one, CHECKS, on=ON)) == score_of(examine(two, CHECKS, on=ON)) == 98


def test_every_item_says_where_it_is_mended():
    items = examine(Record(), CHECKS, on=ON)

    assert all(item.fault.anchor for item in items)
    assert {item.section for item in items} >= {"govern", "details", "spaces"}


def test_the_sections_of_a_statement_are_its_own():
    record = replace(COMPLETE, declared={"spaces": date(2020, 1, 1), "site": date(2020, 1, 1)})

    items = examine(record, CHECKS, on=ON)

    assert [(item.section, item.fault.anchor) for item in items] == [
        ("spaces", "id_spaces-guard-complete"),
        ("site", "id_site-guard-complete"),
    ]


@pytest.mark.parametrize(
    "given",
    [
        {"olmayan": {"points": 1}}, {"konum": {"points": 101}}, {"konum": {"points": -1}}, {"konum": {"points": True}},
        {"konum": {"months": 6}}, {"liste-eski": {"months": 0}}, {"konum": {"owner": "kimse"}}, {"konum": {"title": "x"}},
        {"konum": 5}, [],
    ],
)  # fmt: skip
def test_a_configuration_that_cannot_be_is_refused(given):
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence differs
        configured(CHECKS, given)


def test_points_age_and_owner_are_configured():
    (mine,) = [
        c for c in configured(CHECKS, {"liste-eski": {"points": 9, "months": 3, "owner": "province"}}) if c.months == 3
    ]

    assert (mine.id, mine.points, mine.owner) == ("liste-eski", 9, "province")
    assert [c for c in configured(CHECKS, {}) if c not in CHECKS] == []


@pytest.mark.parametrize(
    ("score", "words"),
    [
        ("72.4", "ülke ortalamasının 2,4 puan üstünde"),
        ("69.9", "ülke ortalamasının 0,1 puan altında"),
        ("70.0", "ülke ortalamasında"),
    ],
)
def test_a_place_is_told_against_the_average_alone(score, words):
    assert against_average(Decimal(score), Decimal("70.0")) == words


def test_months_are_whole_ones():
    assert months_between(date(2026, 8, 31), date(2026, 9, 30)) == 0
    assert months_between(date(2026, 8, 30), date(2026, 9, 30)) == 1
    assert months_between(date(2026, 9, 30), date(2025, 9, 30)) == -12


some_checks = st.lists(st.sampled_from(CHECKS), unique=True)
faulty = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from([value, getattr(COMPLETE, name)])
        for values in FAULTS.values()
        for name, value in values.items()
        if name not in {"spaces", "enrolments", "dormitories", "fields", "needs", "declared"}
    },
)


heavy = some_checks.map(lambda some: [replace(check, points=100) for check in some])


@given(st.sampled_from([COMPLETE, Record()]), faulty, some_checks | heavy)
def test_scores_stay_within_their_bounds(record, values, checks):
    assert 0 <= score_of(examine(replace(record, **values), checks, on=ON)) <= 100


@given(faulty, some_checks, some_checks)
def test_more_faults_never_raise_a_score(values, some, more):
    record = replace(Record(), **values)

    assert score_of(examine(record, {*some, *more}, on=ON)) <= score_of(examine(record, some, on=ON))


@given(faulty, st.permutations(CHECKS))
def test_the_order_of_the_checks_is_no_matter(values, shuffled):
    record = replace(Record(), **values)

    assert score_of(examine(record, shuffled, on=ON)) == score_of(examine(record, CHECKS, on=ON))
    assert sorted(found(record, ON, shuffled)) == sorted(found(record))


def _where_nothing_is_faulty_yet(values, check):
    """A fault in the place of another one could mend that one."""
    return FAULTS[check] if values.keys().isdisjoint(FAULTS[check]) else {}


# A workshop whose field is not known may be that of a field without one: this fault hides another, and is left out.
ALONE = sorted(FAULTS.keys() - {"atolyenin-alani"})


@given(st.lists(st.sampled_from(ALONE), unique=True), st.sampled_from(ALONE))
def test_one_more_fault_of_a_record_never_raises_its_score(some, more):
    values = {}
    for check in some:
        values |= _where_nothing_is_faulty_yet(values, check)
    before = replace(COMPLETE, **values)
    after = replace(before, **_where_nothing_is_faulty_yet(values, more))

    assert score_of(examine(after, CHECKS, on=ON)) <= score_of(examine(before, CHECKS, on=ON))
