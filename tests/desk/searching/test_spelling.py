"""Which words may have been meant: one or two typing errors, an ending too many, and no more."""

import pytest

from accounts.spelling import alike, errors, longest_known, may_mean, unknown_words
from accounts.wording import words_of
from tests.factories import make_school

FAR = 9


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("aaturk", "ataturk"),  # a letter left out, another doubled
        ("ogretmn", "ogretmen"),
        ("lissesi", "lisesi"),
        ("barbarso", "barbaros"),  # two letters changed places
        ("mesleky", "mesleki"),
        ("ayze", "ayse"),
        ("liseleri", "lise"),  # an ending too many
        ("karabekr", "karabekirin"),  # an error and an end left out
    ],
)
def test_one_or_two_errors_are_forgiven(typed, known):
    assert may_mean(typed, known)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("ayse", "ayla"),
        ("kaya", "kuru"),
        ("ataturk", "atalar"),
        ("ankara", "antalya"),
        ("fen", "fan2"),
        ("izmir", "izmit2x"),
    ],
)
def test_another_word_is_not(typed, known):
    assert not may_mean(typed, known)


def test_a_word_is_not_meant_for_itself():
    assert not may_mean("lise", "lise")


@pytest.mark.parametrize(
    ("one", "other", "count"), [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("abc", "acb", 1), ("kitap", "katip", 2)]
)
def test_errors_are_counted_both_ways(one, other, count):
    assert errors(one, other, FAR) == errors(other, one, FAR) == count


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("", []),
        ("a", ["a"]),
        ("a lisesi", ["lisesi"]),
        ("lise lise", ["lise"]),
        (" ".join("abcdefghijklmnopq"), [*"abcdefghijkl"]),
    ],
)
def test_words_of_a_question_are_few_and_each_once(key, words):
    assert words_of(key) == words


@pytest.mark.django_db
def test_the_vocabulary_learns_the_names_of_institutions():
    school = make_school(name="Şehit Öğretmen Lisesi")
    words = ["ogretmn", "lisesi"]

    assert unknown_words(words) == ["ogretmn"]
    assert alike(words, ["ogretmn"]) == [("ogretmn", ("ogretmen",)), ("lisesi", ())]
    school.name = "Kâzım Karabekir Lisesi"
    school.save()
    assert alike(["karabekirr"], ["karabekirr"]) == [("karabekirr", ("karabekir",))]


@pytest.mark.django_db
def test_a_word_like_no_other_means_nothing():
    make_school(name="Atatürk Lisesi")

    assert alike(["zzqxwk"], ["zzqxwk"]) == []
    assert unknown_words(["ata", "12345", "ab"]) == []
    assert alike([], []) == []


def test_of_known_words_the_longest_rare_one_is_doubted():
    assert longest_known(["lisesi", "kaya", "ataturk"], surely_meant=["lisesi"]) == ["ataturk"]
    assert longest_known(["lisesi", "ay"], surely_meant=["lisesi"]) == []
