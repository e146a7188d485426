"""Articles 1 and 4 to 7, condition by condition, without a database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from designations.rules import RULE_BOOKS
from designations.rules.facts import (
    BoardingNeed,
    ClusterFacts,
    DormitoryFacts,
    FieldFacts,
    InstitutionFacts,
    Policy,
    SiteFacts,
)
from tests.designations.rules.describing import DAY, GOOD, LIBRARY, PROTOCOL, but, finding

MET, UNMET, UNKNOWN = "met", "unmet", "unknown"
FIELD = FieldFacts("04", 200, 200, 2)


@pytest.mark.provision("okul/4/1", "okul/5/1", "okul/6/1", "okul/7/1")
@pytest.mark.parametrize("kind", RULE_BOOKS)
def test_a_school_that_has_everything_is_eligible(kind):
    assert RULE_BOOKS[kind].examine(GOOD, Policy(), on=DAY).verdict == "eligible"


@pytest.mark.provision("okul/9")
@pytest.mark.parametrize("kind", RULE_BOOKS)
def test_no_rule_was_in_force_before_the_directive(kind):
    assert len(RULE_BOOKS[kind].examine(GOOD, Policy(), on=date(2024, 2, 15))) == 4
    assert RULE_BOOKS[kind].examine(GOOD, Policy(), on=date(2024, 2, 14)) == ()


@pytest.mark.provision("okul/1/2", "okul/3/1")
@pytest.mark.parametrize(
    ("kind", "attached", "outcome"),
    [
        ("mtal", True, MET),
        ("mesem", True, MET),
        ("other", True, UNMET),
        ("other", None, UNMET),
        ("mtal", False, UNMET),
        (None, False, UNMET),
        ("mtal", None, UNKNOWN),
        (None, True, UNKNOWN),
    ],
)
def test_only_vocational_institutions_of_the_directorate(kind, attached, outcome):
    assert finding("okul/1/2", but(institution=InstitutionFacts(kind, attached))).outcome == outcome


def dormitory(**values):
    return replace(DormitoryFacts(True, None, None, "girls", 50, 10), **values)


@pytest.mark.provision("okul/4/2/a")
@pytest.mark.parametrize(
    ("need", "dormitories", "outcome"),
    [
        pytest.param((40, 0), [dormitory()], MET, id="exactly enough"),
        pytest.param((41, 0), [dormitory()], UNMET, id="one too few"),
        pytest.param((0, 0), [], MET, id="no need"),
        pytest.param((0, 0), None, MET, id="no need, dormitories unknown"),
        pytest.param((1, 0), None, UNKNOWN, id="dormitories unknown"),
        pytest.param((1, 0), [], UNMET, id="none"),
        pytest.param((None, 0), [dormitory()], UNKNOWN, id="need unknown"),
        pytest.param((None, 60), [dormitory()], UNMET, id="boys short whatever the girls need"),
        pytest.param((40, 1), [dormitory()], UNMET, id="girls' places are not boys'"),
        pytest.param((40, 0), [dormitory(occupied=None)], UNKNOWN, id="occupancy unknown"),
        pytest.param((51, 0), [dormitory(occupied=None)], UNMET, id="short even when empty"),
        pytest.param((40, 0), [dormitory(places=None)], UNKNOWN, id="places unknown"),
        pytest.param((40, 0), [dormitory(own=False, same_education_region=True, transport=True)], MET, id="reachable"),
        pytest.param(
            (40, 0), [dormitory(own=False, same_education_region=True, transport=None)], UNKNOWN, id="link unknown"
        ),
        pytest.param(
            (40, 0), [dormitory(own=False, same_education_region=True, transport=False)], UNMET, id="no transport"
        ),
        pytest.param(
            (40, 0), [dormitory(own=False, same_education_region=False, transport=None)], UNMET, id="other region"
        ),
        pytest.param((40, 0), [dormitory(), dormitory(places=None)], MET, id="the unknown one is not needed"),
    ],
)
def test_boarding_covers_the_need_of_girls_and_of_boys(need, dormitories, outcome):
    facts = but(boarding_need=BoardingNeed(*need), dormitories=None if dormitories is None else tuple(dormitories))

    assert finding("okul/4/2/a", facts).outcome == outcome


STARS = [
    pytest.param([2, 3], MET, id="enough"),
    pytest.param([2, 1], UNMET, id="one field short"),
    pytest.param([2, None], UNKNOWN, id="one unknown"),
    pytest.param([1, None], UNMET, id="a certain shortfall beside an unknown"),
]


@pytest.mark.provision("okul/4/2/b", "okul/5/2/b")
@pytest.mark.parametrize("provision", ["okul/4/2/b", "okul/5/2/b"])
@pytest.mark.parametrize(("stars", "outcome"), STARS)
def test_every_field_has_enough_stars(provision, stars, outcome):
    fields = tuple(FieldFacts(f"{code:02d}", 0, 0, found) for code, found in enumerate(stars))

    assert finding(provision, but(fields=fields)).outcome == outcome


@pytest.mark.provision("okul/4/2/b", "okul/5/2/b")
def test_a_planned_field_counts_for_a_region_school_only():
    facts = but(fields=(FIELD, FieldFacts("11", 0, 0, 0, is_open=False)))

    assert finding("okul/4/2/b", facts).outcome == UNMET
    assert finding("okul/5/2/b", facts).outcome == MET


@pytest.mark.provision("okul/4/2/c", "okul/5/2/c")
@pytest.mark.parametrize("provision", ["okul/4/2/c", "okul/5/2/c"])
@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        pytest.param({}, MET, id="growth exactly: 450 + 30 = 400 × 1.2"),
        pytest.param({"addable_places": 29}, UNMET, id="one short of growth"),
        pytest.param({"classroom_places": 399, "addable_places": 500}, UNMET, id="classrooms short today"),
        pytest.param({"classroom_places": None}, UNKNOWN, id="classrooms unknown"),
        pytest.param({"students": None}, UNKNOWN, id="students unknown"),
        pytest.param({"addable_places": None}, UNKNOWN, id="addable unknown"),
        pytest.param({"classroom_places": 480, "addable_places": None}, MET, id="enough without adding"),
        pytest.param({"fields": (replace(FIELD, workshop_places=199),)}, UNMET, id="workshop short"),
        pytest.param({"fields": (replace(FIELD, workshop_places=None),)}, UNKNOWN, id="workshop unknown"),
        pytest.param({"fields": None}, UNKNOWN, id="fields unknown"),
        pytest.param({"fields": (replace(FIELD, students=0, workshop_places=None),)}, MET, id="no student, no need"),
        pytest.param({"fields": None, "classroom_places": 10}, UNMET, id="a certain shortfall beside an unknown"),
    ],
)
def test_capacity_is_adequate_and_can_grow(provision, changes, outcome):
    assert finding(provision, but(**changes)).outcome == outcome


def test_thresholds_are_exact():
    """A tenth is a tenth: 100 × 1.1 is 110, where binary fractions would ask for a little more."""
    facts = but(students=100, classroom_places=110, addable_places=0, fields=())

    assert finding("okul/4/2/c", facts, Policy(growth_margin=Decimal("0.1"))).outcome == MET


@pytest.mark.provision("okul/5/2/a")
@pytest.mark.parametrize(
    ("codes", "clusters", "outcome"),
    [
        pytest.param(["04", "11"], [["04", "11", "23"]], MET, id="within one"),
        pytest.param(["04", "11"], [["04"], ["11"]], UNMET, id="over two clusters"),
        pytest.param(["04"], [["04", "11"]], UNMET, id="only one field open"),
        pytest.param(["04"], None, UNMET, id="only one field open, clusters unknown"),
        pytest.param(["04", "11"], None, UNKNOWN, id="clusters unknown"),
        pytest.param(["04", "11"], [], UNMET, id="no cluster in force"),
        pytest.param(["04", None], [["04", "11"]], UNKNOWN, id="a field without a code"),
        pytest.param(["99", None], [["04", "11"]], UNMET, id="one is certainly outside"),
    ],
)
def test_open_fields_lie_in_one_cluster(codes, clusters, outcome):
    facts = but(
        fields=tuple(FieldFacts(code, 0, 0, 3) for code in codes),
        clusters=None if clusters is None else tuple(ClusterFacts(str(n), tuple(c)) for n, c in enumerate(clusters)),
    )

    assert finding("okul/5/2/a", facts).outcome == outcome


SITES = [
    pytest.param("organised_industrial_zone", None, MET, id="organised industrial zone"),
    pytest.param("technology_development_zone", None, MET, id="technology zone"),
    pytest.param("industrial_zone", (), MET, id="industrial zone"),
    pytest.param("rd_centre", None, MET, id="R&D centre"),
    pytest.param("own_campus", ("04", "11"), UNMET, id="own campus"),
    pytest.param("building", ("04", "11"), MET, id="suited building"),
    pytest.param("facility", ("04",), UNMET, id="unsuited to one field"),
    pytest.param("factory", None, UNKNOWN, id="suitability unknown"),
    pytest.param(None, None, UNKNOWN, id="unknown"),
]


@pytest.mark.provision("okul/6/2/a", "okul/7/2/a")
@pytest.mark.parametrize("provision", ["okul/6/2/a", "okul/7/2/a"])
@pytest.mark.parametrize(("kind", "suited", "outcome"), SITES)
def test_the_site_is_among_enterprises(provision, kind, suited, outcome):
    assert finding(provision, but(site=SiteFacts(kind, suited))).outcome == outcome


PROTOCOLS = [
    pytest.param({}, MET, id="in force"),
    pytest.param({"starts_on": DAY}, MET, id="its first day"),
    pytest.param({"ends_on": DAY}, MET, id="its last day"),
    pytest.param({"starts_on": date(2026, 9, 2)}, UNMET, id="the day before it starts"),
    pytest.param({"ends_on": date(2026, 8, 31)}, UNMET, id="the day after it ends"),
    pytest.param({"signed_on": date(2026, 9, 2)}, UNMET, id="signed tomorrow"),
    pytest.param({"ended_on": DAY}, UNMET, id="ended today"),
    pytest.param({"ended_on": date(2026, 9, 2)}, MET, id="ends early tomorrow"),
    pytest.param({"general_directorate_party": False}, UNMET, id="without the directorate"),
    pytest.param({"stakeholders": 0}, UNMET, id="without a stakeholder"),
    pytest.param({"stakeholders": None}, UNKNOWN, id="stakeholders unknown"),
    pytest.param({"signed_on": None}, UNKNOWN, id="signature unknown"),
    pytest.param({"signed_on": None, "stakeholders": 0}, UNMET, id="a certain fault beside an unknown"),
]


@pytest.mark.provision("okul/6/2/b", "okul/7/2/b", "okul/3/1")
@pytest.mark.parametrize("provision", ["okul/6/2/b", "okul/7/2/b"])
@pytest.mark.parametrize(("changes", "outcome"), PROTOCOLS)
def test_a_protocol_is_in_force(provision, changes, outcome):
    assert finding(provision, but(protocols=(replace(PROTOCOL, **changes),))).outcome == outcome


@pytest.mark.provision("okul/6/2/b")
@pytest.mark.parametrize(("protocols", "outcome"), [(None, UNKNOWN), ((), UNMET)])
def test_no_protocol_is_not_an_unknown_one(protocols, outcome):
    assert finding("okul/6/2/b", but(protocols=protocols)).outcome == outcome


@pytest.mark.provision("okul/6/2/b")
def test_the_best_protocol_counts():
    ended = replace(PROTOCOL, ends_on=date(2026, 3, 1))

    assert finding("okul/6/2/b", but(protocols=(ended, PROTOCOL))).outcome == MET


ROWS = [
    pytest.param({}, MET, id="exactly enough"),
    pytest.param({"value": Decimal(0)}, UNMET, id="short"),
    pytest.param({"value": Decimal(0), "met_by": "sponsor"}, MET, id="sponsor school"),
    pytest.param({"value": Decimal(0), "met_by": "sponsor", "sponsor_allowed": False}, UNMET, id="not allowed"),
    pytest.param({"value": Decimal(0), "met_by": "sponsor", "sponsor_allowed": None}, UNKNOWN, id="allowance unknown"),
    pytest.param({"value": Decimal(0), "met_by": "enterprise"}, UNMET, id="enterprise not allowed"),
    pytest.param({"value": None, "met_by": "enterprise", "enterprise_allowed": True}, MET, id="in the enterprise"),
    pytest.param({"value": None}, UNKNOWN, id="not measured"),
    pytest.param({"minimum": None}, UNKNOWN, id="no minimum set"),
    pytest.param({"value": None, "minimum": None, "met_by": "not_applicable"}, MET, id="not applicable"),
]


@pytest.mark.provision("okul/6/2/c", "okul/7/2/c", "okul/ek")
@pytest.mark.parametrize("provision", ["okul/6/2/c", "okul/7/2/c"])
@pytest.mark.parametrize(("changes", "outcome"), ROWS)
def test_each_row_of_the_annex_is_met(provision, changes, outcome):
    assert finding(provision, but(standards=(replace(LIBRARY, **changes),))).outcome == outcome


@pytest.mark.provision("okul/ek")
def test_without_an_annex_in_force_nothing_is_known():
    assert finding("okul/6/2/c", but(standards=None)).outcome == UNKNOWN


@pytest.mark.provision("okul/ek")
def test_a_shortfall_says_by_how_much():
    row = replace(LIBRARY, name="Kütüphane", minimum=Decimal(3), value=Decimal("1.5"), unit="adet")

    reason = finding("okul/6/2/c", but(standards=(row,))).reason
    assert reason == "Karşılanmayan: Kütüphane (en az 3 adet, mevcut 1,5 adet, 1,5 adet eksik)."
