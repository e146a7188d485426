"""Two spellings of an organisation's name have one key, here and in the database."""

import pytest
from django.db import connection
from hypothesis import given, settings, strategies as st

from protocols.rules.naming import ABBREVIATIONS, TAIL, numbers_in, organisation_key

SAME = [
    ("ÖRNEK MAK. SAN. VE TİC. A.Ş.", "Örnek Makina Sanayi ve Ticaret Anonim Şirketi"),
    ("Örnek Ltd. Şti.", "ÖRNEK LİMİTED ŞİRKETİ"),
    ("OSTİM OSB", "Ostim Organize Sanayi Bölgesi"),
    ("Işık İnş. San. A.Ş.", "IŞIK İNŞAAT"),
    ("Çağrı  Tic.", "cagri ticaret"),
]
APART = [
    ("Ankara Sanayi Odası", "Ankara Ticaret Odası"),
    ("1. Organize Sanayi Bölgesi", "2. Organize Sanayi Bölgesi"),
    ("Demir A.Ş.", "Demir Çelik A.Ş."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_have_one_key(one, other):
    assert organisation_key(one) == organisation_key(other) != ""


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_of_two_organisations_have_two_keys(one, other):
    assert organisation_key(one) != organisation_key(other)


@pytest.mark.parametrize("name", ["A.Ş.", "San. ve Tic. Ltd. Şti.", "Ve", "Sanayi"])
def test_a_name_of_nothing_but_company_words_keeps_a_key(name):
    assert organisation_key(name)


def test_numbers_of_a_key_are_told():
    assert numbers_in(organisation_key("Ankara 2. OSB 14. Cadde")) == ("2", "14")


WORDS = [*ABBREVIATIONS, *TAIL, "a", "s", "A.Ş.", "İTO", "ışık", "ÇELİK", "3", "ü", "-", "â", "x."]


@pytest.mark.django_db
@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=8).map(" ".join))
def test_the_database_makes_the_same_key(name):
    name = name.replace("\x00", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_key(%s)", [name])
        (key,) = cursor.fetchone()

    assert key == organisation_key(name)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key_once_its_tail_is_gone(name):
    key = organisation_key(name)

    assert organisation_key(key) == key or key.split()[0] in {*ABBREVIATIONS, *TAIL}
