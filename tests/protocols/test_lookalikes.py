"""Records that look like one organisation: found within a bound, told apart once and for all."""

import pytest

from accounts.choices import Role
from protocols.acts import merge, tell_apart
from protocols.lookalikes import pairs, pairs_of
from protocols.models import (
    StakeholderDistinction,
)
from tests.factories import TODAY, make_province, make_stakeholder, make_user
from tests.factories.stakeholders import (
    OTHER_NUMBER,
    TAX_NUMBER,
    make_pair,
)
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]


def found():
    return [(pair.first, pair.second) for pair in pairs()]


# Found


def test_a_pair_is_found_by_the_key_of_the_name_and_by_its_likeness_in_one_province():
    first, second = make_pair()
    third = make_stakeholder(name="Örnek Makina İşleri A.Ş.", province=make_province(6))
    make_stakeholder(name="Örnek Makina İşleri A.Ş.", province=make_province(34), tax_number=TAX_NUMBER)
    far = make_stakeholder(name="Bambaşka Gıda Ltd. Şti.", province=make_province(6))

    keys = {frozenset(pair) for pair in found()}

    assert frozenset({first, second}) in keys
    assert frozenset({first, third}) in keys
    assert not any(far in pair for pair in keys)
    assert pairs()[0].likeness == 1
    assert "adları aynı" in pairs()[0].reasons[0]


def test_numbered_zones_and_different_tax_numbers_are_no_pair():
    place = {"province": make_province(6)}
    make_stakeholder(name="Ankara 1. Organize Sanayi Bölgesi", **place)
    make_stakeholder(name="Ankara 2. Organize Sanayi Bölgesi", **place)
    make_stakeholder(name="Demir A.Ş.", tax_number=TAX_NUMBER, **place)
    make_stakeholder(name="Demir Ltd. Şti.", tax_number=OTHER_NUMBER, **place)

    assert found() == []


def test_a_merged_record_is_in_no_pair():
    first, second = make_pair()
    merge(second, by=make_user(), on=TODAY, into=first, reason="Aynı kuruluş.")

    assert found() == []


def test_pairs_of_a_province_and_of_a_record_are_found_alone():
    first, second = make_pair()
    for name in ("Ege Gıda A.Ş.", "EGE GIDA LTD. ŞTİ."):
        make_stakeholder(name=name, province=make_province(35))

    assert [(pair.first, pair.second) for pair in pairs(provinces=[6])] == [(first, second)]
    assert len(pairs()) == 2
    assert second in {pair.second for pair in pairs_of(first)}
    assert pairs(provinces=[]) == []


def test_the_pairs_are_bounded():
    for _ in range(8):
        make_stakeholder(name="Örnek Makina A.Ş.")

    assert len(pairs(most=7)) == 7


# Told apart


def test_a_pair_that_was_told_apart_is_not_shown_again_and_both_say_why():
    first, second = make_pair()
    officer = make_user(Role.PROVINCE_OFFICER, province=6)

    made = tell_apart(second, first, by=officer, on=TODAY, reason="Biri taşeron.")

    assert (made.first, made.second, made.by) == (first, second, officer)
    assert found() == []
    for record in (first, second):
        assert JournalEntry.objects.of(record).last().details["reason"] == "Biri taşeron."
    with pytest.raises(Invalid, match="zaten ayrı kuruluş"):
        tell_apart(first, second, by=officer, on=TODAY, reason="Yine.")


def test_who_has_both_in_the_own_province_tells_them_apart():
    first, second = make_pair()
    second.province = make_province(34)
    second.save()

    with pytest.raises(NotPermitted):
        tell_apart(first, second, by=make_user(Role.PROVINCE_OFFICER, province=6), on=TODAY, reason="Taşeron.")
    with pytest.raises(Invalid, match="Gerekçesi"):
        tell_apart(first, second, by=make_user(), on=TODAY, reason=" ")
    with pytest.raises(Invalid, match="İki ayrı kayıt"):
        tell_apart(first, first, by=make_user(), on=TODAY, reason="x")
    assert not StakeholderDistinction.objects.exists()
