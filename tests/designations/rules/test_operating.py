"""Articles 7/3 and 8 as a table: what each designation, and each pair that a school may hold, brings about."""

from itertools import combinations

import pytest

from designations.rules import TYPES
from designations.rules.operating import RULES, SpecialClause, check_registration, operating_rules

ALL = [9, 10, 11, 12]
BEARS = ["staff", "current", "consumables"]
# The table as the directive has it: rule, then value for region, specialised, in-sector, sector-integrated.
TABLE = {
    "registration_grades": (ALL, ALL, ALL, [11, 12]),
    "registration_basis": ("general_regulation", "general_regulation", "general_regulation", "protocol"),
    "transfer_quota": (True, False, False, True),
    "workplace_training_from_grade": ({"AMP": 11}, None, {"AMP": 11}, {"AMP": 11}),
    "sponsor_schools": (False, False, True, True),
    "stakeholder_expenses": ([], [], BEARS, BEARS),
    "advisory_board": (False, False, True, True),
}
NONE = (ALL, "general_regulation", False, None, False, [], False)
PROVISIONS = ["okul/8/1", "okul/8/1", "okul/8/2", "okul/8/4", "okul/8/5", "okul/8/6", "okul/8/9"]
EXCLUDE_EACH_OTHER = {"in_sector", "sector_integrated"}
HELD = [
    pytest.param(set(types), id="+".join(types))
    for size in (1, 2, 3)
    for types in combinations(TYPES, size)
    if not set(types) >= EXCLUDE_EACH_OTHER
]


def values(types, clauses=()):
    return {rule.rule: rule.value for rule in operating_rules(types, clauses)}


@pytest.mark.provision("okul/7/3", "okul/8/1", "okul/8/2", "okul/8/4", "okul/8/5", "okul/8/6", "okul/8/9")
@pytest.mark.parametrize("types", HELD)
def test_a_school_has_every_consequence_of_every_designation_it_holds(types):
    """A duty or a limit of one designation is not lifted by another: each consequence that differs from none stays."""
    expected = dict(zip(TABLE, NONE, strict=True))
    for rule, of_types in TABLE.items():
        for value in (of_types[TYPES.index(kind)] for kind in TYPES if kind in types):
            if value != dict(zip(TABLE, NONE, strict=True))[rule]:
                expected[rule] = value

    assert values(types) == expected


def test_a_school_without_a_designation_follows_the_general_law():
    found = operating_rules(())

    assert tuple(rule.value for rule in found) == NONE
    assert [rule.provision for rule in found[:2]] == [None, None]


@pytest.mark.parametrize("types", HELD)
def test_each_rule_names_its_provision(types):
    found = {rule.rule: rule.provision for rule in operating_rules(types)}

    expected = dict(zip(TABLE, PROVISIONS, strict=True))
    if "sector_integrated" in types:
        expected |= {"registration_grades": "okul/7/3", "registration_basis": "okul/8/3"}
    assert found == expected


@pytest.mark.provision("okul/8/3")
@pytest.mark.parametrize(
    ("types", "basis"),
    [
        ({"in_sector"}, "protocol"),
        ({"region", "in_sector"}, "protocol"),
        ({"sector_integrated"}, "protocol"),
        ({"region"}, "general_regulation"),
        ({"specialised"}, "general_regulation"),
    ],
)
def test_special_terms_of_a_protocol_prevail_where_the_directive_reserves_them(types, basis):
    clause = SpecialClause("OSB protokolü", "7", "registration", "Kayıtta sektör çalışanlarının çocuklarına öncelik.")

    assert values(types, [clause])["registration_basis"] == basis


@pytest.mark.provision("okul/7/3")
@pytest.mark.parametrize("types", HELD)
@pytest.mark.parametrize("grade", ALL)
def test_registration_is_refused_only_at_the_first_grades_of_integrated_schools(types, grade):
    answer = check_registration(types, grade)

    assert answer.allowed is (grade in values(types)["registration_grades"])
    assert answer.allowed is not ("sector_integrated" in types and grade in {9, 10})
    assert (answer.provision == "okul/7/3") is (not answer.allowed)


@pytest.mark.provision("okul/7/3", "okul/8/3")
def test_a_protocol_does_not_open_the_closed_grades():
    clause = SpecialClause("OSB protokolü", "7", "registration", "9’uncu sınıfa kayıt yapılır.", (9,))

    assert check_registration({"sector_integrated"}, 9, [clause]).allowed is False


def test_every_rule_is_answered_in_its_place():
    assert tuple(rule.rule for rule in operating_rules({"region"})) == RULES == tuple(TABLE)
