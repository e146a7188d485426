"""What two designations ask of one school alike is worked out once."""

from __future__ import annotations

from datetime import date
from functools import partial

from legislation.rules import Answer, Outcome, as_before


def counting():
    asked = []

    @as_before
    def answer(subject, on=None):
        asked.append((subject, on))
        return Answer(Outcome.MET, f"{len(asked)}. cevap")

    return answer, asked


def test_the_very_same_question_is_answered_once():
    answer, asked = counting()
    school, today = [1], date(2026, 9, 1)

    assert answer(school, today) is answer(school, today)
    assert len(asked) == 1


def test_what_is_only_alike_is_asked_anew():
    """A list may change while it stays itself elsewhere: facts never do, and so are told apart by identity."""
    answer, asked = counting()

    answer([1], 1)
    answer([1], 1)
    assert len(asked) == 2


def test_another_day_or_another_school_is_asked_anew_and_so_is_the_one_before():
    answer, asked = counting()
    one, other = [1], [2]

    for given in ((one, 1), (one, 2), (other, 2), (one, 1)):
        answer(*given)
    assert asked == [(one, 1), (one, 2), (other, 2), (one, 1)]


def test_fewer_things_are_another_question_and_named_ones_are_always_asked():
    answer, asked = counting()
    school = [1]

    answer(school, None)
    answer(school)
    answer(school, on=None)
    answer(school, on=None)
    assert len(asked) == 4


def test_as_many_answers_as_wished_are_remembered():
    asked = []

    @partial(as_before, kept=2)
    def answer(subject):
        asked.append(subject)
        return Answer(Outcome.MET, "")

    common, one, other, third = [1], [2], [3], [4]
    for subject in (common, one, common, other, common, third, other, common):
        answer(subject)
    assert asked == [common, one, other, common, third, other, common]
