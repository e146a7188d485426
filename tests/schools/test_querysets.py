"""Institutions found by the words of their names, or by their code."""

import pytest

from accounts import wording
from schools.models import School
from tests.factories import make_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    for name in (
        "Şehit Ömer Halisdemir Lisesi",
        "Çınar Mesleki Lisesi",
        "Halide Edip-Adıvar Lisesi",
        "75. Yıl Lisesi",
        "Ek Lisesi2",
    ):
        make_school(name=name)


def found(text):
    return sorted(School.objects.named(text).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sehit omer", ["Şehit Ömer Halisdemir Lisesi"]),
        ("HALİS şehit", ["Şehit Ömer Halisdemir Lisesi"]),
        ("hali", ["Halide Edip-Adıvar Lisesi", "Şehit Ömer Halisdemir Lisesi"]),
        ("adıvar", ["Halide Edip-Adıvar Lisesi"]),
        ("75 yil", ["75. Yıl Lisesi"]),
        ("omer edip", []),
        ("lisesi2", ["Ek Lisesi2"]),
        ("ek lis", ["Ek Lisesi2"]),
        ("?!", []),
    ],
)
def test_each_word_begins_a_word_of_the_name(names, text, expected):
    assert found(text) == expected


def test_words_that_most_names_hold_find_the_same_by_the_rows(names, monkeypatch):
    monkeypatch.setattr(wording, "shares_of", lambda _index: {"lisesi": 1.0, "mesleki": 0.9})

    assert found("lisesi mesleki") == ["Çınar Mesleki Lisesi"]
    assert found("lisesi halide") == ["Halide Edip-Adıvar Lisesi"]
    assert len(found("lise")) == 5


def test_a_code_finds_its_institution_and_no_text_finds_all(names):
    coded = make_school(name="Kodlu Lise")

    assert list(School.objects.named(coded.code)) == [coded]
    assert School.objects.named("  ").count() == 6
