"""A trial of criteria by hand: scores anew, nothing guessed, who gains and who loses. Pure."""

from decimal import Decimal

import pytest

from transfers.placement import Programme
from transfers.rules.scoring import Component, Criteria
from transfers.trials import Entry, Place, figures_of, tried

pytestmark = pytest.mark.provision("okul/8/2")
NINE, TEN = (Component(key, label, Decimal(100), Decimal(1)) for key, label in (("n", "Dokuz"), ("t", "On")))
ART = Component("a", "Yetenek", Decimal(100), Decimal(1))


def entry(key, n, t, *wishes, field="04", province="Ankara", has_penalty=False):
    values = {"n": Decimal(n), "t": None if t is None else Decimal(t)}
    return Entry(key, province, field, has_penalty, "", values, wishes or ("A",))


def place(code, seats, field="04", kind="Bölge okulu"):
    return Place(Programme(code, seats), field, kind)


ONE = {"A": place("A", 1)}


def test_another_weight_places_another_student_and_both_are_counted():
    entries = [entry("x", 90, 50, province="Ankara"), entry("y", 60, 80, province="Bolu")]
    before, after = (tried(Criteria((one,)), entries, ONE, seed="s") for one in (NINE, TEN))

    told = figures_of(before, after, entries, ONE)

    assert told["by_province"] == [
        {"label": "Ankara", "before": 1, "after": 0, "gained": 0, "lost": 1},
        {"label": "Bolu", "before": 0, "after": 1, "gained": 1, "lost": 0},
    ]
    assert told["by_type"] == [{"label": "Bölge okulu", "before": 1, "after": 1, "gained": 1, "lost": 1}]
    assert (told["before"]["placed"], told["after"]["on_first"]) == (1, 1)
    assert [row["before"] for row in told["scores"]] == [0, 0, 0, 0, 0, 0, 1, 0, 0, 1]
    assert [row["after"] for row in told["scores"]] == [0, 0, 0, 0, 0, 1, 0, 0, 1, 0]


def test_who_lacks_a_component_is_counted_and_never_guessed():
    entries = [entry("x", 90, None), entry("y", 10, 10)]

    made = tried(Criteria((NINE, TEN, ART)), entries, ONE, seed="s")
    assert (made.lacking, dict(made.scores), dict(made.placed)) == ({"On": 1, "Yetenek": 2}, {}, {})
    told = figures_of(made, tried(Criteria((NINE,)), entries, ONE, seed="s"), entries, ONE)
    assert (told["before"]["uncomputed"], told["after"]["uncomputed"]) == (2, 0)


def test_conditions_of_the_draft_bar_what_it_no_longer_lets():
    places = {**ONE, "B": place("B", 1, field="11")}
    entries = [entry("x", 90, 50, "B", "A"), entry("y", 80, 50, "A", has_penalty=True)]

    free = tried(Criteria((NINE,), same_field=False, clean_discipline=False), entries, places, seed="s")
    strict = tried(Criteria((NINE,)), entries, places, seed="s")
    short = tried(Criteria((NINE,), most_preferences=1), entries, places, seed="s")

    assert {key: wish.programme for key, wish in free.placed.items()} == {"x": "B", "y": "A"}
    assert {key: wish.programme for key, wish in strict.placed.items()} == {"x": "A"}
    assert (strict.barred, short.barred, short.placed, strict.on_first) == (1, 2, {}, 0)


def test_nobody_and_nothing_gives_figures_too():
    nothing = tried(Criteria((NINE,)), [], {}, seed="s")

    assert figures_of(nothing, nothing, [], {})["by_field"] == []
