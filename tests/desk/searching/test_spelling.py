"""Which words may have been meant: one or two typing errors, an ending too many, and no more."""

import pytest
from django.db import connection

from accounts.spelling import alike, errors, longest_known, may_mean, unknown_words, with_whole_words
from accounts.wording import Asked, words_of
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
    assert alike(words, ["ogretmn"]) == [Asked("ogretmn", ("ogretmen",)), Asked("lisesi")]
    school.name = "Kâzım Karabekir Lisesi"
    school.save()
    assert alike(["karabekirr"], ["karabekirr"]) == [Asked("karabekirr", ("karabekir",))]


@pytest.mark.django_db
def test_the_vocabulary_knows_all_words_that_begin_so():
    make_school(name="Atatürk Atatürkçü Lise2 Lisesi 15Temmuz 75. Yıl")

    whole = {word.beginning: word.whole for word in with_whole_words([Asked("ataturk", ("atalar",)), Asked("lise")])}

    assert {beginning: set(words) for beginning, words in whole.items()} == {
        "ataturk": {"ataturk", "ataturkcu"},
        "lise": {"lise2", "lisesi"},
    }
    assert with_whole_words([Asked("bulunmaz", ("bulunur",))]) == [Asked("bulunmaz", ("bulunur",), ("bulunmaz",))]
    # Of these it does not know all: shorter words, and those that begin with digits, are not learned.
    assert with_whole_words([Asked("yil"), Asked("15te")]) == [Asked("yil"), Asked("15te")]


@pytest.mark.django_db
def test_a_beginning_of_very_many_words_stays_a_beginning():
    make_school(name=" ".join(f"Okul{letter}" for letter in "abcdefghijkl"))

    assert with_whole_words([Asked("okul")])[0].query == "(okul:*)"
    assert with_whole_words([Asked("okula")])[0].query == "(okula)"


@pytest.mark.django_db
def test_words_that_are_alike_come_nearest_first_and_leave_the_threshold_as_it_was():
    make_school(name="Karabekir Karabey Karaman Zeytin Lisesi")
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity('a', 'b')")
        cursor.execute("SET LOCAL pg_trgm.similarity_threshold = 0.7")
        cursor.execute("SELECT array_agg(word) FROM words_like('karabekirr', 2) AS word")
        assert cursor.fetchone()[0] == ["karabekir", "karabey"]
        cursor.execute("SHOW pg_trgm.similarity_threshold")
        assert cursor.fetchone()[0] == "0.7"


@pytest.mark.django_db
def test_a_word_like_no_other_means_nothing():
    make_school(name="Atatürk Lisesi")

    assert alike(["zzqxwk"], ["zzqxwk"]) == []
    assert unknown_words(["ata", "12345", "ab"]) == []
    assert alike([], []) == []


def test_of_known_words_the_longest_rare_one_is_doubted():
    assert longest_known(["lisesi", "kaya", "ataturk"], surely_meant=["lisesi"]) == ["ataturk"]
    assert longest_known(["lisesi", "ay"], surely_meant=["lisesi"]) == []
